internal import APIMachinery
internal import HTTPTypes

/// A request that `--raw` spells out: any path of the server, answered as the server answers it.
struct RawRequest {
    let method: HTTPRequest.Method
    let target: String
    /// The file whose content is sent; `nil` for none.
    var file: String?

    /// - Throws: `CommandError` where the target is no path.
    init(_ method: HTTPRequest.Method, _ target: String, file: String? = nil) throws(CommandError) {
        guard target.hasPrefix("/"), !target.utf8.contains(where: { $0 <= 32 || $0 == 127 }) else {
            throw CommandError(
                "--raw must be a valid URL path: parse \(quoted(target)): "
                    + (target.isEmpty ? "empty url" : "invalid URI for request"))
        }
        self.method = method
        self.target = target
        self.file = file
    }

    /// What `create --raw` and `delete --raw` send; `nil` where there are no files.
    ///
    /// - Throws: `CommandError` for more than one file, and for what is no file.
    static func file(_ files: FileOptions) throws(CommandError) -> String? {
        guard files.names.count <= 1, files.kustomize.isEmpty else {
            throw CommandError("--raw can only use a single local file or stdin")
        }
        if let name = files.names.first, name.hasPrefix("http://") || name.hasPrefix("https://") {
            throw CommandError("--raw cannot read from a url")
        }
        guard !files.recursive else { throw CommandError("--raw and --recursive are mutually exclusive") }
        return files.names.first
    }

    /// Sends the request and writes the answer as it comes.
    func run(_ session: Session) async throws {
        var body: [UInt8]?
        if let file {
            body = file == "-" ? try await session.environment.readInput() : try LocalFiles.read(file)
        }
        do {
            for try await chunk in try await session.requests.chunks(method, target, body: body) {
                session.environment.output.write(Array(chunk))
            }
        } catch var error as APIError where error.message.hasSuffix(" ()") {
            // The path belongs to no resource that could be named.
            error.status.message = String(error.message.dropLast(3))
            throw error
        }
    }
}
