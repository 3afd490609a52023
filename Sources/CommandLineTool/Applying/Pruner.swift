internal import APIClient
internal import APIMachinery
internal import HTTPTypes
internal import JSON

/// Deletes objects that were applied once and are in the manifests no more.
struct Pruner {
    let session: Session
    let labelSelector: String
    let deleter: Deleter
    /// Whether the command ends only when the objects are gone, and how long it waits for that.
    let waits: Bool
    let timeout: Swift.Duration

    /// The kinds whose objects are pruned.
    enum Allowlist {
        /// Those of kubectl that the server has.
        case standard
        case kinds([GroupVersionKind])

        /// Reads the values of `--prune-allowlist`: `group/version/kind`, with `core` or nothing for the group without
        /// a name.
        init(_ texts: [String]) throws(CommandError) {
            guard !texts.isEmpty else {
                self = .standard
                return
            }
            var kinds: [GroupVersionKind] = []
            for text in texts {
                let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
                guard parts.count == 3 else {
                    throw CommandError(
                        "invalid GroupVersionKind format: \(text), please follow <group/version/kind>")
                }
                let group = parts[0] == "core" ? "" : parts[0]
                kinds.append(GroupVersionKind(group: group, version: parts[1], kind: parts[2]))
            }
            self = .kinds(kinds)
        }

        private static let standardKinds: [(group: String, kinds: [String])] = [
            (
                "",
                [
                    "ConfigMap", "Endpoints", "PersistentVolumeClaim", "Pod", "ReplicationController", "Secret",
                    "Service",
                ]
            ),
            ("batch", ["Job", "CronJob"]), ("networking.k8s.io", ["Ingress"]),
            ("apps", ["DaemonSet", "Deployment", "ReplicaSet", "StatefulSet"]),
            ("", ["Namespace", "PersistentVolume"]),
        ]

        /// The resources of the kinds, namespaced ones first.
        ///
        /// - Throws: `CommandError` where the server lacks a kind that was asked for by name.
        func resources(_ finder: ResourceFinder) async throws -> [ServerResource] {
            var resources: [ServerResource] = []
            switch self {
            case .standard:
                let catalog = try await finder.catalog()
                for (group, kinds) in Self.standardKinds {
                    resources += kinds.compactMap { catalog[GroupVersionKind(group: group, version: "v1", kind: $0)] }
                }
            case .kinds(let kinds):
                for kind in kinds {
                    guard let resource = try await finder.resource(of: kind) else {
                        let version = APIVersion(group: kind.group, version: kind.version)
                        throw CommandError(
                            "no matches for kind \(quoted(kind.kind)) in version \(quoted("\(version)"))")
                    }
                    resources.append(resource)
                }
            }
            return resources.filter { $0.scope == .namespaced } + resources.filter { $0.scope != .namespaced }
        }
    }

    /// Deletes what is not among the objects, in the namespaces that they are in.
    func prune(
        _ resources: [ServerResource], except applied: [JSONValue], namespaces: Set<String>,
        _ report: inout ChangeReport
    ) async throws {
        let kept = Set(applied.compactMap { $0["metadata"]?["uid"]?.stringValue })
        var pruned: [Deleter.Leaving] = []
        var targets: [ResourceItem] = []
        for namespace in namespaces.sorted() {
            targets += resources.filter { $0.scope == .namespaced }
                .map { ResourceItem(resource: $0, namespace: namespace) }
        }
        targets += resources.filter { $0.scope != .namespaced }.map { ResourceItem(resource: $0) }
        for target in targets {
            for object in try await objects(of: target)
            where LastApplied.text(of: object) != nil && !kept.contains(object["metadata"]?["uid"]?.stringValue ?? "") {
                var item = target
                item.name = object["metadata"]?["name"]?.stringValue
                let uid = try await deleter.delete(item)
                try report.add(item, object, "pruned\(deleter.dryRun.suffix)")
                pruned.append(Deleter.Leaving(item: item, uid: uid))
            }
        }
        if waits { try await deleter.waitForEnd(of: pruned, timeout) }
    }

    private func objects(of target: ResourceItem) async throws -> [JSONValue] {
        var options = ListOptions()
        options.labelSelector = labelSelector.isEmpty ? nil : labelSelector
        options.limit = 500
        var objects: [JSONValue] = []
        while true {
            let page = try await session.requests.value(
                .get, session.requests.path(target.resource, target.namespace), query: options.query)
            objects += Getter.items(of: page)
            guard let token = page["metadata"]?["continue"]?.stringValue, !token.isEmpty else { return objects }
            options.continue = token
        }
    }
}
