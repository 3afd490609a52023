import APIMachinery
import JSON

/// What a request says of how to write.
struct WriteOptions: Sendable {
    var isDryRun = false
    var fieldValidation = FieldValidation.warn
    /// Who makes the request.
    var user: UserInfo?

    init() {}

    /// Reads the options of a request to create, update or patch.
    ///
    /// - Parameters:
    ///   - kind: The kind of the options, for errors.
    ///   - user: Who makes the request.
    init(_ query: QueryParameters, kind: String, user: UserInfo?) throws {
        self.user = user
        var causes: [StatusCause] = []
        let dryRun = query.values("dryRun").filter { !$0.isEmpty }
        isDryRun = !dryRun.isEmpty
        if dryRun.contains(where: { $0 != "All" }) {
            causes.append(
                .notSupported("dryRun", value: .array(dryRun.map { .string($0) }), supported: ["All"]))
        }
        if let text = query["fieldValidation"] {
            fieldValidation = FieldValidation(rawValue: text)
            if ![.strict, .warn, .ignore].contains(fieldValidation) {
                causes.append(
                    .notSupported(
                        "fieldValidation", value: .string(text), supported: ["", "Ignore", "Strict", "Warn"]))
            }
        }
        if let manager = query["fieldManager"] {
            if manager.utf8.count > 128 { causes.append(.tooLong("fieldManager", limit: 128)) }
            if manager.unicodeScalars.contains(where: { $0.value < 0x20 || (0x7f..<0xa0).contains($0.value) }) {
                causes.append(
                    .invalid("fieldManager", value: .string(manager), "should only contain printable characters"))
            }
        }
        if !causes.isEmpty { throw APIError.invalidOptions(kind, causes) }
    }
}
