import JSON
import Testing

/// What is refused of pods.
@Suite struct PodValidationTests {
    private func causes(_ spec: JSONValue) async throws -> Set<String> {
        try await WorkloadServer().causes(WorkloadServer.pods, WorkloadServer.pod("p", spec))
    }

    /// What is wrong with one container, its path left out.
    private func container(_ container: JSONValue, _ spec: JSONValue = [:]) async throws -> Set<String> {
        var whole = JSONObject()
        for (key, value) in spec.objectValue ?? [:] { whole[key] = value }
        var named: JSONObject = ["name": "c", "image": "a:1"]
        for (key, value) in container.objectValue ?? [:] { named[key] = value }
        whole["containers"] = [.object(named)]
        return Set(try await causes(.object(whole)).map { $0.replacing("spec.containers[0].", with: "") })
    }

    /// As kube-apiserver does: the later of two variables of one name counts.
    @Test func environmentNamesMayRepeat() async throws {
        let server = try await WorkloadServer()
        let answer = try await server.create(
            WorkloadServer.pods,
            WorkloadServer.pod(
                "p",
                [
                    "containers": [
                        [
                            "name": "c", "image": "a:1",
                            "env": [["name": "A", "value": "1"], ["name": "A", "value": "2"]],
                        ]
                    ]
                ]))
        #expect(answer.status == 201)
        #expect(answer.at("spec.containers.0.env.1.value") == "2")
    }

    @Test func containers() async throws {
        #expect(try await causes(["containers": []]) == ["spec.containers Required"])
        #expect(try await container(["name": "C_", "image": ""]) == ["name Invalid", "image Required"])
        #expect(try await container(["name": ""]) == ["name Required"])
        #expect(try await container(["image": " a"]) == ["image Invalid"])
        let twice: JSONValue = [["name": "c", "image": "a"], ["name": "c", "image": "b"]]
        #expect(try await causes(["containers": twice]) == ["spec.containers[1].name Duplicate"])
        let shared = try await causes(["initContainers": [["name": "c", "image": "a"]]])
        #expect(shared == ["spec.initContainers[0].name Duplicate"])
        #expect(
            try await causes(["ephemeralContainers": [["name": "e", "image": "a"]]])
                == ["spec.ephemeralContainers Forbidden"])
    }

    @Test func ports() async throws {
        #expect(try await container(["ports": [["containerPort": 0]]]) == ["ports[0].containerPort Required"])
        #expect(try await container(["ports": [["containerPort": 65536]]]) == ["ports[0].containerPort Invalid"])
        #expect(
            try await container(["ports": [["containerPort": 1, "hostPort": -1]]]) == ["ports[0].hostPort Invalid"])
        for name in ["-a", "a--b", "1", "much-too-long-name", "A"] {
            let port: JSONValue = ["containerPort": 1, "name": .string(name)]
            #expect(try await container(["ports": [port]]) == ["ports[0].name Invalid"], "\(name)")
        }
        let same: JSONValue = [["containerPort": 1, "name": "x"], ["containerPort": 2, "name": "x"]]
        #expect(try await container(["ports": same]) == ["ports[1].name Duplicate"])
        let taken: JSONValue = [["containerPort": 1, "hostPort": 5], ["containerPort": 2, "hostPort": 5]]
        #expect(try await container(["ports": taken]) == ["ports[1].hostPort Duplicate"])
        #expect(
            try await container(["ports": [["containerPort": 1, "hostPort": 5]]], ["hostNetwork": true])
                == ["ports[0].hostPort Invalid"])
    }

    @Test func volumesAndMounts() async throws {
        let mount: JSONValue = ["name": "v", "mountPath": "/v"]
        #expect(try await container(["volumeMounts": [mount]]) == ["volumeMounts[0].name NotFound"])
        #expect(try await container(["volumeMounts": [mount]], ["volumes": [["name": "v"]]]) == [])
        #expect(
            try await container(
                ["volumeMounts": [["name": "v", "mountPath": "/v", "subPath": "../x"]]], ["volumes": [["name": "v"]]])
                == ["volumeMounts.subPath Invalid"])
        #expect(
            try await container(["volumeMounts": [["name": "v", "mountPath": ""]]], ["volumes": [["name": "v"]]])
                == ["volumeMounts[0].mountPath Required"])
        #expect(
            try await causes(["volumes": [["name": "v"], ["name": "v"]]]) == ["spec.volumes[1].name Duplicate"])
        #expect(try await causes(["volumes": [["name": "V"]]]) == ["spec.volumes[0].name Invalid"])
        #expect(
            try await causes(["volumes": [["name": "v", "hostPath": ["path": ""]]]])
                == ["spec.volumes[0].hostPath.path Required"])
        let both: JSONValue = ["name": "v", "emptyDir": [:], "hostPath": ["path": "/"]]
        let found = try await causes(["volumes": [both]])
        #expect(found.count == 1 && found.first?.hasSuffix("Forbidden") == true)
    }

    @Test func resources() async throws {
        func resources(_ value: JSONValue) async throws -> Set<String> { try await container(["resources": value]) }
        #expect(
            try await resources(["requests": ["cpu": "2"], "limits": ["cpu": "1"]])
                == ["resources.requests Invalid"])
        #expect(try await resources(["limits": ["cpu": "-1"]]).contains("resources.limits[cpu] Invalid"))
        #expect(try await resources(["limits": ["cpus": "1"]]).contains("resources.limits[cpus] Invalid"))
        #expect(try await resources(["requests": ["a.b/gpu": "1"]]) == ["resources.limits Required"])
        #expect(
            try await resources(["requests": ["a.b/gpu": "1"], "limits": ["a.b/gpu": "2"]])
                == ["resources.requests Invalid"])
        #expect(try await resources(["limits": ["a.b/gpu": "1"]]) == [])
        #expect(try await resources(["limits": ["a.b/gpu": "500m"]]).contains("resources.limits[a.b/gpu] Invalid"))
    }

    @Test func environment() async throws {
        func variable(_ value: JSONValue) async throws -> Set<String> { try await container(["env": [value]]) }
        #expect(try await variable(["name": ""]) == ["env[0].name Required"])
        #expect(try await variable(["name": "a=b"]) == ["env[0].name Invalid"])
        #expect(try await variable(["name": "a", "valueFrom": [:]]) == ["env[0].valueFrom Invalid"])
        #expect(
            try await variable(["name": "a", "valueFrom": ["configMapKeyRef": ["name": "m", "key": ""]]])
                == ["env[0].valueFrom.configMapKeyRef.key Required"])
        #expect(
            try await variable(["name": "a", "value": "x", "valueFrom": ["fieldRef": ["fieldPath": "spec.nodeName"]]])
                == ["env[0].valueFrom Invalid"])
        #expect(try await container(["envFrom": [[:]]]) == ["envFrom Invalid"])
    }

    @Test func probes() async throws {
        #expect(try await container(["livenessProbe": [:]]) == ["livenessProbe Required"])
        #expect(
            try await container(["livenessProbe": ["exec": ["command": ["a"]], "successThreshold": 2]])
                == ["livenessProbe.successThreshold Invalid"])
        #expect(
            try await container(["readinessProbe": ["httpGet": ["port": 0], "initialDelaySeconds": -1]])
                == ["readinessProbe.httpGet.port Invalid", "readinessProbe.initialDelaySeconds Invalid"])
        let once: JSONValue = ["name": "i", "image": "a", "lifecycle": ["preStop": ["sleep": ["seconds": 1]]]]
        #expect(try await causes(["initContainers": [once]]) == ["spec.initContainers[0].lifecycle Forbidden"])
        var sidecar = once
        sidecar["restartPolicy"] = "Always"
        #expect(try await causes(["initContainers": [sidecar]]) == [])
    }

    @Test func specs() async throws {
        #expect(
            try await causes(["restartPolicy": "Sometimes", "dnsPolicy": "Odd"])
                == ["spec.restartPolicy NotSupported", "spec.dnsPolicy NotSupported"])
        #expect(try await causes(["activeDeadlineSeconds": 0]) == ["spec.activeDeadlineSeconds Invalid"])
        #expect(try await causes(["serviceAccountName": "A"]) == ["spec.serviceAccountName Invalid"])
        #expect(try await causes(["hostname": "a.b"]) == ["spec.hostname Invalid"])
        #expect(try await causes(["tolerations": [["value": "v"]]]) == ["spec.tolerations[0].operator Invalid"])
        #expect(
            try await causes(["tolerations": [["key": "k", "operator": "Exists", "tolerationSeconds": 1]]])
                == ["spec.tolerations[0].effect Invalid"])
    }
}
