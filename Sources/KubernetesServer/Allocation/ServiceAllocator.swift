import APISchema
import APIServer
import JSON

/// Hands out the addresses and node ports of services.
struct ServiceAllocator: ResourceAllocator {
    /// From where addresses are.
    let addresses: AddressRange
    /// From where node ports are.
    let nodePorts: ClosedRange<Int64>

    func isNeeded(for object: JSONObject, replacing old: JSONObject?) -> Bool {
        let spec = object["spec"] ?? [:]
        let former = old?["spec"] ?? [:]
        let held = old == nil ? Holdings() : Holdings(of: former)
        let wanted = Holdings(of: spec)
        return wanted != held || wanted.lacks(spec)
    }

    func allocate(to object: inout JSONObject, replacing old: JSONObject?, others: [JSONNode]) -> [FieldError] {
        var taken = Holdings()
        for other in others { taken.add(other["spec"]) }
        let held = Holdings(of: old?["spec"] ?? [:])
        var spec = object["spec"] ?? [:]
        var faults = Faults(at: "spec")
        checkFamilies(spec, &faults)
        if faults.errors.isEmpty { giveAddress(to: &spec, taken, held, &faults) }
        if faults.errors.isEmpty { givePorts(to: &spec, taken, held, &faults) }
        object["spec"] = spec
        return faults.errors
    }

    // MARK: Addresses

    private func checkFamilies(_ spec: JSONValue, _ faults: inout Faults) {
        guard spec.needsClusterIP, !(spec.isHeadless && spec.members("selector").isEmpty) else { return }
        if spec.text("ipFamilyPolicy") == "RequireDualStack" {
            faults.add(
                "ipFamilyPolicy", .invalid, "this cluster is not configured for dual-stack services",
                spec["ipFamilyPolicy"])
        }
        for (index, family) in spec.list("ipFamilies").enumerated() where family != "IPv4" {
            faults.within("ipFamilies") {
                $0.within(.index(index)) { $0.add(.invalid, "not configured on this cluster", family) }
            }
        }
    }

    private func giveAddress(to spec: inout JSONValue, _ taken: Holdings, _ held: Holdings, _ faults: inout Faults) {
        guard spec.needsClusterIP && !spec.isHeadless else { return }
        let stated = spec.list("clusterIPs").map { $0.stringValue ?? "" }
        if stated.isEmpty {
            guard let address = addresses.free({ taken.addresses.contains($0.description) }) else {
                faults.add("clusterIPs", .invalid, "failed to allocate an IP: range \(addresses) is full", [])
                return
            }
            spec["clusterIP"] = .string(address.description)
            spec["clusterIPs"] = [.string(address.description)]
            return
        }
        for text in stated where !held.addresses.contains(text) {
            guard let address = IPv4Address(text), addresses.contains(address) else {
                faults.add(
                    "clusterIPs", .invalid,
                    "failed to allocate IP \(text): the provided IP is not in the valid range. "
                        + "The range of valid IPs is \(addresses)", spec["clusterIPs"])
                return
            }
            guard !taken.addresses.contains(text) else {
                faults.add(
                    "clusterIPs", .invalid, "failed to allocate IP \(text): provided IP is already allocated",
                    spec["clusterIPs"])
                return
            }
        }
    }

    // MARK: Ports

    private func givePorts(to spec: inout JSONValue, _ taken: Holdings, _ held: Holdings, _ faults: inout Faults) {
        // What the service itself holds by the end, beside what others do.
        var own = Holdings(of: spec).nodePorts.subtracting([0])
        func freePort() -> Int64? {
            let count = nodePorts.upperBound - nodePorts.lowerBound + 1
            let start = Int64.random(in: 0..<count)
            return (0..<count).lazy.map { nodePorts.lowerBound + (start + $0) % count }
                .first { !taken.nodePorts.contains($0) && !own.contains($0) }
        }
        func check(_ port: Int64, _ faults: inout Faults) {
            if held.nodePorts.contains(port) { return }
            if taken.nodePorts.contains(port) {
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
                                own.insert(given)
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

/// What services hold.
private struct Holdings: Equatable {
    var addresses: Set<String> = []
    var nodePorts: Set<Int64> = []

    init() {}

    /// What a service holds with this spec.
    init(of spec: JSONValue) {
        for address in spec.list("clusterIPs") { add(address: address.stringValue) }
        for port in spec.list("ports") { add(port: port.number("nodePort")) }
        add(port: spec.number("healthCheckNodePort"))
    }

    /// Adds what a stored service holds.
    mutating func add(_ spec: JSONNode?) {
        spec?["clusterIPs"]?.elements.forEach { add(address: $0.stringValue) }
        spec?["ports"]?.elements.forEach { add(port: $0["nodePort"]?.int64Value ?? 0) }
        add(port: spec?["healthCheckNodePort"]?.int64Value ?? 0)
    }

    private mutating func add(address: String?) {
        if let address, !address.isEmpty, address != "None" { addresses.insert(address) }
    }

    private mutating func add(port: Int64) {
        if port != 0 { nodePorts.insert(port) }
    }

    /// Whether a service with this spec needs something that it does not have.
    func lacks(_ spec: JSONValue) -> Bool {
        (spec.needsClusterIP && spec.list("clusterIPs").isEmpty)
            || (spec.needsNodePorts && spec.list("ports").contains { $0.number("nodePort") == 0 })
            || (spec.needsHealthCheckNodePort && spec.number("healthCheckNodePort") == 0)
    }
}
