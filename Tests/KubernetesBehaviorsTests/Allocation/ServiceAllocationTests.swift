import APIMachinery
import APIServer
import HTTPTypes
import JSON
import KubernetesBehaviors
import Storage
import Testing

/// The addresses and node ports that services are given.
@Suite struct ServiceAllocationTests {
    private let services = WorkloadServer.services

    @Test func everyServiceHasAnAddressOfItsOwn() async throws {
        let server = try await WorkloadServer()
        let addresses = try await withThrowingTaskGroup(of: String?.self) { group in
            for number in 0..<40 {
                group.addTask {
                    try await server.create(services, WorkloadServer.service("s\(number)", ["type": "NodePort"]))
                        .at("spec.clusterIP")?.stringValue
                }
            }
            return try await group.reduce(into: Set<String>()) { if let address = $1 { $0.insert(address) } }
        }
        #expect(addresses.count == 40)
        #expect(addresses.allSatisfy { $0.hasPrefix("10.0.") && $0 != "10.0.0.0" && $0 != "10.0.0.1" })
        var ports: Set<Int64> = []
        for number in 0..<40 {
            let patched = try await server.merge("\(services)/s\(number)", ["metadata": ["labels": ["a": "b"]]])
            ports.insert(try #require(patched.at("spec.ports.0.nodePort")?.int64Value))
        }
        #expect(ports.count == 40 && ports.allSatisfy { (30000...32767).contains($0) })
    }

    @Test func addressesThatAreAskedForAreChecked() async throws {
        let server = try await WorkloadServer()
        func causes(_ spec: JSONValue) async throws -> Set<String> {
            try await server.causes(services, WorkloadServer.service("t", spec))
        }
        let first = try await server.create(services, WorkloadServer.service("s", ["clusterIP": "10.0.0.77"]))
        #expect(first.at("spec.clusterIPs") == ["10.0.0.77"])
        #expect(try await causes(["clusterIP": "10.0.0.78"]) == [])
        #expect(try await causes(["clusterIP": "10.0.0.77"]) == ["spec.clusterIPs Invalid"])
        for outside in ["10.1.0.1", "10.0.0.0", "10.0.255.255"] {
            #expect(try await causes(["clusterIP": .string(outside)]) == ["spec.clusterIPs Invalid"], "\(outside)")
        }
        for foreign in ["10.0.0.077", "fd00::1"] {
            #expect(try await causes(["clusterIP": .string(foreign)]) == ["spec.clusterIPs[0] Invalid"], "\(foreign)")
        }
        #expect(try await causes(["ipFamilyPolicy": "RequireDualStack"]) == ["spec.ipFamilyPolicy Invalid"])
        #expect(try await causes(["ipFamilies": ["IPv6"]]) == ["spec.ipFamilies[0] Invalid"])
        // What is deleted can be handed out again.
        _ = try await server.send(.delete, "\(services)/s", [:])
        #expect(try await causes(["clusterIP": "10.0.0.77"]) == [])
    }

    @Test func nodePortsThatAreAskedForAreChecked() async throws {
        let server = try await WorkloadServer()
        func causes(_ ports: JSONValue) async throws -> Set<String> {
            try await server.causes(services, WorkloadServer.service("t", ["type": "NodePort", "ports": ports]))
        }
        _ = try await server.create(
            services, WorkloadServer.service("s", ["type": "NodePort", "ports": [["port": 80, "nodePort": 30080]]]))
        #expect(try await causes([["port": 80, "nodePort": 30081]]) == [])
        #expect(try await causes([["port": 80, "nodePort": 30080]]) == ["spec.ports[0].nodePort Invalid"])
        #expect(try await causes([["port": 80, "nodePort": 80]]) == ["spec.ports[0].nodePort Invalid"])
        let both = try await server.create(
            services,
            WorkloadServer.service(
                "both",
                [
                    "type": "LoadBalancer", "externalTrafficPolicy": "Local",
                    "ports": [
                        ["name": "u", "port": 53, "protocol": "UDP"], ["name": "t", "port": 53, "protocol": "TCP"],
                        ["name": "w", "port": 80],
                    ],
                ]))
        let ports = (0..<3).map { both.at("spec.ports.\($0).nodePort")?.int64Value ?? 0 }
        #expect(ports[0] == ports[1] && ports[0] != ports[2] && !ports.contains(0))
        let health = try #require(both.at("spec.healthCheckNodePort")?.int64Value)
        #expect((30000...32767).contains(health) && !ports.contains(health))
    }

    @Test func aTypeThatNeedsNoAddressHasNone() async throws {
        let server = try await WorkloadServer()
        let external = try await server.create(
            services, WorkloadServer.service("e", ["type": "ExternalName", "externalName": "example.com"]))
        #expect(external.at("spec.clusterIP") == nil)
        let headless = try await server.create(services, WorkloadServer.service("h", ["clusterIP": "None"]))
        #expect(headless.at("spec.clusterIPs") == ["None"])
        let changed = try await server.merge("\(services)/e", ["spec": ["type": "NodePort", "externalName": .null]])
        #expect(changed.at("spec.clusterIP")?.stringValue?.hasPrefix("10.0.") == true, "\(changed.json)")
        #expect(changed.at("spec.ports.0.nodePort")?.int64Value != nil)
    }

    // MARK: The index

    /// A network with five addresses and one node port.
    private var smallNetwork: ServiceNetwork {
        get throws {
            var network = ServiceNetwork()
            network.addresses = try #require(AddressRange("10.9.8.0/29"))
            network.nodePorts = 31000...31000
            return network
        }
    }

    /// Refuses services that say so, after they have been given what they need.
    private struct Refusal: AdmissionPlugin {
        let name = "Refusal"

        func validate(_ write: WriteRequest) async throws {
            guard write.object?["metadata"]?["labels"]?["refused"] != nil else { return }
            #expect(write.object?["spec"]?["clusterIP"] != nil)
            throw APIError.forbidden(write.resource.groupResource, name: write.name, message: "as it asks for")
        }
    }

    @Test func whatIsNotStoredHoldsNothing() async throws {
        let server = try await WorkloadServer(network: smallNetwork, admission: [Refusal()])
        var refused = WorkloadServer.service("r")
        refused["metadata"]?["labels"] = ["refused": "yes"]
        for _ in 0..<20 {
            #expect(try await server.send(.post, services + "?dryRun=All", WorkloadServer.service("t")).status == 201)
            #expect(try await server.send(.post, services, refused).status == 403)
        }
        for number in 0..<5 { _ = try await server.create(services, WorkloadServer.service("s\(number)")) }
        // One that is there already is refused by the store, after it has been given something.
        _ = try await server.send(.delete, "\(services)/s0", [:])
        for _ in 0..<20 {
            #expect(try await server.send(.post, services, WorkloadServer.service("s1")).status == 409)
        }
        _ = try await server.create(services, WorkloadServer.service("s0"))
    }

    @Test func theIndexBeginsWithWhatIsStored() async throws {
        let storage = MemoryStorage()
        let first = try await WorkloadServer(network: smallNetwork, storage: storage)
        for number in 0..<4 { _ = try await first.create(services, WorkloadServer.service("s\(number)")) }
        let second = try await WorkloadServer(network: smallNetwork, storage: storage)
        _ = try await second.create(services, WorkloadServer.service("s4"))
        #expect(try await second.send(.post, services, WorkloadServer.service("s5")).status == 422)
    }

    @Test func theServersOwnAddressIsNeverHandedOut() async throws {
        let server = try await WorkloadServer(network: smallNetwork)
        let own = try await server.send(.get, "\(services)/kubernetes", [:])
        #expect(own.at("spec.clusterIP") == "10.9.8.1")
        #expect(own.at("spec.ports.0.port") == 443)
        #expect(
            try await server.causes(services, WorkloadServer.service("t", ["clusterIP": "10.9.8.1"]))
                == ["spec.clusterIPs Invalid"])
        // Not even while the server's service is not there.
        _ = try await server.send(.delete, "\(services)/kubernetes", [:])
        #expect(
            try await server.causes(services, WorkloadServer.service("t", ["clusterIP": "10.9.8.1"]))
                == ["spec.clusterIPs Invalid"])
    }

    @Test func nodePortsThatAreStatedAreCheckedWhereNoneAreGiven() async throws {
        let server = try await WorkloadServer()
        _ = try await server.create(
            services, WorkloadServer.service("a", ["type": "NodePort", "ports": [["port": 80, "nodePort": 30100]]]))
        func causes(_ spec: JSONValue) async throws -> Set<String> {
            try await server.causes(services, WorkloadServer.service("t", spec))
        }
        let open: JSONValue = [
            "type": "LoadBalancer", "allocateLoadBalancerNodePorts": false,
            "ports": [["name": "a", "port": 80, "nodePort": 30100], ["name": "b", "port": 81]],
        ]
        #expect(try await causes(open) == ["spec.ports[0].nodePort Invalid"])
        // One node port is for one port number, over whatever protocols.
        let shared: JSONValue = [
            "type": "NodePort",
            "ports": [
                ["name": "a", "port": 80, "protocol": "TCP"],
                ["name": "b", "port": 80, "protocol": "UDP", "nodePort": 30120],
            ],
        ]
        let both = try await server.create(services, WorkloadServer.service("both", shared))
        #expect(both.at("spec.ports.0.nodePort") == 30120 && both.at("spec.ports.1.nodePort") == 30120)
        let twice: JSONValue = [
            "type": "NodePort",
            "ports": [
                ["name": "a", "port": 80, "protocol": "TCP", "nodePort": 30110],
                ["name": "b", "port": 443, "protocol": "UDP", "nodePort": 30110],
            ],
        ]
        #expect(try await causes(twice) == ["spec.ports[1].nodePort Invalid"])
        let many = JSONValue.array((1...4_000).map { ["name": .string("p\($0)"), "port": .integer(Int64($0))] })
        #expect(try await causes(["type": "NodePort", "ports": many]) == ["spec.ports Invalid"])
    }

    @Test func rangesAreRead() {
        #expect(AddressRange("10.96.0.0/12")?.description == "10.96.0.0/12")
        for bad in [
            "", "10.0.0.0", "10.0.0.1/16", "10.0.0.0/33", "10.0.0.0/31", "10.0.0.0/016", "fd00::/108", "10.0.0/8",
        ] {
            #expect(AddressRange(bad) == nil, "\(bad)")
        }
    }

    @Test func aRangeCanBeUsedUp() async throws {
        let server = try await WorkloadServer(network: smallNetwork)
        // Of eight addresses two are none for services, and one is the server's own.
        for number in 0..<5 {
            _ = try await server.create(services, WorkloadServer.service("s\(number)"))
        }
        let refused = try await server.send(.post, services, WorkloadServer.service("more"))
        #expect(refused.status == 422 && refused.causes == ["spec.clusterIPs Invalid"])
        #expect(
            try await server.merge("\(services)/s0", ["spec": ["type": "NodePort"]]).at("spec.ports.0.nodePort")
                == 31000)
        #expect(
            try await server.merge("\(services)/s1", ["spec": ["type": "NodePort"]]).causes
                == ["spec.ports[0].nodePort Invalid"])
    }
}
