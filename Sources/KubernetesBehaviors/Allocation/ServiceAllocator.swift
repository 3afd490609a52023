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
    fileprivate static func port(_ number: Int64) -> Claim { Claim(pool: portPool, value: String(number)) }

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
        if faults.errors.isEmpty { giveAddress(to: &spec, held, isServer: Self.isServer(object), isFree, &faults) }
        if faults.errors.isEmpty { givePorts(to: &spec, held, isNew: old == nil, isFree, &faults) }
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
        to spec: inout JSONValue, _ held: Set<Claim>, isServer: Bool, _ isFree: (Claim) -> Bool,
        _ faults: inout Faults
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
            // The first address is the API server's own, whether its service is there or not.
            guard isFree(Self.address(text)), text != addresses.serverAddress || isServer else {
                faults.add(
                    "clusterIPs", .invalid, "failed to allocate IP \(text): provided IP is already allocated",
                    spec["clusterIPs"])
                return
            }
        }
    }

    /// Whether a service is that of the API server itself.
    private static func isServer(_ object: JSONObject) -> Bool {
        object.metadataString("name") == "kubernetes" && object.metadataString("namespace") == "default"
    }

    // MARK: Ports

    private func givePorts(
        to spec: inout JSONValue, _ held: Set<Claim>, isNew: Bool, _ isFree: (Claim) -> Bool, _ faults: inout Faults
    ) {
        guard ServiceType(spec) == .nodePort || ServiceType(spec) == .loadBalancer else { return }
        var pool = PortPool(range: nodePorts, held: held)
        let gives = spec.needsNodePorts
        var ports = spec.list("ports")
        // More than there are at all are not looked for one by one.
        guard ports.count <= nodePorts.count else {
            faults.add("ports", .invalid, "has more ports than there are node ports", .integer(Int64(ports.count)))
            return
        }
        // What a new service states for a port is what all of that number get: one port over two protocols has one.
        var byNumber: [Int64: Int64] = [:]
        if isNew {
            for port in ports where port.number("nodePort") != 0 && byNumber[port.number("port")] == nil {
                byNumber[port.number("port")] = port.number("nodePort")
            }
        }
        for (index, port) in ports.enumerated() {
            let stated = port.number("nodePort")
            let number = port.number("port")
            var fault: (String, Int64)?
            if stated != 0 {
                if !isNew || pool.owner(of: stated) != number {
                    fault = pool.take(stated, for: number, isFree).map { ($0, stated) }
                }
            } else if gives {
                if isNew, let shared = byNumber[number] {
                    if pool.owner(of: shared) != number {
                        fault = pool.take(shared, for: number, isFree).map { ($0, shared) }
                    }
                    ports[index]["nodePort"] = .integer(shared)
                } else if let given = pool.takeAny(for: number, isFree) {
                    byNumber[number] = given
                    ports[index]["nodePort"] = .integer(given)
                } else {
                    fault = ("failed to allocate a nodePort: range is full", 0)
                }
            }
            guard let fault else { continue }
            // The first fault ends it: the others would follow from it.
            faults.within("ports") { faults in
                faults.within(.index(index)) { $0.add("nodePort", .invalid, fault.0, .integer(fault.1)) }
            }
            return
        }
        if !ports.isEmpty { spec["ports"] = .array(ports) }
        guard spec.needsHealthCheckNodePort else { return }
        let stated = spec.number("healthCheckNodePort")
        if stated != 0 {
            if let fault = pool.take(stated, for: 0, isFree) {
                faults.add("healthCheckNodePort", .invalid, fault, .integer(stated))
            }
        } else if let given = pool.takeAny(for: 0, isFree) {
            spec["healthCheckNodePort"] = .integer(given)
        } else {
            faults.add("healthCheckNodePort", .invalid, "failed to allocate a healthCheckNodePort: range is full", 0)
        }
    }

    /// The node ports, as one service sees them.
    private struct PortPool {
        let range: ClosedRange<Int64>
        /// What the service had before.
        let held: Set<Claim>
        /// What it has by now, and for which port of its own; 0 for none.
        private var taken: [Int64: Int64] = [:]

        init(range: ClosedRange<Int64>, held: Set<Claim>) {
            self.range = range
            self.held = held
        }

        /// For which port of its own the service has a node port; `nil` where it does not have it.
        func owner(of port: Int64) -> Int64? { taken[port] }

        /// Takes a port that the service asks for.
        ///
        /// - Returns: why it cannot have it.
        mutating func take(_ port: Int64, for number: Int64, _ isFree: (Claim) -> Bool) -> String? {
            let claim = ServiceAllocator.port(port)
            if taken[port] == nil, held.contains(claim) || (isFree(claim) && range.contains(port)) {
                taken[port] = number
                return nil
            }
            guard taken[port] != nil || !isFree(claim) else {
                return "provided port is not in the valid range. The range of valid ports is "
                    + "\(range.lowerBound)-\(range.upperBound)"
            }
            return "provided port is already allocated"
        }

        /// Takes any port, chosen at random; `nil` where there is none.
        mutating func takeAny(for number: Int64, _ isFree: (Claim) -> Bool) -> Int64? {
            let count = Int64(range.count)
            let start = Int64.random(in: 0..<count)
            for step in 0..<count {
                let port = range.lowerBound + (start + step) % count
                if taken[port] != nil { continue }
                let claim = ServiceAllocator.port(port)
                guard isFree(claim) || held.contains(claim) else { continue }
                taken[port] = number
                return port
            }
            return nil
        }
    }
}
