import JSON
import Testing

/// Deployments: what is filled in and what is refused.
@Suite struct DeploymentStrategyTests {
    private let path = WorkloadServer.deployments + "/d"

    private func causes(_ spec: JSONValue) async throws -> Set<String> {
        try await WorkloadServer().causes(WorkloadServer.deployments, WorkloadServer.deployment("d", spec))
    }

    @Test func defaults() async throws {
        let server = try await WorkloadServer()
        let answer = try await server.create(WorkloadServer.deployments, WorkloadServer.deployment("d"))
        #expect(
            answer.at("spec.strategy")
                == ["type": "RollingUpdate", "rollingUpdate": ["maxUnavailable": "25%", "maxSurge": "25%"]])
        #expect(answer.at("spec.template.spec.containers.0.imagePullPolicy") == "IfNotPresent")
        #expect(answer.at("spec.template.spec.enableServiceLinks") == nil)
        #expect(answer.at("status") == [:])
        let partly = try await server.create(
            WorkloadServer.deployments,
            WorkloadServer.deployment("e", ["strategy": ["rollingUpdate": ["maxSurge": 3]]]))
        #expect(partly.at("spec.strategy.rollingUpdate") == ["maxUnavailable": "25%", "maxSurge": 3])
        let recreate = try await server.create(
            WorkloadServer.deployments, WorkloadServer.deployment("f", ["strategy": ["type": "Recreate"]]))
        #expect(recreate.at("spec.strategy") == ["type": "Recreate"])
    }

    @Test func templatesAreNotCompletedAsPods() async throws {
        let container: JSONValue = [
            "name": "c", "image": "a:1", "ports": [["containerPort": 80]], "resources": ["limits": ["cpu": "1"]],
        ]
        let answer = try await WorkloadServer().create(
            WorkloadServer.deployments,
            WorkloadServer.deployment(
                "d",
                [
                    "template": [
                        "metadata": ["labels": ["app": "d"]], "spec": ["hostNetwork": true, "containers": [container]],
                    ]
                ]))
        #expect(answer.at("spec.template.spec.containers.0.resources") == ["limits": ["cpu": "1"]])
        #expect(answer.at("spec.template.spec.containers.0.ports.0.hostPort") == nil)
    }

    @Test func steps() async throws {
        func steps(_ value: JSONValue) async throws -> Set<String> {
            let found = try await causes(["strategy": ["rollingUpdate": value]])
            return Set(found.map { $0.replacing("spec.strategy.rollingUpdate.", with: "") })
        }
        #expect(try await steps(["maxSurge": 0, "maxUnavailable": 0]) == ["maxUnavailable Invalid"])
        #expect(try await steps(["maxSurge": "0%", "maxUnavailable": 0]) == ["maxUnavailable Invalid"])
        #expect(try await steps(["maxSurge": -1]) == ["maxSurge Invalid"])
        #expect(try await steps(["maxSurge": "some"]) == ["maxSurge Invalid"])
        #expect(try await steps(["maxUnavailable": "101%"]) == ["maxUnavailable Invalid"])
        #expect(try await steps(["maxSurge": "200%"]) == [])
        #expect(
            try await causes(["strategy": ["type": "Recreate", "rollingUpdate": ["maxSurge": 1]]])
                == ["spec.strategy.rollingUpdate Forbidden"])
        #expect(try await causes(["strategy": ["type": "Slow"]]) == ["spec.strategy NotSupported"])
    }

    @Test func selectorsFitTheTemplate() async throws {
        #expect(
            try await causes(["selector": ["matchLabels": ["app": "x"]]]) == ["spec.template.metadata.labels Invalid"])
        #expect(try await causes(["selector": [:]]) == ["spec.selector Invalid"])
        #expect(
            try await causes(["selector": .null])
                == ["spec.selector Required", "spec.template.metadata.labels Invalid"])
        #expect(
            try await causes(["selector": ["matchExpressions": [["key": "app", "operator": "In"]]]])
                == ["spec.selector Invalid", "spec.selector.matchExpressions[0].values Required"])
        #expect(
            try await causes(["selector": ["matchExpressions": [["key": "app", "operator": "NotIn", "values": ["x"]]]]])
                == [])
    }

    @Test func templates() async throws {
        func template(_ spec: JSONValue) async throws -> Set<String> {
            let template: JSONValue = ["metadata": ["labels": ["app": "d"]], "spec": spec]
            let found = try await causes(["template": template])
            return Set(found.map { $0.replacing("spec.template.spec.", with: "") })
        }
        let containers: JSONValue = [["name": "c", "image": "a"]]
        #expect(try await template([:]) == ["containers Required"])
        #expect(
            try await template(["containers": containers, "restartPolicy": "Never"]) == ["restartPolicy NotSupported"])
        #expect(
            try await template(["containers": containers, "activeDeadlineSeconds": 5])
                == ["activeDeadlineSeconds Forbidden"])
        #expect(try await template(["containers": [["name": "c"]]]) == ["containers[0].image Required"])
    }

    @Test func counts() async throws {
        #expect(try await causes(["replicas": -1]) == ["spec.replicas Invalid"])
        #expect(try await causes(["minReadySeconds": -1]) == ["spec.minReadySeconds Invalid"])
        #expect(try await causes(["revisionHistoryLimit": -1]) == ["spec.revisionHistoryLimit Invalid"])
        #expect(try await causes(["minReadySeconds": 600]) == ["spec.progressDeadlineSeconds Invalid"])
    }

    @Test func updates() async throws {
        let server = try await WorkloadServer()
        _ = try await server.create(WorkloadServer.deployments, WorkloadServer.deployment("d"))
        let selected = try await server.merge(path, ["spec": ["selector": ["matchLabels": ["app": "x"]]]])
        #expect(selected.status == 422)
        #expect(selected.causes == ["spec.selector Invalid", "spec.template.metadata.labels Invalid"])
        #expect(try await server.merge(path, ["spec": ["replicas": 2]]).generation == 2)
        // Annotations count as changes of a deployment, labels do not.
        #expect(try await server.merge(path, ["metadata": ["annotations": ["k": "v"]]]).generation == 3)
        #expect(try await server.merge(path, ["metadata": ["labels": ["k": "v"]]]).generation == 3)
    }

    @Test func status() async throws {
        let server = try await WorkloadServer()
        _ = try await server.create(WorkloadServer.deployments, WorkloadServer.deployment("d"))
        func update(_ status: JSONValue) async throws -> WorkloadServer.Answer {
            try await server.merge(path + "/status", ["spec": ["replicas": 9], "status": status])
        }
        #expect(try await update(["readyReplicas": 1]).causes == ["status.readyReplicas Invalid"])
        #expect(try await update(["replicas": -1]).causes.contains("status.replicas Invalid"))
        let sound = try await update(["replicas": 2, "readyReplicas": 1, "observedGeneration": 1])
        #expect(sound.status == 200 && sound.at("spec.replicas") == 1 && sound.generation == 1)
        // Unlike other kinds, whose labels may be written with their status.
        let labelled = try await server.merge(path + "/status", ["metadata": ["labels": ["k": "v"]]])
        #expect(labelled.status == 200 && labelled.at("metadata.labels.k") == nil)
    }
}
