/// The pages of a list, each fetched when it is asked for.
public struct ListPages<List: ListObject>: AsyncSequence, Sendable {
    /// A page.
    public typealias Element = List
    /// What may be thrown.
    public typealias Failure = any Error

    private let options: ListOptions
    private let fetch: @Sendable (ListOptions) async throws -> List

    /// How many objects a page has where nothing else is asked for.
    public static var defaultLimit: Int64 { 500 }

    /// The pages that a function fetches.
    ///
    /// - Parameters:
    ///   - options: What to list; the limit is the size of a page, ``defaultLimit`` where there is none.
    ///   - fetch: Fetches the page that the options' `continue` stands for.
    public init(options: ListOptions, fetch: @escaping @Sendable (ListOptions) async throws -> List) {
        var options = options
        if options.limit == nil { options.limit = Self.defaultLimit }
        self.options = options
        self.fetch = fetch
    }

    /// Begins with the first page.
    public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(fetch: fetch, options: options) }

    /// Fetches one page after the other.
    public struct AsyncIterator: AsyncIteratorProtocol {
        let fetch: @Sendable (ListOptions) async throws -> List
        var options: ListOptions
        var isDone = false

        /// The next page; `nil` after the last.
        public mutating func next() async throws -> List? {
            guard !isDone else { return nil }
            // Whatever is thrown, there is nothing after it.
            isDone = true
            let page = try await fetch(options)
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

    /// All pages as one list, of one revision.
    ///
    /// Where reading takes so long that the server no longer keeps that revision, the whole list is fetched again in
    /// one answer, which cannot expire.
    public func collected() async throws -> List {
        var iterator = makeAsyncIterator()
        guard var list = try await iterator.next() else { return try await fetch(options) }
        do {
            while let page = try await iterator.next() {
                list.items += page.items
                list.metadata = page.metadata
            }
        } catch let error as APIError where error.isExpired {
            var whole = options
            whole.limit = nil
            whole.continue = nil
            return try await fetch(whole)
        }
        list.metadata.continue = nil
        list.metadata.remainingItemCount = nil
        return list
    }
}

/// The objects of a list that is fetched page by page.
public struct ListedObjects<List: ListObject>: AsyncSequence, Sendable {
    /// An object.
    public typealias Element = List.Item
    /// What may be thrown.
    public typealias Failure = any Error

    let pages: ListPages<List>

    /// Begins with the first object.
    public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(pages: pages.makeAsyncIterator()) }

    /// Goes through the objects of each page.
    public struct AsyncIterator: AsyncIteratorProtocol {
        var pages: ListPages<List>.AsyncIterator
        var objects = [List.Item]().makeIterator()

        /// The next object; `nil` after the last.
        public mutating func next() async throws -> List.Item? {
            while true {
                if let object = objects.next() { return object }
                guard let page = try await pages.next() else { return nil }
                objects = page.items.makeIterator()
            }
        }
    }
}
