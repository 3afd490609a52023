import APIClient
import APIMachinery
import ControlPlaneAPI

/// Empties namespaces that are being deleted, and lets them go once they are empty.
struct NamespaceEmptier: Sendable {
    /// How far a namespace has come.
    enum Outcome: Sendable, Equatable {
        /// It is gone, needs nothing, or waits for others than this controller.
        case finished
        /// Objects are left that wait for their finalizers or their grace period.
        case waiting
    }

    /// The finalizer that a namespace carries in its spec until it is empty.
    static let finalizer = "kubernetes"
    /// What goes before all else, so that no running pod loses what it uses.
    private static let first = GroupResource(group: "", resource: "pods")

    let client: Clientset

    /// Deletes what is in a namespace, reports in its status, and takes the finalizer away when nothing is left.
    ///
    /// Does nothing where the namespace is not being deleted. It can be called any number of times.
    ///
    /// - Throws: ``NamespaceContentError`` where something could not be deleted, `APIError` where the namespace itself
    ///   cannot be read or written, and what the sender throws.
    func empty(_ name: String) async throws -> Outcome {
        do {
            return try await emptyPresent(name)
        } catch let error as APIError where error.isNotFound {
            return .finished
        }
    }

    private func emptyPresent(_ name: String) async throws -> Outcome {
        let namespace = try await client.coreV1.namespaces.get(name)
        guard namespace.metadata.deletionTimestamp != nil, !(namespace.spec?.finalizers ?? []).isEmpty else {
            return .finished
        }
        let uid = namespace.metadata.uid
        let report = try await deleteContent(of: name)
        try await changeStatus(name, uid) { status in
            status.phase = .terminating
            report.update(&status)
        }
        if report.hasFailed { throw NamespaceContentError(namespace: name, reason: report.failure) }
        guard report.isEmpty else { return .waiting }
        try await finalize(name, uid)
        return .finished
    }

    private func deleteContent(of name: String) async throws -> NamespaceReport {
        var report = NamespaceReport()
        let resources = try await DeletableResources(of: client.sender)
        report.discoveryFailures = resources.failures
        report.unreadableVersions = resources.unreadable
        let content = NamespaceContent(of: name, client.sender)
        try await delete(resources.entries.filter { $0.resource.groupResource == Self.first }, content, &report)
        guard report.remaining.isEmpty else { return report }
        try await delete(resources.entries.filter { $0.resource.groupResource != Self.first }, content, &report)
        return report
    }

    private func delete(
        _ entries: [DeletableResources.Entry], _ content: NamespaceContent, _ report: inout NamespaceReport
    ) async throws {
        for entry in entries {
            do {
                report.add(try await content.delete(entry), of: entry.resource)
            } catch let error as APIError {
                // The others can be deleted all the same.
                report.contentFailures.append("\(entry.resource.groupResource): \(error)")
            }
        }
    }

    /// Changes the status of a namespace, unless another one has its name by now or nothing is changed.
    private func changeStatus(
        _ name: String, _ uid: String?, _ change: (inout CoreV1.NamespaceStatus) -> Void
    ) async throws {
        try await retryOnConflict {
            var namespace = try await client.coreV1.namespaces.get(name)
            guard namespace.metadata.uid == uid else { return }
            let before = namespace.status
            var status = before ?? CoreV1.NamespaceStatus()
            change(&status)
            guard status != before else { return }
            namespace.status = status
            try await client.coreV1.namespaces.updateStatus(namespace)
        }
    }

    private func finalize(_ name: String, _ uid: String?) async throws {
        try await retryOnConflict {
            var namespace = try await client.coreV1.namespaces.get(name)
            guard namespace.metadata.uid == uid else { return }
            namespace.spec?.finalizers?.removeAll { $0 == Self.finalizer }
            let _: CoreV1.Namespace = try await client.coreV1.namespaces.updateSubresource(
                "finalize", of: name, namespace)
        }
    }
}

/// Why a namespace could not be emptied.
struct NamespaceContentError: Error, Equatable, CustomStringConvertible {
    /// The namespace.
    var namespace: String
    /// What went wrong.
    var reason: String

    var description: String { "the namespace \(namespace) cannot be emptied: \(reason)" }
}
