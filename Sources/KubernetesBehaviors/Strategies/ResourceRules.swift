import APIMachinery
import APISchema
import JSON

/// The rules for what containers ask for and may use.
enum ResourceRules {
    private static let standard: Set = ["cpu", "memory", "ephemeral-storage"]

    /// Checks `resources` of a container.
    static func check(of container: JSONValue, _ faults: inout Faults) {
        guard let resources = container["resources"], resources.isSet("limits") || resources.isSet("requests") else {
            return
        }
        faults.within("resources") { faults in
            for list in ["limits", "requests"] {
                faults.eachKey(list, of: resources) { faults, name, value in
                    if !name.contains("/") && !standard.contains(name) && !name.hasPrefix("hugepages-") {
                        faults.add(.invalid, "must be a standard resource for containers", .string(name))
                    } else {
                        for fault in NameRules.qualifiedName(name) { faults.add(.invalid, fault, .string(name)) }
                    }
                    guard let quantity = quantity(value) else { return }
                    if quantity.sign < 0 {
                        faults.add(.invalid, "must be greater than or equal to 0", value)
                    } else if isCounted(name), quantity.exactInt64 == nil {
                        faults.add(.invalid, "must be an integer", value)
                    }
                }
            }
            checkRequests(resources, &faults)
        }
    }

    /// Requests may not exceed limits; of what cannot be shared they are the limits.
    private static func checkRequests(_ resources: JSONValue, _ faults: inout Faults) {
        let limits = resources.members("limits")
        for (name, value) in resources.members("requests") {
            guard let request = quantity(value) else { continue }
            let isShared = standard.contains(name)
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

    /// Whether a resource consists of whole devices.
    private static func isCounted(_ name: String) -> Bool {
        name.contains("/") && !name.hasPrefix("kubernetes.io/")
    }

    /// Refuses a quantity below nothing.
    static func refuseNegative(_ field: String, of value: JSONValue, _ faults: inout Faults) {
        guard let given = value[field], let quantity = quantity(given), quantity.sign < 0 else { return }
        faults.add(field, .invalid, "must be greater than or equal to 0", given)
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
