public import APIMachinery

/// How to list and watch objects: what resuming watches and informers stand on.
public struct ListWatch<Object: APIObject>: Sendable {
    /// What is there, and the revision at which it is so.
    public struct Snapshot: Sendable {
        /// The objects.
        public var objects: [Object]
        /// The revision: a watch goes on from here.
        public var resourceVersion: String

        /// Makes a snapshot.
        public init(objects: [Object], resourceVersion: String) {
            self.objects = objects
            self.resourceVersion = resourceVersion
        }
    }

    /// What is listed and watched, for logs: `pods`, `deployments.apps`.
    public let name: String
    /// Lists all objects that the options select.
    public let list: @Sendable (ListOptions) async throws -> Snapshot
    /// Watches the objects that the options select.
    public let watch: @Sendable (ListOptions) async throws -> ResourceWatch<Object>

    /// Makes one from its two functions.
    public init(
        name: String, list: @escaping @Sendable (ListOptions) async throws -> Snapshot,
        watch: @escaping @Sendable (ListOptions) async throws -> ResourceWatch<Object>
    ) {
        self.name = name
        self.list = list
        self.watch = watch
    }

    /// The objects of a client.
    ///
    /// Items of lists come without `apiVersion` and `kind`; they get their own here, so that listed and watched objects
    /// are alike.
    public init(_ client: ResourceClient<Object>) where Object: Listable & Watchable {
        let kind = Object.groupVersionKind
        self.init(name: Object.groupVersionResource.groupResource.description) { options in
            let list = try await client.pages(options).collected()
            var objects = list.items
            for index in objects.indices {
                objects[index].apiVersion = kind.apiVersion
                objects[index].kind = kind.kind
            }
            return Snapshot(objects: objects, resourceVersion: list.metadata.resourceVersion ?? "")
        } watch: { options in
            try await client.watch(options)
        }
    }
}
