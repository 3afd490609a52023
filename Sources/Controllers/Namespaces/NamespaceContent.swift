import APIMachinery
import HTTPTypes
import JSON

/// Deletes the objects of a namespace, whatever their kind.
struct NamespaceContent: Sendable {
    /// What is left of a resource after its objects were deleted.
    struct Remainder: Sendable, Equatable {
        /// How many objects are still there.
        var count = 0
        /// How many of them wait for each finalizer.
        var finalizers: [String: Int] = [:]
    }

    /// What selects the metadata alone, so that large objects need not be sent.
    private static let metadataOnly = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1"

    let namespace: String
    let executor: RequestExecutor

    init(of namespace: String, _ sender: any RequestSender) {
        self.namespace = namespace
        executor = RequestExecutor(sender: sender)
    }

    /// Deletes all objects of a resource and says what is still there.
    ///
    /// A resource that is no longer served, or that turns out to lack a verb, has nothing that can be deleted.
    ///
    /// - Throws: `APIError` and what the sender throws.
    func delete(_ entry: DeletableResources.Entry) async throws -> Remainder {
        do {
            if entry.verbs.contains(.deleteCollection) {
                try await deleteCollection(entry.resource)
            } else {
                try await deleteEach(entry)
            }
            return try await remainder(entry)
        } catch let error as APIError where error.isNotFound || error.code == 405 {
            return Remainder()
        }
    }

    private func path(_ resource: GroupVersionResource, name: String? = nil) -> ResourcePath {
        ResourcePath(resource: resource, namespace: namespace, name: name)
    }

    // Dependents are deleted like all else, so that nothing has to wait for them.
    private var options: [UInt8] { DeleteOptions(propagationPolicy: .background).encodedJSON() }

    private func deleteCollection(_ resource: GroupVersionResource) async throws {
        let response = try await executor.send(.delete, path(resource), body: options)
        // The objects are in the answer; reading it to its end leaves the connection fit for use.
        for try await _ in response.body.asChunks {}
    }

    private func deleteEach(_ entry: DeletableResources.Entry) async throws {
        guard entry.verbs.contains(.list) else { return }
        for try await page in pages(entry.resource) {
            for name in page.items.compactMap(\.metadata.name) {
                do {
                    let response = try await executor.send(.delete, path(entry.resource, name: name), body: options)
                    for try await _ in response.body.asChunks {}
                } catch let error as APIError where error.isNotFound {
                    continue
                }
            }
        }
    }

    private func remainder(_ entry: DeletableResources.Entry) async throws -> Remainder {
        var remainder = Remainder()
        guard entry.verbs.contains(.list) else { return remainder }
        for try await page in pages(entry.resource) {
            remainder.count += page.items.count
            for finalizer in page.items.flatMap({ $0.metadata.finalizers ?? [] }) {
                remainder.finalizers[finalizer, default: 0] += 1
            }
        }
        return remainder
    }

    private func pages(_ resource: GroupVersionResource) -> ListPages<PartialObjectMetadataList> {
        let path = path(resource)
        return ListPages(options: ListOptions()) { options in
            try await executor.value(
                PartialObjectMetadataList.self, .get, path, query: options.query, accept: Self.metadataOnly)
        }
    }
}
