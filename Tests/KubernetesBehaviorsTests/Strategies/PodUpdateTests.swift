import HTTPTypes
import JSON
import Testing

/// What may change of a pod.
@Suite struct PodUpdateTests {
    private let path = WorkloadServer.pods + "/p"

    private func server(_ spec: JSONValue = [:]) async throws -> WorkloadServer {
        let server = try await WorkloadServer()
        _ = try await server.create(WorkloadServer.pods, WorkloadServer.pod("p", spec))
        return server
    }

    @Test func imagesChange() async throws {
        let answer = try await server().send(
            .patch, path, ["spec": ["containers": [["name": "c", "image": "a:2"]]]],
            type: "application/strategic-merge-patch+json")
        #expect(answer.status == 200 && answer.generation == 2)
        #expect(answer.at("spec.containers.0.image") == "a:2")
        #expect(answer.at("spec.containers.0.imagePullPolicy") == "IfNotPresent")
        #expect(answer.at("status.phase") == "Pending")
    }

    @Test func mostFieldsStay() async throws {
        let server = try await server()
        let refused = try await server.merge(path, ["spec": ["restartPolicy": "Never"]])
        #expect(refused.status == 422 && refused.causes == ["spec Forbidden"])
        #expect(try await server.merge(path, ["spec": ["nodeName": "n"]]).causes == ["spec Forbidden"])
        #expect(
            try await server.merge(path, ["spec": ["containers": [["name": "c", "image": ""]]]]).causes
                == ["spec.containers[0].image Required"])
        let more: JSONValue = [["name": "c", "image": "a:1"], ["name": "d", "image": "a:1"]]
        #expect(
            try await server.merge(path, ["spec": ["containers": more]]).causes == ["spec.containers Forbidden"])
        let labelled = try await server.merge(path, ["metadata": ["labels": ["a": "b"]]])
        #expect(labelled.status == 200 && labelled.generation == 1)
    }

    @Test func soMuchOfADifferenceIsShown() async throws {
        let server = try await server()
        let many = JSONValue.array((0..<5_000).map { ["name": "v\($0)", "emptyDir": [:]] })
        let refused = try await server.merge(path, ["spec": ["volumes": many]])
        #expect(refused.status == 422 && refused.causes == ["spec Forbidden"])
        let message = try #require(refused.json["message"]?.stringValue)
        #expect(message.contains("v10") && !message.contains("v1000"))
    }

    @Test func ephemeralContainersAreAdded() async throws {
        let server = try await server()
        let debugger: JSONValue = [["name": "debug", "image": "tools:1"]]
        #expect(try await server.merge(path, ["spec": ["ephemeralContainers": debugger]]).status == 422)
        let added = try await server.merge(
            path + "/ephemeralcontainers", ["spec": ["ephemeralContainers": debugger, "nodeName": "n"]])
        #expect(added.status == 200)
        #expect(added.at("spec.ephemeralContainers.0.image") == "tools:1")
        #expect(added.at("spec.nodeName") == nil)
        let changed: JSONValue = [["name": "debug", "image": "tools:2"]]
        let refused = try await server.merge(
            path + "/ephemeralcontainers", ["spec": ["ephemeralContainers": changed]])
        #expect(refused.status == 422 && refused.causes == ["spec.ephemeralContainers Forbidden"])
        #expect(
            try await server.merge(path + "/ephemeralcontainers", ["spec": ["ephemeralContainers": []]]).status == 422)
    }

    @Test func tolerationsAreAdded() async throws {
        let first: JSONValue = ["key": "a", "operator": "Exists", "effect": "NoExecute"]
        let server = try await server(["tolerations": [first]])
        var longer = first
        longer["tolerationSeconds"] = 5
        let added = try await server.merge(
            path, ["spec": ["tolerations": [longer, ["key": "b", "operator": "Exists"]]]])
        #expect(added.status == 200 && added.spec["tolerations"]?.arrayValue?.count == 2)
        #expect(try await server.merge(path, ["spec": ["tolerations": []]]).causes == ["spec.tolerations Forbidden"])
    }

    @Test func deadlinesShorten() async throws {
        let server = try await server()
        #expect(try await server.merge(path, ["spec": ["activeDeadlineSeconds": 20]]).status == 200)
        #expect(try await server.merge(path, ["spec": ["activeDeadlineSeconds": 10]]).status == 200)
        for value: JSONValue in [20, .null] {
            #expect(
                try await server.merge(path, ["spec": ["activeDeadlineSeconds": value]]).causes
                    == ["spec.activeDeadlineSeconds Invalid"])
        }
    }

    @Test func gatedPodsAreNarrowedDown() async throws {
        let server = try await server([
            "schedulingGates": [["name": "g"]], "nodeSelector": ["a": "b"],
        ])
        #expect(try await server.merge(path, ["spec": ["nodeSelector": ["c": "d"]]]).status == 200)
        #expect(
            try await server.merge(path, ["spec": ["nodeSelector": ["a": "x"]]]).causes
                == ["spec.nodeSelector Invalid"])
        let required = "requiredDuringSchedulingIgnoredDuringExecution"
        let rule: JSONValue = ["key": "zone", "operator": "Exists"]
        func affinity(_ rules: JSONValue) -> JSONValue {
            [
                "spec": [
                    "affinity": [
                        "nodeAffinity": .object([required: ["nodeSelectorTerms": rules]])
                    ]
                ]
            ]
        }
        #expect(try await server.merge(path, affinity([["matchExpressions": [rule]]])).status == 200)
        #expect(
            try await server.merge(path, affinity([["matchExpressions": [["key": "x", "operator": "Exists"]]]])).causes
                == ["spec.affinity.nodeAffinity.\(required).nodeSelectorTerms[0] Invalid"])
        #expect(
            try await server.merge(path, ["spec": ["schedulingGates": [["name": "g"], ["name": "h"]]]]).causes
                == ["spec.schedulingGates[1].name Forbidden"])
        #expect(try await server.merge(path, ["spec": ["schedulingGates": []]]).status == 200)
        #expect(try await server.merge(path, ["spec": ["nodeSelector": ["e": "f"]]]).causes == ["spec Forbidden"])
    }

    /// What a status takes along of the metadata differs from kind to kind.
    @Test func theMetadataCanBeWrittenWithTheStatus() async throws {
        let server = try await WorkloadServer()
        let metadata: JSONValue = [
            "labels": ["a": "b"], "annotations": ["c": "d"], "finalizers": ["example.org/hold"],
            "ownerReferences": [["apiVersion": "v1", "kind": "ConfigMap", "name": "o", "uid": "u"]],
        ]
        _ = try await server.create(WorkloadServer.pods, WorkloadServer.pod("p"))
        let pod = try await server.merge(WorkloadServer.pods + "/p/status", ["metadata": metadata])
        for member in ["labels", "annotations", "finalizers"] {
            #expect(pod.at("metadata.\(member)") == metadata[member], "\(member)")
        }
        #expect(pod.at("metadata.ownerReferences") == nil)
        _ = try await server.create(WorkloadServer.deployments, WorkloadServer.deployment("d"))
        let deployment = try await server.merge(WorkloadServer.deployments + "/d/status", ["metadata": metadata])
        for member in ["annotations", "finalizers", "ownerReferences"] {
            #expect(deployment.at("metadata.\(member)") == metadata[member], "\(member)")
        }
        #expect(deployment.at("metadata.labels.a") == nil)
        let added = try await server.merge(
            WorkloadServer.pods + "/p/ephemeralcontainers", ["metadata": ["finalizers": ["example.org/more"]]])
        #expect(added.at("metadata.finalizers") == metadata["finalizers"])
    }
}
