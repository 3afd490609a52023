import APIMachinery
import JSON

/// How well a pod is protected when a node runs short, as its requests and limits of CPU and memory say.
enum QualityOfService: String {
    /// Every container has limits, and asks for all that they allow.
    case guaranteed = "Guaranteed"
    /// Something is asked for or limited.
    case burstable = "Burstable"
    /// Nothing is.
    case bestEffort = "BestEffort"

    private static let resources = ["cpu", "memory"]

    /// The class of a pod with this spec. Resources of the pod as a whole come before those of its containers.
    init(of spec: JSONValue) {
        var holders: [JSONValue] = spec["resources"].map { [$0] } ?? []
        if holders.allSatisfy({ $0.members("requests").isEmpty && $0.members("limits").isEmpty }) {
            holders = (spec.list("containers") + spec.list("initContainers")).map { $0["resources"] ?? [:] }
        }
        var requests: [String: Quantity] = [:]
        var limits: [String: Quantity] = [:]
        var isLimited = true
        for holder in holders {
            Self.sum(holder.members("requests"), into: &requests)
            isLimited = Self.sum(holder.members("limits"), into: &limits) == Self.resources.count && isLimited
        }
        if requests.isEmpty && limits.isEmpty {
            self = .bestEffort
        } else if isLimited && requests == limits {
            self = .guaranteed
        } else {
            self = .burstable
        }
    }

    /// Adds what is asked for.
    ///
    /// - Returns: how many resources there were.
    @discardableResult
    private static func sum(_ list: JSONObject, into sums: inout [String: Quantity]) -> Int {
        var count = 0
        for name in resources {
            guard let value = list[name], let quantity = ResourceRules.quantity(value), quantity.sign > 0 else {
                continue
            }
            count += 1
            sums[name, default: Quantity()] += quantity
        }
        return count
    }
}
