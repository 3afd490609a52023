import HTTPTypes
import JSON
import Testing

/// Services: what is filled in and what is refused.
@Suite struct ServiceStrategyTests {
    private let path = WorkloadServer.services + "/s"

    private func created(_ spec: JSONValue) async throws -> WorkloadServer.Answer {
        try await WorkloadServer().create(WorkloadServer.services, WorkloadServer.service("s", spec))
    }

    private func causes(_ spec: JSONValue) async throws -> Set<String> {
        try await WorkloadServer().causes(WorkloadServer.services, WorkloadServer.service("s", spec))
    }

    @Test func defaults() async throws {
        let plain = try await created([:])
        #expect(plain.at("spec.ports.0") == ["port": 80, "protocol": "TCP", "targetPort": 80])
        #expect(plain.at("spec.type") == "ClusterIP" && plain.at("spec.sessionAffinity") == "None")
        #expect(plain.at("spec.internalTrafficPolicy") == "Cluster")
        #expect(plain.at("spec.externalTrafficPolicy") == nil)
        #expect(plain.at("spec.ipFamilies") == ["IPv4"] && plain.at("spec.ipFamilyPolicy") == "SingleStack")
        #expect(plain.at("status") == ["loadBalancer": [:]])
        #expect(plain.generation == nil)
    }

    @Test func defaultsOfTypes() async throws {
        let sticky = try await created(["sessionAffinity": "ClientIP"])
        #expect(sticky.at("spec.sessionAffinityConfig.clientIP.timeoutSeconds") == 10800)
        let balanced = try await created(["type": "LoadBalancer"])
        #expect(balanced.at("spec.allocateLoadBalancerNodePorts") == true)
        #expect(balanced.at("spec.externalTrafficPolicy") == "Cluster")
        let named = try await created(["ports": [["port": 80, "targetPort": "web"]], "type": "NodePort"])
        #expect(named.at("spec.ports.0.targetPort") == "web")
        let headless = try await created(["clusterIP": "None"])
        #expect(headless.at("spec.clusterIPs") == ["None"])
        #expect(headless.at("spec.ipFamilies") == ["IPv4", "IPv6"])
        let selecting = try await created(["clusterIP": "None", "selector": ["a": "b"]])
        #expect(selecting.at("spec.ipFamilies") == ["IPv4"])
        let external = try await created(["type": "ExternalName", "externalName": "example.com", "ports": .null])
        #expect(
            external.spec == ["externalName": "example.com", "sessionAffinity": "None", "type": "ExternalName"])
    }

    @Test func ports() async throws {
        #expect(try await causes(["ports": .null]) == ["spec.ports Required"])
        #expect(try await causes(["ports": .null, "clusterIP": "None"]) == [])
        #expect(
            try await causes(["ports": [["port": 80], ["port": 81]]])
                == ["spec.ports[0].name Required", "spec.ports[1].name Required"])
        #expect(
            try await causes(["ports": [["port": 80, "name": "a"], ["port": 81, "name": "a"]]])
                == ["spec.ports[1].name Duplicate"])
        #expect(
            try await causes(["ports": [["port": 80, "name": "a"], ["port": 80, "name": "b"]]])
                == ["spec.ports[1] Duplicate"])
        #expect(try await causes(["ports": [["port": 0, "targetPort": 1]]]) == ["spec.ports[0].port Invalid"])
        #expect(try await causes(["ports": [["port": 1, "targetPort": "A"]]]) == ["spec.ports[0].targetPort Invalid"])
        #expect(try await causes(["ports": [["port": 1, "nodePort": 30000]]]) == ["spec.ports[0].nodePort Forbidden"])
    }

    @Test func types() async throws {
        #expect(try await causes(["type": "ExternalName"]) == ["spec.externalName Required"])
        #expect(
            try await causes(["type": "ExternalName", "externalName": "a_b"]) == ["spec.externalName Invalid"])
        #expect(try await causes(["type": "NodePort", "clusterIP": "None"]) == ["spec.clusterIPs[0] Invalid"])
        #expect(try await causes(["type": "Odd"]).contains("spec.type NotSupported"))
        #expect(try await causes(["externalTrafficPolicy": "Local"]) == ["spec.externalTrafficPolicy Invalid"])
        #expect(
            try await causes(["allocateLoadBalancerNodePorts": true])
                == ["spec.allocateLoadBalancerNodePorts Forbidden"])
        #expect(
            try await causes([
                "sessionAffinity": "ClientIP", "sessionAffinityConfig": ["clientIP": ["timeoutSeconds": 86401]],
            ]) == ["spec.sessionAffinityConfig.clientIP.timeoutSeconds Invalid"])
        #expect(try await causes(["trafficDistribution": "Odd"]) == ["spec.trafficDistribution NotSupported"])
    }

    @Test func whatWasHandedOutStays() async throws {
        let server = try await WorkloadServer()
        _ = try await server.create(
            WorkloadServer.services,
            WorkloadServer.service(
                "s", ["type": "NodePort", "clusterIP": "10.0.0.5", "ports": [["port": 80, "nodePort": 30001]]]))
        // A client that knows nothing of addresses replaces the object.
        var replacement = WorkloadServer.service("s", ["type": "NodePort", "selector": ["a": "b"]])
        let kept = try await server.send(.put, path, replacement)
        #expect(kept.status == 200)
        #expect(kept.at("spec.clusterIP") == "10.0.0.5" && kept.at("spec.clusterIPs") == ["10.0.0.5"])
        #expect(kept.at("spec.ports.0.nodePort") == 30001)
        #expect(
            try await server.merge(path, ["spec": ["clusterIP": "10.0.9.9"]]).causes == ["spec.clusterIPs[0] Invalid"])
        let inside = try await server.merge(path, ["spec": ["type": "ClusterIP"]])
        #expect(inside.at("spec.ports.0.nodePort") == nil && inside.at("spec.externalTrafficPolicy") == nil)
        replacement["spec"]?["type"] = "ExternalName"
        replacement["spec"]?["externalName"] = "example.com"
        let outside = try await server.merge(path, ["spec": replacement["spec"] ?? .null])
        #expect(outside.status == 200, "\(outside.json)")
        #expect(outside.at("spec.clusterIP") == nil && outside.at("spec.clusterIPs") == nil)
        #expect(outside.at("spec.ipFamilies") == nil)
    }

    @Test func status() async throws {
        let server = try await WorkloadServer()
        _ = try await server.create(WorkloadServer.services, WorkloadServer.service("s", ["type": "LoadBalancer"]))
        let patch: JSONValue = ["status": ["loadBalancer": ["ingress": [["ip": "1.2.3.4"]]]]]
        let answer = try await server.merge(path + "/status", patch)
        #expect(answer.at("status.loadBalancer.ingress") == [["ip": "1.2.3.4", "ipMode": "VIP"]])
        _ = try await server.create(WorkloadServer.services, WorkloadServer.service("t"))
        let refused = try await server.merge("\(WorkloadServer.services)/t/status", patch)
        #expect(refused.causes == ["status.loadBalancer.ingress Forbidden"])
    }
}
