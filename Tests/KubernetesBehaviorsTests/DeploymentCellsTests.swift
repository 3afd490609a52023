import APIMachinery
import ControlPlaneAPI
import JSON
import KubernetesAPI
import Testing

@testable import KubernetesBehaviors

/// A deployment's row.
@Suite struct DeploymentCellsTests {
    private func cells(_ spec: JSONValue, _ status: JSONValue = [:]) throws -> [String: JSONValue] {
        let deployment: JSONValue = ["spec": spec, "status": status]
        return DeploymentCells.cells(of: try AppsV1.Deployment(parsing: deployment.serialized()), now: Time())
    }

    @Test func replicas() throws {
        let counted = try cells(["replicas": 3], ["readyReplicas": 2, "updatedReplicas": 1, "availableReplicas": 2])
        #expect(counted["Ready"] == "2/3")
        #expect(counted["Up-to-date"] == 1)
        #expect(counted["Available"] == 2)
        let fresh = try cells(["replicas": 1])
        #expect(fresh["Ready"] == "0/1" && fresh["Up-to-date"] == 0 && fresh["Available"] == 0)
    }

    @Test func containers() throws {
        let containers: JSONValue = [["name": "web", "image": "nginx:1"], ["name": "log"]]
        let shown = try cells(["template": ["spec": ["containers": containers]]])
        #expect(shown["Containers"] == "web,log")
        #expect(shown["Images"] == "nginx:1,")
        #expect(try cells([:])["Containers"] == "")
    }

    @Test func selectors() throws {
        func text(_ selector: JSONValue) throws -> JSONValue? { try cells(["selector": selector])["Selector"] }
        #expect(try text(["matchLabels": ["app": "d"]]) == "app=d")
        let expressions: JSONValue = [
            ["key": "tier", "operator": "In", "values": ["front", "back"]],
            ["key": "canary", "operator": "DoesNotExist"],
            ["key": "zone", "operator": "Exists"], ["key": "x", "operator": "NotIn", "values": ["y"]],
        ]
        #expect(
            try text(["matchLabels": ["app": "d"], "matchExpressions": expressions])
                == "app=d,!canary,tier in (back,front),x notin (y),zone")
        #expect(try text([:]) == "")
        #expect(try text(["matchExpressions": [["key": "a", "operator": "Near"]]]) == "")
    }
}
