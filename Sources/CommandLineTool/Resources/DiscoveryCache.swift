internal import APIClient
internal import APIMachinery
internal import JSON

/// What a server has told of its resources, kept in a file so that the next command need not ask.
struct DiscoveryCache: Sendable {
    /// The file; `nil` where nothing is kept.
    let path: String?

    /// For how many seconds what was told is taken to be so.
    static let lifetime = 6 * 3600

    /// The cache of a server.
    ///
    /// - Parameters:
    ///   - directory: Where the caches of all servers are; `nil` to keep nothing.
    ///   - address: The server's address; empty to keep nothing.
    init(directory: String?, address: String) {
        guard let directory, !address.isEmpty else {
            path = nil
            return
        }
        // Whatever is no plain character of a host, port or path could lead out of the directory.
        var host = address
        for scheme in ["https://", "http://"] where host.hasPrefix(scheme) { host.removeFirst(scheme.count) }
        let name = String(
            host.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") || $0 == "." ? $0 : "_" })
        path = "\(directory)/discovery/_\(name).json"
    }

    /// What is kept, however old; nothing where it cannot be read.
    func documents() -> [DiscoveryPage] {
        guard let path, let bytes = try? LocalFiles.read(path), let document = try? JSONDocument(parsing: bytes) else {
            return []
        }
        var pages: [DiscoveryPage] = []
        for node in document.root.elements {
            guard let page = try? DiscoveryPage(json: node) else { return [] }
            pages.append(page)
        }
        return pages
    }

    /// Whether what is kept is young enough to be used unasked.
    var isFresh: Bool {
        guard let path, let attributes = LocalFiles.attributes(path) else { return false }
        let age = Int(Time.now().secondsSinceEpoch) - attributes.modified
        return age >= 0 && age < Self.lifetime
    }

    /// Keeps documents. A cache that cannot be written costs the next command a question, and nothing else.
    func keep(_ documents: [DiscoveryPage]) {
        guard let path else { return }
        var writer = JSONWriter()
        writer.beginArray()
        for document in documents { writer.element(document) }
        writer.endArray()
        try? LocalFiles.replace(path, with: writer.finish())
    }
}
