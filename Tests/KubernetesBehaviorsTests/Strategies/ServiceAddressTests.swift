import JSON
import Testing

/// Which addresses services may have.
@Suite struct ServiceAddressTests {
    private func causes(_ spec: JSONValue) async throws -> Set<String> {
        try await WorkloadServer().causes(WorkloadServer.services, WorkloadServer.service("s", spec))
    }

    @Test(arguments: [
        "127.0.0.1", "x", "0.0.0.0", "169.254.1.1", "224.0.0.1", "::", "0:0::0:1", "fe80::1", "ff02::1", "10.0.0.01",
    ])
    func addressesThatReachNobodyElse(_ address: String) async throws {
        #expect(
            try await causes(["externalIPs": ["1.2.3.4", "2001:db8::1", .string(address)]])
                == ["spec.externalIPs[2] Invalid"])
    }

    @Test func addressesInTheCluster() async throws {
        #expect(try await causes(["clusterIP": "x"]) == ["spec.clusterIPs[0] Invalid"])
        #expect(
            try await causes(["clusterIP": "None", "clusterIPs": ["None", "None"]])
                == ["spec.clusterIPs Invalid", "spec.clusterIPs[1] Invalid"])
        #expect(try await causes(["ipFamilies": ["IPv5"]]) == ["spec.ipFamilies[0] NotSupported"])
        #expect(
            try await causes(["ipFamilies": ["IPv4", "IPv4"]]).contains("spec.ipFamilies[1] Duplicate"))
        #expect(
            try await causes(["clusterIP": "10.0.0.9", "ipFamilies": ["IPv6"]]) == ["spec.clusterIPs[0] Invalid"])
    }

    @Test func rangesOfClients() async throws {
        #expect(
            try await causes(["type": "LoadBalancer", "loadBalancerSourceRanges": ["10.0.0.0/8", "10.0.0.0/33"]])
                == ["spec.LoadBalancerSourceRanges[1] Invalid"])
    }

    @Test func nodePortsAreOnePortsOwn() async throws {
        let ports: JSONValue = [
            ["name": "a", "port": 80, "nodePort": 30402], ["name": "b", "port": 81, "nodePort": 30402],
        ]
        #expect(try await causes(["type": "NodePort", "ports": ports]) == ["spec.ports[1].nodePort Invalid"])
    }

    @Test func pointsOfLoadBalancers() async throws {
        let server = try await WorkloadServer()
        _ = try await server.create(WorkloadServer.services, WorkloadServer.service("l", ["type": "LoadBalancer"]))
        func causes(_ ingress: JSONValue) async throws -> Set<String> {
            try await server.merge(
                WorkloadServer.services + "/l/status", ["status": ["loadBalancer": ["ingress": [ingress]]]]
            ).causes
        }
        let field = "status.loadBalancer.ingress[0]"
        #expect(
            try await causes(["ip": "1.2.3", "hostname": "A_"]) == ["\(field).ip Invalid", "\(field).hostname Invalid"])
        #expect(try await causes(["hostname": "1.2.3.4"]) == ["\(field).hostname Invalid"])
        #expect(try await causes(["hostname": "a.b", "ipMode": "VIP"]) == ["\(field).ipMode Forbidden"])
        #expect(try await causes(["ip": "1.2.3.4"]) == [])
    }

    @Test func familiesMayNotBecomeTwo() async throws {
        let server = try await WorkloadServer()
        _ = try await server.create(WorkloadServer.services, WorkloadServer.service("s"))
        let path = WorkloadServer.services + "/s"
        #expect(
            try await server.merge(path, ["spec": ["ipFamilyPolicy": "RequireDualStack"]]).causes
                == ["spec.ipFamilyPolicy Invalid"])
        #expect(
            try await server.merge(path, ["spec": ["ipFamilies": ["IPv4", "IPv6"]]]).causes
                == ["spec.ipFamilyPolicy Invalid"])
    }
}
