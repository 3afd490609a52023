import APIMachinery
import ControlPlaneAPI
import JSON
import KubernetesAPI
import Testing

@testable import KubernetesBehaviors

/// A service's row for each type of service.
@Suite struct ServiceCellsTests {
    private func cells(_ spec: JSONValue, _ status: JSONValue = [:]) throws -> [String: JSONValue] {
        let service: JSONValue = ["spec": spec, "status": status]
        return ServiceCells.cells(of: try CoreV1.Service(parsing: service.serialized()), now: Time())
    }

    @Test func clusterAddresses() throws {
        #expect(
            try cells(["clusterIP": "10.0.0.1", "clusterIPs": ["10.0.0.1", "fd00::1"]])["Cluster-IP"] == "10.0.0.1")
        #expect(try cells(["clusterIP": "10.0.0.1"])["Cluster-IP"] == "10.0.0.1")
        #expect(try cells(["clusterIP": "None", "clusterIPs": ["None"]])["Cluster-IP"] == "None")
        #expect(try cells(["type": "ExternalName"])["Cluster-IP"] == "<none>")
        #expect(try cells(["clusterIP": ""])["Cluster-IP"] == "<none>")
    }

    @Test(arguments: ["ClusterIP", "NodePort"])
    func externalAddressesAsGiven(type: String) throws {
        #expect(try cells(["type": .string(type)])["External-IP"] == "<none>")
        let spec: JSONValue = ["type": .string(type), "externalIPs": ["192.0.2.9", "192.0.2.1"]]
        #expect(try cells(spec)["External-IP"] == "192.0.2.9,192.0.2.1")
    }

    @Test func loadBalancers() throws {
        let points: JSONValue = [
            "loadBalancer": [
                "ingress": [["hostname": "lb.example.org"], ["ip": "192.0.2.7", "hostname": "x"], ["ip": "192.0.2.7"]]
            ]
        ]
        #expect(try cells(["type": "LoadBalancer"])["External-IP"] == "<pending>")
        #expect(try cells(["type": "LoadBalancer"], points)["External-IP"] == "192.0.2.7,lb.example.org")
        let given: JSONValue = ["type": "LoadBalancer", "externalIPs": ["192.0.2.1"]]
        #expect(try cells(given)["External-IP"] == "192.0.2.1")
        #expect(try cells(given, points)["External-IP"] == "192.0.2.7,lb.example.org,192.0.2.1")
        #expect(try cells(["type": "LoadBalancer"], ["loadBalancer": ["ingress": [[:]]]])["External-IP"] == "<pending>")
    }

    @Test func externalNamesAndOthers() throws {
        #expect(
            try cells(["type": "ExternalName", "externalName": "db.example.org"])["External-IP"] == "db.example.org")
        #expect(try cells(["type": "Newer"])["External-IP"] == "<unknown>")
        #expect(try cells([:])["External-IP"] == "<unknown>")
    }

    @Test func ports() throws {
        #expect(try cells([:])["Port(s)"] == "<none>")
        let ports: JSONValue = [
            ["port": 80, "protocol": "TCP"], ["port": 53, "protocol": "UDP", "nodePort": 30053],
        ]
        #expect(try cells(["ports": ports])["Port(s)"] == "80/TCP,53:30053/UDP")
    }

    @Test func selectors() throws {
        #expect(try cells([:])["Selector"] == "<none>")
        #expect(try cells(["selector": ["tier": "front", "app": "web"]])["Selector"] == "app=web,tier=front")
    }
}
