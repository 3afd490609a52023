import APIClient
import APIMachinery
import HTTPTypes
import JSON

/// Reads and changes the metadata of objects of any kind, without the rest of them.
struct MetadataClient: Sendable {
    private static let object = "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1"
    private static let list = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1"

    /// How long a watch may let events come together.
    private static let watchPause = Swift.Duration.milliseconds(20)

    private let executor: RequestExecutor

    init(sender: any RequestSender) {
        executor = RequestExecutor(sender: sender)
    }

    /// The metadata of an object; `nil` where the server has the resource but no such object.
    ///
    /// - Throws: `APIError` also where the resource is not served, which says nothing of its objects.
    func get(_ path: ResourcePath) async throws -> ObjectMeta? {
        // No object can have a name that is no segment of a path.
        guard let name = path.name, !name.isEmpty, NameRules.pathSegment(name).isEmpty else { return nil }
        do {
            return try await executor.value(PartialObjectMetadata.self, .get, path, accept: Self.object).metadata
        } catch let error as APIError where error.isNotFound && error.status.details?.name == name {
            // A server's own page for an unknown path is no Status; its error has a cause that says so.
            if error.causes.contains(where: { $0.reason == .unexpectedServerResponse }) { throw error }
            return nil
        }
    }

    /// Changes an object as a Merge Patch says.
    ///
    /// - Parameter metadata: The members to set. Its `uid` and `resourceVersion` must be the object's.
    /// - Returns: The metadata as it is then; `nil` where the object is gone.
    @discardableResult
    func patch(_ path: ResourcePath, metadata: JSONObject) async throws -> ObjectMeta? {
        let patch = ResourcePatch.merge(["metadata": .object(metadata)])
        do {
            return try await executor.value(
                PartialObjectMetadata.self, .patch, path, accept: Self.object, contentType: patch.contentType,
                body: patch.body
            ).metadata
        } catch let error as APIError where error.isNotFound {
            return nil
        }
    }

    /// Deletes an object, unless it is gone.
    func delete(_ path: ResourcePath, _ options: DeleteOptions) async throws {
        do {
            let response = try await executor.send(.delete, path, accept: Self.object, body: options.encodedJSON())
            for try await _ in response.body.asChunks {}
        } catch let error as APIError where error.isNotFound {
            return
        }
    }

    /// The metadata of a resource's objects, page by page.
    func pages(_ path: ResourcePath, _ options: ListOptions = ListOptions()) -> ListPages<PartialObjectMetadataList> {
        ListPages(options: options) { options in
            try await executor.value(
                PartialObjectMetadataList.self, .get, path, query: options.query, accept: Self.list)
        }
    }

    /// The metadata of all objects of a resource, to list and watch.
    func listWatch(_ resource: GroupVersionResource) -> ListWatch<PartialObjectMetadata> {
        let path = ResourcePath(resource: resource)
        return ListWatch(name: resource.groupResource.description) { options in
            let list = try await pages(path, options).collected()
            return ListWatch.Snapshot(objects: list.items, resourceVersion: list.metadata.resourceVersion ?? "")
        } watch: { options in
            var options = options
            options.watch = true
            let response = try await executor.send(.get, path, query: options.query, accept: Self.object)
            return ResourceWatch(chunks: ByteChunks(PacedChunks(response.body.asChunks, pause: Self.watchPause)))
        }
    }
}
