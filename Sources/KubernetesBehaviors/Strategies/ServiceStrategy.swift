import APIMachinery
import APISchema
import APIServer
import JSON

/// Services: what follows from the type is filled in, and dropped again when the type changes.
///
/// Addresses (`clusterIP`) and node ports are handed out by ``ServiceAllocator``, once a service is valid otherwise. What
/// has been handed out stays with the service when a client leaves it out.
struct ServiceStrategy: ResourceStrategy {
    /// The IP family of services that ask for none.
    private let family = "IPv4"

    static func behavior(_ cells: any ComputedCells, _ allocator: ServiceAllocator) -> ResourceBehavior {
        ResourceBehavior(
            names: .label, tracksGeneration: false, object: EndpointBehavior(ServiceStrategy()),
            subresources: ["status": .status(ServiceStatusStrategy())], cells: cells, allocator: allocator
        ).with {
            // Kubernetes' own server does not check the keys of all lists; the rules below do where it does.
            $0.checksListKeys = false
            $0.createsOnUpdate = true
        }
    }

    func prepareForCreate(_ object: inout JSONObject, _ context: WriteContext) {
        guard var spec = object["spec"], spec.objectValue != nil else { return }
        object["spec"] = nil
        spec.fillInServiceDefaults()
        spec.followClusterIP(from: nil)
        spec.fillInFamilies(family)
        object["spec"] = spec
    }

    func prepareForUpdate(_ object: inout JSONObject, from old: JSONObject, _ context: WriteContext) {
        guard var spec = object["spec"], spec.objectValue != nil else { return }
        let former = old["spec"] ?? [:]
        object["spec"] = nil
        spec.fillInServiceDefaults()
        spec.keepAllocated(from: former)
        spec.followClusterIP(from: former)
        spec.dropWhatTypeLacks(from: former)
        spec.fillInFamilies(family)
        object["spec"] = spec
    }

    func validate(_ object: JSONObject, _ context: WriteContext) -> [FieldError] {
        var faults = Faults(at: "spec")
        ServiceRules.check(object["spec"] ?? [:], &faults)
        return faults.errors
    }

    func validateUpdate(_ object: JSONObject, from old: JSONObject, _ context: WriteContext) -> [FieldError] {
        let spec = object["spec"] ?? [:]
        var faults = Faults(at: "spec")
        ServiceRules.checkUpdate(spec, from: old["spec"] ?? [:], &faults)
        ServiceRules.check(spec, &faults)
        return faults.errors
    }

    func warnings(_ object: JSONObject, from old: JSONObject?, _ context: WriteContext) -> [String] {
        let spec = object["spec"] ?? [:]
        var warnings: [String] = []
        let hints = "service.kubernetes.io/topology-aware-hints"
        if object["metadata"]?["annotations"]?[hints] != nil {
            warnings.append(
                "annotation \(hints) is deprecated, please use service.kubernetes.io/topology-mode instead")
        }
        if ServiceType(spec) == .externalName && !spec.list("externalIPs").isEmpty {
            warnings.append("spec.externalIPs is ignored when spec.type is \"ExternalName\"")
        }
        if spec.isHeadless && spec.text("sessionAffinity") == "ClientIP" {
            warnings.append("spec.SessionAffinity is ignored for Headless Services")
        }
        if spec.text("trafficDistribution") == "PreferClose" {
            warnings.append("spec.trafficDistribution: PreferClose is deprecated; use PreferSameZone instead")
        }
        return warnings
    }
}

/// The status of services, which whoever runs load balancers writes.
struct ServiceStatusStrategy: ResourceStrategy {
    func prepareForUpdate(_ object: inout JSONObject, from old: JSONObject, _ context: WriteContext) {
        guard ServiceType(object["spec"] ?? [:]) == .loadBalancer else { return }
        object["status"]?["loadBalancer"]?["ingress"]?.editElements { ingress in
            if !ingress.text("ip").isEmpty && !ingress.isSet("ipMode") { ingress["ipMode"] = "VIP" }
        }
    }

    func validateUpdate(_ object: JSONObject, from old: JSONObject, _ context: WriteContext) -> [FieldError] {
        var faults = Faults(at: "status", "loadBalancer")
        let ingress = object["status"]?["loadBalancer"]?.list("ingress") ?? []
        if !ingress.isEmpty && ServiceType(object["spec"] ?? [:]) != .loadBalancer {
            faults.add("ingress", .forbidden, "may only be used when `spec.type` is \"LoadBalancer\"")
            return faults.errors
        }
        faults.each("ingress", of: object["status"]?["loadBalancer"] ?? [:]) { faults, point in
            let address = point.text("ip")
            if !address.isEmpty { faults.within("ip") { $0.checkAddress(address) } }
            if address.isEmpty && point.isSet("ipMode") {
                faults.add("ipMode", .forbidden, "may not be specified when `ip` is not set")
            }
            faults.check("hostname", of: point) { name in
                NameRules.dns1123Subdomain(name)
                    + (AddressRules.faults(name).isEmpty ? ["must be a DNS name, not an IP address"] : [])
            }
        }
        return faults.errors
    }
}

/// How a service is reached.
enum ServiceType: String {
    case clusterIP = "ClusterIP"
    case nodePort = "NodePort"
    case loadBalancer = "LoadBalancer"
    case externalName = "ExternalName"

    /// The type of a service with this spec; `nil` where it is none that is known.
    init?(_ spec: JSONValue) {
        self.init(rawValue: spec.text("type"))
    }
}

extension JSONValue {
    /// Whether a service with this spec has an address in the cluster, be it None.
    var needsClusterIP: Bool { ServiceType(self).map { $0 != .externalName } ?? false }

    /// Whether it is without an address of its own.
    var isHeadless: Bool { needsClusterIP && text("clusterIP") == "None" }

    /// Whether its ports have node ports.
    var needsNodePorts: Bool {
        switch ServiceType(self) {
        case .nodePort: true
        case .loadBalancer: self["allocateLoadBalancerNodePorts"]?.boolValue ?? true
        default: false
        }
    }

    /// Whether nodes tell a load balancer if they have pods of it.
    var needsHealthCheckNodePort: Bool {
        ServiceType(self) == .loadBalancer && text("externalTrafficPolicy") == "Local"
    }

    /// Whether it takes traffic from outside of the cluster.
    var isReachableFromOutside: Bool {
        switch ServiceType(self) {
        case .nodePort, .loadBalancer: true
        case .clusterIP: !list("externalIPs").isEmpty
        default: false
        }
    }
}

extension JSONValue {
    /// Fills in what follows from the type and the ports.
    fileprivate mutating func fillInServiceDefaults() {
        if text("sessionAffinity") == "None" {
            self["sessionAffinityConfig"] = nil
        } else if text("sessionAffinity") == "ClientIP",
            self["sessionAffinityConfig"]?["clientIP"]?["timeoutSeconds"] == nil
        {
            if !isSet("sessionAffinityConfig") { self["sessionAffinityConfig"] = [:] }
            if self["sessionAffinityConfig"]?.isSet("clientIP") != true {
                self["sessionAffinityConfig"]?["clientIP"] = [:]
            }
            self["sessionAffinityConfig"]?["clientIP"]?["timeoutSeconds"] = 10800
        }
        self["ports"]?.editElements { port in
            let target = port["targetPort"]
            if target == nil || target == 0 || target == "" { port["targetPort"] = port["port"] }
        }
        let type = ServiceType(self)
        if isReachableFromOutside && text("externalTrafficPolicy").isEmpty { self["externalTrafficPolicy"] = "Cluster" }
        if needsClusterIP && !isSet("internalTrafficPolicy") { self["internalTrafficPolicy"] = "Cluster" }
        if type == .loadBalancer && !isSet("allocateLoadBalancerNodePorts") {
            self["allocateLoadBalancerNodePorts"] = true
        }
    }

    /// Keeps `clusterIPs` in step with `clusterIP`, which clients that know no other set alone.
    fileprivate mutating func followClusterIP(from old: JSONValue?) {
        let address = text("clusterIP")
        let addresses = list("clusterIPs")
        guard let old else {
            if !address.isEmpty && addresses.isEmpty { self["clusterIPs"] = [.string(address)] }
            return
        }
        guard address != old.text("clusterIP") else { return }
        if address.isEmpty {
            if addresses == old.list("clusterIPs") { self["clusterIPs"] = nil }
        } else if addresses.isEmpty {
            self["clusterIPs"] = [.string(address)]
        } else if addresses == old.list("clusterIPs") {
            self["clusterIPs"] = .array([.string(address)] + addresses.dropFirst())
        }
    }

    /// Headless services without selector may have endpoints of either family.
    fileprivate mutating func fillInFamilies(_ family: String) {
        guard needsClusterIP else { return }
        let families = list("ipFamilies")
        let isOpen = isHeadless && members("selector").isEmpty
        if !isSet("ipFamilyPolicy") {
            let isDual = families.isEmpty ? isOpen : families.count > 1
            self["ipFamilyPolicy"] = isDual ? "RequireDualStack" : "SingleStack"
        }
        guard families.isEmpty else { return }
        let isDual = isOpen && text("ipFamilyPolicy") != "SingleStack"
        let other = family == "IPv4" ? "IPv6" : "IPv4"
        self["ipFamilies"] = isDual ? [.string(family), .string(other)] : [.string(family)]
    }

    // MARK: Updates

    /// Takes over what was handed out where a client left it out.
    fileprivate mutating func keepAllocated(from old: JSONValue) {
        if needsClusterIP && old.needsClusterIP {
            if text("clusterIP").isEmpty { self["clusterIP"] = old["clusterIP"] }
            if list("clusterIPs").isEmpty && text("clusterIP") == old.text("clusterIP") {
                self["clusterIPs"] = old["clusterIPs"]
            }
            for field in ["ipFamilies", "ipFamilyPolicy"] where !isSet(field) { self[field] = old[field] }
        }
        if needsNodePorts && old.needsNodePorts {
            var byName: [String: Int64] = [:]
            for port in old.list("ports") { byName[port.text("name")] = port.number("nodePort") }
            let former = Set(old.list("ports").map { $0.number("nodePort") })
            var used = Set(list("ports").map { $0.number("nodePort") }).intersection(former)
            self["ports"]?.editElements { port in
                guard port.number("nodePort") == 0, let number = byName[port.text("name")], number != 0,
                    used.insert(number).inserted
                else { return }
                port["nodePort"] = .integer(number)
            }
        }
        if needsHealthCheckNodePort && old.needsHealthCheckNodePort && number("healthCheckNodePort") == 0 {
            self["healthCheckNodePort"] = old["healthCheckNodePort"]
        }
    }

    /// Drops what the former type needed and the new one does not have, unless the client has changed it.
    fileprivate mutating func dropWhatTypeLacks(from old: JSONValue) {
        func unchanged(_ field: String) -> Bool { self[field] == old[field] }
        var dropped: [String] = []
        if old.needsClusterIP && !needsClusterIP {
            if unchanged("clusterIP") && unchanged("clusterIPs") { dropped += ["clusterIP", "clusterIPs"] }
            dropped += ["ipFamilies", "ipFamilyPolicy"].filter(unchanged)
        }
        if old.needsHealthCheckNodePort && !needsHealthCheckNodePort && unchanged("healthCheckNodePort") {
            dropped.append("healthCheckNodePort")
        }
        if ServiceType(old) == .loadBalancer && ServiceType(self) != .loadBalancer {
            dropped += ["allocateLoadBalancerNodePorts", "loadBalancerClass"].filter(unchanged)
        }
        if old.isReachableFromOutside && !isReachableFromOutside && unchanged("externalTrafficPolicy") {
            dropped.append("externalTrafficPolicy")
        }
        let nodePorts = { (spec: JSONValue) in spec.list("ports").map { $0.number("nodePort") } }
        // A load balancer keeps the ports that it has where it gets no others.
        let dropsNodePorts =
            old.needsNodePorts && !needsNodePorts && ServiceType(self) != .loadBalancer
            && nodePorts(self) == nodePorts(old)
        for field in dropped { self[field] = nil }
        if dropsNodePorts { self["ports"]?.editElements { $0["nodePort"] = nil } }
    }
}
