import APIMachinery
import APISchema
import JSON

/// The rules for services that their schema cannot say.
enum ServiceRules {
    /// Checks the spec of a service.
    static func check(_ spec: JSONValue, _ faults: inout Faults) {
        let type = ServiceType(spec)
        if spec.list("ports").isEmpty && !spec.isHeadless && type != .externalName { faults.add("ports", .required) }
        checkType(spec, type, &faults)
        checkPorts(spec, type, &faults)
        if type != .externalName { checkFamilies(spec, &faults) }
        checkClusterIPs(spec, &faults)
        checkAddresses(spec, type, &faults)
        checkAffinity(spec, &faults)
        checkTraffic(spec, type, &faults)
        for (key, value) in spec.members("selector") {
            let found = NameRules.qualifiedName(key) + NameRules.labelValue(value.stringValue ?? "")
            for fault in found { faults.add("selector", .invalid, fault, .string(key)) }
        }
    }

    private static func checkType(_ spec: JSONValue, _ type: ServiceType?, _ faults: inout Faults) {
        switch type {
        case .loadBalancer, .nodePort:
            guard spec.isHeadless else { break }
            faults.within("clusterIPs") {
                $0.within(.index(0)) {
                    $0.add(.invalid, "may not be set to 'None' for \(spec.text("type")) services", "None")
                }
            }
        case .externalName:
            if !spec.list("clusterIPs").isEmpty {
                faults.add("clusterIPs", .forbidden, "may not be set for ExternalName services")
            }
            let name = spec.text("externalName")
            let host = name.hasSuffix(".") ? name.dropLast() : name[...]
            if host.isEmpty {
                faults.add("externalName", .required)
            } else {
                for fault in NameRules.dns1123Subdomain(host) {
                    faults.add("externalName", .invalid, fault, .string(name))
                }
            }
        case .clusterIP, nil: break
        }
    }

    private static func checkPorts(_ spec: JSONValue, _ type: ServiceType?, _ faults: inout Faults) {
        let needsNames = spec.list("ports").count > 1
        var names: Set<String> = []
        var ports: Set<String> = []
        var nodePorts: Set<String> = []
        faults.each("ports", of: spec) { faults, port in
            if needsNames { faults.require("name", of: port) }
            faults.check("name", of: port) { NameRules.dns1123Label($0) }
            faults.refuseDuplicate("name", of: port, among: &names)
            let number = port.number("port")
            if let fault = PortRules.numberFault(number) { faults.add("port", .invalid, fault, .integer(number)) }
            if type != .externalName || port.isSet("targetPort") {
                PortRules.check("targetPort", of: port, &faults)
            }
            faults.check("appProtocol", of: port) { NameRules.qualifiedName($0) }
            let name = "\(port.text("protocol"))/\(number)"
            if !ports.insert(name).inserted { faults.add(.duplicate, "", .string(name)) }
            let nodePort = port.number("nodePort")
            guard nodePort != 0 else { return }
            if type == .clusterIP || type == .externalName {
                faults.add("nodePort", .forbidden, "may not be used when `type` is '\(spec.text("type"))'")
            } else if let fault = PortRules.numberFault(nodePort) {
                faults.add("nodePort", .invalid, fault, .integer(nodePort))
            }
            if !nodePorts.insert("\(port.text("protocol"))/\(nodePort)").inserted {
                faults.add("nodePort", .invalid, "provided port is already allocated", .integer(nodePort))
            }
        }
    }

    private static func checkClusterIPs(_ spec: JSONValue, _ faults: inout Faults) {
        let addresses = spec.list("clusterIPs").map { $0.stringValue ?? "" }
        guard let first = addresses.first else { return }
        if spec.text("clusterIP") != first {
            faults.add("clusterIPs", .invalid, "first value must match `clusterIP`", spec["clusterIPs"])
        }
        let before = faults.errors.count
        if addresses.count > 1 && first == "None" {
            faults.add("clusterIPs", .invalid, "'None' must be the first and only value", spec["clusterIPs"])
        }
        for (index, address) in addresses.enumerated() where index > 0 || address != "None" {
            faults.within("clusterIPs") { $0.within(.index(index)) { $0.checkAddress(address) } }
        }
        guard faults.errors.count == before, first != "None" else { return }
        if addresses.count > 2 {
            faults.add("clusterIPs", .invalid, "may only hold up to 2 values", spec["clusterIPs"])
        }
        if addresses.count > 1, Set(addresses.map(AddressRules.isVersion6)).count == 1 {
            faults.add(
                "clusterIPs", .invalid, "may specify no more than one IP for each IP family", spec["clusterIPs"])
        }
        for (index, (address, family)) in zip(addresses, spec.list("ipFamilies")).enumerated()
        where AddressRules.isVersion6(address) != (family == "IPv6") {
            faults.within("clusterIPs") {
                $0.within(.index(index)) {
                    $0.add(
                        .invalid,
                        "expected an \(family.stringValue ?? "") value as indicated by `ipFamilies[\(index)]`",
                        .string(address))
                }
            }
        }
    }

    private static func checkFamilies(_ spec: JSONValue, _ faults: inout Faults) {
        var seen: Set<JSONValue> = []
        faults.each("ipFamilies", of: spec) { faults, family in
            if family != "IPv4" && family != "IPv6" {
                faults.add(.notSupported, Faults.supported(["IPv4", "IPv6"]), family)
            }
            if !seen.insert(family).inserted { faults.add(.duplicate, "", family) }
        }
    }

    private static func checkAddresses(_ spec: JSONValue, _ type: ServiceType?, _ faults: inout Faults) {
        faults.each("externalIPs", of: spec) { faults, address in
            for fault in AddressRules.publicFaults(address.stringValue ?? "") { faults.add(.invalid, fault, address) }
        }
        guard type == .loadBalancer else { return }
        // Kubernetes spells the field so here.
        for (index, range) in spec.list("loadBalancerSourceRanges").enumerated() {
            for fault in AddressRules.rangeFaults(range.stringValue ?? "") {
                faults.within("LoadBalancerSourceRanges") {
                    $0.within(.index(index)) { $0.add(.invalid, fault, range) }
                }
            }
        }
    }

    private static func checkAffinity(_ spec: JSONValue, _ faults: inout Faults) {
        guard spec.text("sessionAffinity") == "ClientIP" else { return }
        let seconds = spec["sessionAffinityConfig"]?["clientIP"]?.number("timeoutSeconds") ?? 0
        guard !(1...86400).contains(seconds) else { return }
        faults.within("sessionAffinityConfig") { faults in
            faults.within("clientIP") {
                $0.add("timeoutSeconds", .invalid, "must be greater than 0 and at most 86400", .integer(seconds))
            }
        }
    }

    private static func checkTraffic(_ spec: JSONValue, _ type: ServiceType?, _ faults: inout Faults) {
        if type != .loadBalancer {
            for field in ["allocateLoadBalancerNodePorts", "loadBalancerClass"] where spec.isSet(field) {
                faults.add(field, .forbidden, "may only be used when `type` is 'LoadBalancer'")
            }
            if !spec.list("loadBalancerSourceRanges").isEmpty {
                // Kubernetes spells the field so here.
                faults.add("LoadBalancerSourceRanges", .forbidden, "may only be used when `type` is 'LoadBalancer'")
            }
        }
        faults.check("loadBalancerClass", of: spec) { NameRules.qualifiedName($0) }
        let policy = spec.text("externalTrafficPolicy")
        if !spec.isReachableFromOutside && !policy.isEmpty {
            faults.add(
                "externalTrafficPolicy", .invalid, "may only be set for externally-accessible services",
                .string(policy))
        }
        let healthPort = spec.number("healthCheckNodePort")
        if healthPort != 0 && !spec.needsHealthCheckNodePort {
            faults.add(
                "healthCheckNodePort", .invalid,
                "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'",
                .integer(healthPort))
        }
        let distributions = ["PreferClose", "PreferSameZone", "PreferSameNode"]
        let distribution = spec.text("trafficDistribution")
        if spec.isSet("trafficDistribution") && !distributions.contains(distribution) {
            let shown = distributions.map { "\"\($0)\"" }.joined(separator: ", ")
            faults.add("trafficDistribution", .notSupported, "supported values: \(shown)", .string(distribution))
        }
    }

    /// Checks what may not change.
    static func checkUpdate(_ spec: JSONValue, from old: JSONValue, _ faults: inout Faults) {
        if spec.needsClusterIP && old.needsClusterIP, let former = old.list("clusterIPs").first {
            let address = spec.list("clusterIPs").first
            if address != former {
                let detail = address == nil ? "primary clusterIP can not be unset" : "may not change once set"
                faults.within("clusterIPs") {
                    $0.within(.index(0)) { $0.add(.invalid, detail, spec["clusterIPs"] ?? .null) }
                }
            }
        }
        if ServiceType(spec) == .loadBalancer && ServiceType(old) == .loadBalancer
            && spec["loadBalancerClass"] != old["loadBalancerClass"]
        {
            faults.add("loadBalancerClass", .invalid, "may not change once set", spec["loadBalancerClass"] ?? .null)
        }
    }
}
