public import APIMachinery
internal import HTTPTypes
internal import JSON

/// Asks a server which resources it has.
public struct DiscoveryClient: Sendable {
    /// What a server has told.
    public struct Answer: Sendable {
        /// The documents, to be kept and given to the next call of ``DiscoveryClient/fetch(known:)``.
        public var documents: [DiscoveryPage]
        /// Whether the server had anything new to say.
        public var isChanged: Bool
        /// Group versions that the server lists and could not tell about now, with the reason.
        public var failures: [APIVersion: String]

        /// The resources of the documents.
        ///
        /// - Throws: `APIError` for a document that cannot be read.
        public func catalog() throws(APIError) -> ResourceCatalog {
            try ResourceCatalog(documents: documents)
        }
    }

    private let executor: RequestExecutor

    /// How many documents are fetched at once.
    private static let concurrency = 8
    /// The forms of `/api` and `/apis` that are understood, best first.
    private static let accepted = """
        application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,\
        application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,application/json
        """

    /// Asks through a sender.
    public init(sender: any RequestSender) {
        executor = RequestExecutor(sender: sender)
    }

    /// All resources of the server; nothing is kept between calls.
    ///
    /// - Throws: `APIError` where the server refuses, and what the sender throws.
    public func catalog() async throws -> ResourceCatalog {
        try await fetch().catalog()
    }

    /// Fetches the documents: two requests with servers that aggregate them, else one for each group version as well.
    ///
    /// - Parameter known: Documents from before. The server only confirms those that have not changed.
    /// - Throws: `APIError` where the server refuses, and what the sender throws. A group version that the server cannot
    ///   tell about is no error.
    public func fetch(known: [DiscoveryPage] = []) async throws -> Answer {
        let byPath = Dictionary(known.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        async let core = document("/api", accept: Self.accepted, known: byPath["/api"])
        async let groups = document("/apis", accept: Self.accepted, known: byPath["/apis"])
        let roots = try await [core, groups].compactMap(\.self)
        var answer = Answer(documents: roots, isChanged: roots.contains { byPath[$0.path] != $0 }, failures: [:])
        for root in roots {
            for version in AggregatedDiscovery.staleVersions(try root.parsed()) {
                answer.failures[version] = "the server could not tell about it"
            }
        }
        let paths = try roots.flatMap { try LegacyDiscovery.versionPaths(of: $0) }
        try await fetch(paths, known: byPath, into: &answer)
        if answer.documents.count != known.count { answer.isChanged = true }
        return answer
    }

    private func fetch(
        _ versions: [APIVersion], known: [String: DiscoveryPage], into answer: inout Answer
    ) async throws {
        typealias Outcome = (position: Int, version: APIVersion, result: Result<DiscoveryPage?, any Error>)
        var results: [Int: DiscoveryPage] = [:]
        try await withThrowingTaskGroup(of: Outcome.self) { group in
            var rest = versions.enumerated().makeIterator()
            func addNext() {
                guard let (position, version) = rest.next() else { return }
                group.addTask {
                    let path = LegacyDiscovery.path(of: version)
                    do {
                        let document = try await document(path, accept: "application/json", known: known[path])
                        return (position, version, .success(document))
                    } catch {
                        return (position, version, .failure(error))
                    }
                }
            }
            for _ in 0..<Self.concurrency { addNext() }
            while let outcome = try await group.next() {
                addNext()
                switch outcome.result {
                case .success(let document): results[outcome.position] = document
                case .failure(let error as CancellationError): throw error
                case .failure(let error): answer.failures[outcome.version] = "\(error)"
                }
            }
        }
        for (_, document) in results.sorted(by: { $0.key < $1.key }) {
            if known[document.path] != document { answer.isChanged = true }
            answer.documents.append(document)
        }
    }

    /// A document; `nil` where the server has none at the path, as one without the core group.
    private func document(
        _ path: String, accept: String, known: DiscoveryPage?
    ) async throws -> DiscoveryPage? {
        var fields: HTTPFields = [.accept: accept]
        fields[.ifNoneMatch] = known?.eTag
        do {
            let response = try await executor.send(.get, target: path, headerFields: fields)
            if response.head.status == .notModified, let known { return known }
            let body = try await response.body.collect(upTo: 64 << 20)
            return DiscoveryPage(path: path, eTag: response.head.headerFields[.eTag], body: body)
        } catch let error as APIError where error.code == 404 {
            return nil
        }
    }
}
