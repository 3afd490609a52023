import APISchema
import APIServer
import JSON

/// Hands out the addresses and node ports of services.
struct ServiceAllocator: ResourceAllocator {
    /// From where addresses are.
    let addresses: AddressRange
    /// From where node ports are.
    let nodePorts: ClosedRange<Int64>

    private static let addressPool = "addresses"
    private static let portPool = "nodePorts"

    private static func address(_ text: String) -> Claim { Claim(pool: addressPool, value: text) }
    private static func port(_ number: Int64) -> Claim { Claim(pool: portPool, value: String(number)) }

    func claims(of object: JSONObject) -> Set<Claim> {
        let spec = object["spec"] ?? [:]
        var claims: Set<Claim> = []
        for address in spec.list("clusterIPs").compactMap(\.stringValue) where !address.isEmpty && address != "None" {
            claims.insert(Self.address(address))
        }
        let ports = spec.list("ports").map { $0.number("nodePort") } + [spec.number("healthCheckNodePort")]
        for port in ports where port != 0 { claims.insert(Self.port(port)) }
        return claims
    }

    func allocate(
        to object: inout JSONObject, replacing old: JSONObject?, isFree: (Claim) -> Bool
    ) -> [FieldError] {
        let held = old.map { claims(of: $0) } ?? []
        guard var spec = object["spec"] else { return [] }
        var faults = Faults(at: "spec")
        let former = old?["spec"]
        if ["ipFamilies", "ipFamilyPolicy"].contains(where: { former?[$0] != spec[$0] }) {
            checkFamilies(spec, &faults)
        }
        if faults.errors.isEmpty, old != nil, claims(of: object) == held, !lacks(spec) { return [] }
        if faults.errors.isEmpty { giveAddress(to: &spec, held, isFree, &faults) }
        if faults.errors.isEmpty { givePorts(to: &spec, of: object, held, isFree, &faults) }
        object["spec"] = spec
        return faults.errors
    }

    /// Whether a service with this spec needs something that it does not have.
    private func lacks(_ spec: JSONValue) -> Bool {
        (spec.needsClusterIP && spec.list("clusterIPs").isEmpty)
            || (spec.needsNodePorts && spec.list("ports").contains { $0.number("nodePort") == 0 })
            || (spec.needsHealthCheckNodePort && spec.number("healthCheckNodePort") == 0)
    }

    // MARK: Addresses

    private func checkFamilies(_ spec: JSONValue, _ faults: inout Faults) {
        guard spec.needsClusterIP, !(spec.isHeadless && spec.members("selector").isEmpty) else { return }
        if spec.text("ipFamilyPolicy") == "RequireDualStack" {
            faults.add(
                "ipFamilyPolicy", .invalid, "this cluster is not configured for dual-stack services",
                spec["ipFamilyPolicy"])
            return
        }
        if spec.text("ipFamilyPolicy") == "SingleStack" && spec.list("ipFamilies").count > 1 {
            faults.add(
                "ipFamilyPolicy", .invalid,
                "may only be 'RequireDualStack' or 'PreferDualStack' when multiple ipFamilies are specified",
                spec["ipFamilyPolicy"])
            return
        }
        for (index, family) in spec.list("ipFamilies").enumerated() where family != "IPv4" {
            faults.within("ipFamilies") {
                $0.within(.index(index)) { $0.add(.invalid, "not configured on this cluster", family) }
            }
        }
    }

    private func giveAddress(
        to spec: inout JSONValue, _ held: Set<Claim>, _ isFree: (Claim) -> Bool, _ faults: inout Faults
    ) {
        guard spec.needsClusterIP && !spec.isHeadless else { return }
        let stated = spec.list("clusterIPs").map { $0.stringValue ?? "" }
        if stated.isEmpty {
            guard let address = addresses.free({ !isFree(Self.address($0.description)) }) else {
                faults.add("clusterIPs", .invalid, "failed to allocate an IP: range \(addresses) is full", [])
                return
            }
            spec["clusterIP"] = .string(address.description)
            spec["clusterIPs"] = [.string(address.description)]
            return
        }
        for text in stated where !held.contains(Self.address(text)) {
            guard let address = IPv4Address(text), addresses.contains(address) else {
                faults.add(
                    "clusterIPs", .invalid,
                    "failed to allocate IP \(text): the provided IP is not in the valid range. "
                        + "The range of valid IPs is \(addresses)", spec["clusterIPs"])
                return
            }
            guard isFree(Self.address(text)) else {
                faults.add(
                    "clusterIPs", .invalid, "failed to allocate IP \(text): provided IP is already allocated",
                    spec["clusterIPs"])
                return
            }
        }
    }

    // MARK: Ports

    private func givePorts(
        to spec: inout JSONValue, of object: JSONObject, _ held: Set<Claim>, _ isFree: (Claim) -> Bool,
        _ faults: inout Faults
    ) {
        // What the service itself holds by the end, beside what others do.
        var own = claims(of: object)
        func freePort() -> Int64? {
            let count = nodePorts.upperBound - nodePorts.lowerBound + 1
            let start = Int64.random(in: 0..<count)
            return (0..<count).lazy.map { nodePorts.lowerBound + (start + $0) % count }
                .first { !own.contains(Self.port($0)) && (isFree(Self.port($0)) || held.contains(Self.port($0))) }
        }
        func check(_ port: Int64, _ faults: inout Faults) {
            if held.contains(Self.port(port)) { return }
            if !isFree(Self.port(port)) {
                faults.add(.invalid, "provided port is already allocated", .integer(port))
            } else if !nodePorts.contains(port) {
                faults.add(
                    .invalid,
                    "provided port is not in the valid range. The range of valid ports is "
                        + "\(nodePorts.lowerBound)-\(nodePorts.upperBound)", .integer(port))
            }
        }
        if spec.needsNodePorts {
            // One port over two protocols has one node port.
            var byPort: [Int64: Int64] = [:]
            faults.within("ports") { faults in
                var index = 0
                spec["ports"]?.editElements { port in
                    defer { index += 1 }
                    let number = port.number("port")
                    let stated = port.number("nodePort")
                    faults.within(.index(index)) { faults in
                        faults.within("nodePort") { faults in
                            if stated != 0 {
                                check(stated, &faults)
                                byPort[number] = stated
                            } else if let given = byPort[number] ?? freePort() {
                                own.insert(Self.port(given))
                                byPort[number] = given
                                port["nodePort"] = .integer(given)
                            } else {
                                faults.add(.invalid, "failed to allocate a nodePort: range is full", 0)
                            }
                        }
                    }
                }
            }
        }
        if spec.needsHealthCheckNodePort {
            let stated = spec.number("healthCheckNodePort")
            faults.within("healthCheckNodePort") { faults in
                if stated != 0 {
                    check(stated, &faults)
                } else if let given = freePort() {
                    spec["healthCheckNodePort"] = .integer(given)
                } else {
                    faults.add(.invalid, "failed to allocate a healthCheckNodePort: range is full", 0)
                }
            }
        }
    }
}
