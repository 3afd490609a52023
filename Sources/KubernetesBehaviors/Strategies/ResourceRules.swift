import APIMachinery
import APISchema
import JSON

/// The rules for what containers ask for and may use.
enum ResourceRules {
    private static let ofContainers: Set = ["cpu", "memory", "ephemeral-storage"]

    /// Checks what something asks for and may use.
    static func check(_ resources: JSONValue, _ faults: inout Faults) {
        var names: Set<String> = []
        for list in ["limits", "requests"] {
            faults.eachKey(list, of: resources) { faults, name, value in
                names.insert(name)
                checkName(name, &faults)
                guard let quantity = quantity(value) else { return }
                if quantity.sign < 0 {
                    faults.add(.invalid, "must be greater than or equal to 0", value)
                } else if isExtended(name), quantity.exactInt64 == nil {
                    faults.add(.invalid, "must be an integer", value)
                } else if isHugePages(name), !isWholePages(quantity, name) {
                    faults.add(.invalid, "field must be a multiple of the page size", value)
                }
            }
        }
        checkRequests(resources, &faults)
        if names.contains(where: isHugePages), names.isDisjoint(with: ["cpu", "memory"]) {
            faults.add(.forbidden, "HugePages require cpu or memory")
        }
    }

    private static func checkName(_ name: String, _ faults: inout Faults) {
        for fault in NameRules.qualifiedName(name) { faults.add(.invalid, fault, .string(name)) }
        if !name.contains("/") {
            if !ofContainers.contains(name) && !isHugePages(name) {
                faults.add(.invalid, "must be a standard resource for containers", .string(name))
            }
        } else if !isNative(name) && !isExtended(name) {
            faults.add(.invalid, "doesn't follow extended resource name standard", .string(name))
        }
    }

    /// Requests may not exceed limits; of what cannot be shared they are the limits.
    private static func checkRequests(_ resources: JSONValue, _ faults: inout Faults) {
        let limits = resources.members("limits")
        for (name, value) in resources.members("requests") {
            guard let request = quantity(value) else { continue }
            let isShared = isNative(name) && !isHugePages(name)
            guard let limit = limits[name], let most = quantity(limit) else {
                if !isShared { faults.add("limits", .required, "Limit must be set for non overcommitable resources") }
                continue
            }
            if isShared && most < request {
                faults.add(
                    "requests", .invalid, "must be less than or equal to \(name) limit of \(most)", value)
            } else if !isShared && most != request {
                faults.add("requests", .invalid, "must be equal to \(name) limit of \(most)", value)
            }
        }
    }

    // MARK: Kinds of resources

    /// Whether a resource is Kubernetes' own.
    private static func isNative(_ name: String) -> Bool { !name.contains("/") || name.contains("kubernetes.io/") }

    /// Whether a resource consists of devices of somebody else's, which are counted.
    private static func isExtended(_ name: String) -> Bool {
        !isNative(name) && !name.hasPrefix("requests.") && NameRules.qualifiedName("requests.\(name)").isEmpty
    }

    private static func isHugePages(_ name: String) -> Bool { name.hasPrefix("hugepages-") }

    private static func isWholePages(_ quantity: Quantity, _ name: String) -> Bool {
        guard let page = (try? Quantity(parsing: String(name.dropFirst("hugepages-".count))))?.exactInt64, page > 0,
            let size = quantity.exactInt64
        else { return false }
        return size % page == 0
    }

    /// Reads a quantity; `nil` where it is none, which the schema reports.
    static func quantity(_ value: JSONValue) -> Quantity? {
        switch value {
        case .string(let text): try? Quantity(parsing: text)
        case .integer(let number): Quantity(number)
        default: nil
        }
    }
}
