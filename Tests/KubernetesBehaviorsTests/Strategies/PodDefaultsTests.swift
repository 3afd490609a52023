import JSON
import Testing

/// What is filled in when a pod is created.
@Suite struct PodDefaultsTests {
    private func created(_ spec: JSONValue) async throws -> WorkloadServer.Answer {
        try await WorkloadServer().create(WorkloadServer.pods, WorkloadServer.pod("p", spec))
    }

    @Test(arguments: [
        ("nginx", "Always"), ("nginx:latest", "Always"), ("nginx:1", "IfNotPresent"),
        ("host:5000/team/nginx", "Always"), ("host:5000/team/nginx:2", "IfNotPresent"),
        ("nginx@sha256:\(String(repeating: "a", count: 64))", "IfNotPresent"),
        ("nginx:latest@sha256:\(String(repeating: "a", count: 64))", "Always"),
        ("Not-A-Name", "IfNotPresent"), ("a__b/c-d.e", "Always"), ("a___b", "IfNotPresent"),
    ])
    func pullPolicy(image: String, policy: String) async throws {
        let container: JSONValue = ["name": "c", "image": .string(image)]
        let pod = try await created([
            "containers": [container], "initContainers": [["name": "i", "image": .string(image)]],
            "volumes": [["name": "v", "image": ["reference": .string(image)]]],
        ])
        #expect(pod.at("spec.containers.0.imagePullPolicy")?.stringValue == policy)
        #expect(pod.at("spec.initContainers.0.imagePullPolicy")?.stringValue == policy)
        #expect(pod.at("spec.volumes.0.image.pullPolicy")?.stringValue == policy)
    }

    @Test func givenPullPolicyStays() async throws {
        let pod = try await created(["containers": [["name": "c", "image": "a", "imagePullPolicy": "Never"]]])
        #expect(pod.at("spec.containers.0.imagePullPolicy") == "Never")
    }

    @Test func fieldsThatFollowFromOthers() async throws {
        let pod = try await created([
            "serviceAccount": "robot", "hostNetwork": true, "volumes": [["name": "v"]],
            "containers": [
                [
                    "name": "c", "image": "a:1", "ports": [["containerPort": 80]],
                    "resources": ["limits": ["cpu": "2", "memory": "1Gi"], "requests": ["cpu": "1"]],
                ]
            ],
        ])
        #expect(pod.at("spec.serviceAccountName") == "robot")
        #expect(pod.at("spec.volumes.0") == ["name": "v", "emptyDir": [:]])
        #expect(pod.at("spec.enableServiceLinks") == true)
        #expect(pod.at("spec.containers.0.ports.0.hostPort") == 80)
        #expect(pod.at("spec.containers.0.resources.requests") == ["cpu": "1", "memory": "1Gi"])
    }

    @Test func statusBegins() async throws {
        var pod = WorkloadServer.pod("p", ["schedulingGates": [["name": "a.b/c"]]])
        pod["status"] = ["phase": "Running", "podIP": "1.2.3.4"]
        let answer = try await WorkloadServer().create(WorkloadServer.pods, pod)
        #expect(answer.at("status.phase") == "Pending")
        #expect(answer.at("status.podIP") == nil)
        #expect(answer.at("status.conditions.0.reason") == "SchedulingGated")
        #expect(answer.generation == 1)
    }

    @Test func qualityOfService() async throws {
        func quality(_ resources: [JSONValue], pod: JSONValue = .null) async throws -> JSONValue? {
            let containers = resources.enumerated().map { index, resources -> JSONValue in
                ["name": .string("c\(index)"), "image": "a:1", "resources": resources]
            }
            return try await created(["containers": .array(containers), "resources": pod]).at("status.qosClass")
        }
        let full: JSONValue = ["limits": ["cpu": "1", "memory": "1Gi"]]
        #expect(try await quality([[:]]) == "BestEffort")
        #expect(try await quality([["limits": ["ephemeral-storage": "1Gi"]]]) == "BestEffort")
        #expect(try await quality([full, full]) == "Guaranteed")
        #expect(try await quality([full, [:]]) == "Burstable")
        #expect(
            try await quality([["limits": ["cpu": "1", "memory": "1Gi"], "requests": ["cpu": "1000m"]]]) == "Guaranteed"
        )
        #expect(
            try await quality([["limits": ["cpu": "1", "memory": "1Gi"], "requests": ["cpu": "500m"]]]) == "Burstable")
        #expect(try await quality([["requests": ["memory": "1"]]]) == "Burstable")
    }

    @Test func addressesOfStatus() async throws {
        let server = try await WorkloadServer()
        _ = try await server.create(WorkloadServer.pods, WorkloadServer.pod("p"))
        let path = "\(WorkloadServer.pods)/p/status"
        let answer = try await server.merge(path, ["status": ["podIP": "10.1.2.3", "phase": "Running"]])
        #expect(answer.at("status.podIPs") == [["ip": "10.1.2.3"]])
        #expect(answer.at("status.qosClass") == "BestEffort")
        let changed = try await server.merge(path, ["status": ["podIP": "10.1.2.4"]])
        #expect(changed.at("status.podIPs") == [["ip": "10.1.2.4"]])
    }
}
