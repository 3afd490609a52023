/// The pages of a list, each fetched when it is asked for.
public struct ListPages<Resource: Listable>: AsyncSequence, Sendable {
    /// A page.
    public typealias Element = APIList<Resource>
    /// What may be thrown.
    public typealias Failure = any Error

    let client: ResourceClient<Resource>
    let options: ListOptions

    /// How many objects a page has where nothing else is asked for.
    public static var defaultLimit: Int64 { 500 }

    /// Begins with the first page.
    public func makeAsyncIterator() -> AsyncIterator {
        var options = options
        if options.limit == nil { options.limit = Self.defaultLimit }
        return AsyncIterator(client: client, options: options)
    }

    /// Fetches one page after the other.
    public struct AsyncIterator: AsyncIteratorProtocol {
        let client: ResourceClient<Resource>
        var options: ListOptions
        var isDone = false

        /// The next page; `nil` after the last.
        public mutating func next() async throws -> APIList<Resource>? {
            guard !isDone else { return nil }
            // Whatever is thrown, there is nothing after it.
            isDone = true
            let page = try await client.list(options)
            if let token = page.metadata.continue, !token.isEmpty {
                options.continue = token
                // The token says the revision, and servers refuse to be told twice.
                options.resourceVersion = nil
                options.resourceVersionMatch = nil
                isDone = false
            }
            return page
        }
    }
}

/// The objects of a list that is fetched page by page.
public struct ListedObjects<Resource: Listable>: AsyncSequence, Sendable {
    /// An object.
    public typealias Element = Resource
    /// What may be thrown.
    public typealias Failure = any Error

    let pages: ListPages<Resource>

    /// Begins with the first object.
    public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(pages: pages.makeAsyncIterator()) }

    /// Goes through the objects of each page.
    public struct AsyncIterator: AsyncIteratorProtocol {
        var pages: ListPages<Resource>.AsyncIterator
        var objects = [Resource]().makeIterator()

        /// The next object; `nil` after the last.
        public mutating func next() async throws -> Resource? {
            while true {
                if let object = objects.next() { return object }
                guard let page = try await pages.next() else { return nil }
                objects = page.items.makeIterator()
            }
        }
    }
}
