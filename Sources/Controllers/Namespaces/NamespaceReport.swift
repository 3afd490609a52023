import APIMachinery
import ControlPlaneAPI

/// What emptying a namespace has come to, and the conditions that say so in its status.
struct NamespaceReport: Sendable {
    /// Why the resources could not all be found out.
    var discoveryFailures: [(apiVersion: String, reason: String)] = []
    /// Groups and versions that could not be read.
    var unreadableVersions: [String] = []
    /// Why objects could not be deleted or counted.
    var contentFailures: [String] = []
    /// How many objects are left of each resource.
    var remaining: [GroupResource: Int] = [:]
    /// How many objects wait for each finalizer.
    var finalizers: [String: Int] = [:]

    mutating func add(_ remainder: NamespaceContent.Remainder, of resource: GroupVersionResource) {
        guard remainder.count > 0 else { return }
        remaining[resource.groupResource, default: 0] += remainder.count
        finalizers.merge(remainder.finalizers, uniquingKeysWith: +)
    }

    /// Whether something went wrong, so that what is left is not known.
    var hasFailed: Bool { !(discoveryFailures.isEmpty && unreadableVersions.isEmpty && contentFailures.isEmpty) }
    /// Whether nothing is left.
    var isEmpty: Bool { !hasFailed && remaining.isEmpty }

    /// What went wrong, for people.
    var failure: String {
        let failures =
            discoveryFailures.map { "\($0.apiVersion): \($0.reason)" }
            + unreadableVersions.map { "unexpected group and version \"\($0)\"" } + contentFailures
        return failures.joined(separator: "; ")
    }

    // MARK: Conditions

    /// A condition as it should be; types, reasons and messages are those of Kubernetes' controller.
    private struct Finding {
        var type: String
        var problem: (reason: String, message: String)?
        var allRight: (reason: String, message: String)
    }

    private var findings: [Finding] {
        [
            Finding(
                type: "NamespaceDeletionDiscoveryFailure",
                problem: discoveryFailures.isEmpty
                    ? nil
                    : (
                        "DiscoveryFailed",
                        "Discovery failed for some groups, \(discoveryFailures.count) failing: "
                            + "unable to retrieve the complete list of server APIs: "
                            + Self.joined(discoveryFailures.map { "\($0.apiVersion): \($0.reason)" })
                    ),
                allRight: ("ResourcesDiscovered", "All resources successfully discovered")),
            Finding(
                type: "NamespaceDeletionGroupVersionParsingFailure",
                problem: unreadableVersions.isEmpty
                    ? nil
                    : (
                        "GroupVersionParsingFailed",
                        Self.joined(unreadableVersions.map { "unexpected GroupVersion string: \($0)" })
                    ),
                allRight: ("ParsedGroupVersions", "All legacy kube types successfully parsed")),
            Finding(
                type: "NamespaceDeletionContentFailure",
                problem: contentFailures.isEmpty
                    ? nil
                    : (
                        "ContentDeletionFailed",
                        "Failed to delete all resource types, \(contentFailures.count) remaining: "
                            + Self.joined(contentFailures)
                    ),
                allRight: ("ContentDeleted", "All content successfully deleted, may be waiting on finalization")),
            Finding(
                type: "NamespaceContentRemaining",
                problem: remaining.isEmpty
                    ? nil
                    : (
                        "SomeResourcesRemain",
                        "Some resources are remaining: "
                            + Self.joined(
                                remaining.map {
                                    "\($0.key.resource).\($0.key.group) has \($0.value) resource instances"
                                }
                            )
                    ),
                allRight: ("ContentRemoved", "All content successfully removed")),
            Finding(
                type: "NamespaceFinalizersRemaining",
                problem: finalizers.isEmpty
                    ? nil
                    : (
                        "SomeFinalizersRemain",
                        "Some content in the namespace has finalizers remaining: "
                            + Self.joined(finalizers.map { "\($0.key) in \($0.value) resource instances" })
                    ),
                allRight: ("ContentRemoved", "All content successfully removed")),
        ]
    }

    /// In one order, so that what has not changed reads the same.
    private static func joined(_ parts: [String]) -> String { parts.sorted().joined(separator: ", ") }

    /// Brings the conditions of a namespace up to date; others stay as they are.
    func update(_ status: inout CoreV1.NamespaceStatus) {
        var conditions = status.conditions ?? []
        for finding in findings {
            let (reason, message) = finding.problem ?? finding.allRight
            let wanted = finding.problem == nil ? "False" : "True"
            let index = conditions.firstIndex { $0.type == finding.type }
            var condition = index.map { conditions[$0] } ?? CoreV1.NamespaceCondition(type: finding.type, status: "")
            if condition.status != wanted { condition.lastTransitionTime = .now() }
            condition.status = wanted
            condition.reason = reason
            condition.message = message
            if let index { conditions[index] = condition } else { conditions.append(condition) }
        }
        status.conditions = conditions
    }
}
