import APIMachinery
import JSON

/// What texts may be, by a name.
final class FormatValue: CELOpaqueValue, CustomStringConvertible {
    static let type = CELType.opaque("kubernetes.NamedFormat")
    let name: String
    /// What is wrong with a text.
    let faults: @Sendable (String) -> [String]

    init(_ name: String, _ faults: @escaping @Sendable (String) -> [String]) {
        self.name = name
        self.faults = faults
    }

    var type: CELType { Self.type }
    var description: String { name }

    func isEqual(to other: any CELOpaqueValue) -> Bool { (other as? FormatValue)?.name == name }

    private static func prefix(_ rule: @escaping @Sendable (String) -> [String]) -> @Sendable (String) -> [String] {
        { NameRules.prefix($0, of: rule) }
    }

    private static func rule(_ message: String, _ test: @escaping @Sendable (String) -> Bool)
        -> @Sendable (String) -> [String]
    {
        { test($0) ? [] : [message] }
    }

    static let all: [String: FormatValue] = {
        let label: @Sendable (String) -> [String] = { NameRules.dns1123Label($0) }
        let subdomain: @Sendable (String) -> [String] = { NameRules.dns1123Subdomain($0) }
        let former: @Sendable (String) -> [String] = { NameRules.dns1035Label($0) }
        let formats: [(String, @Sendable (String) -> [String])] = [
            ("dns1123Label", label), ("dns1123Subdomain", subdomain), ("dns1035Label", former),
            ("dns1123LabelPrefix", prefix(label)), ("dns1123SubdomainPrefix", prefix(subdomain)),
            ("dns1035LabelPrefix", prefix(former)), ("qualifiedName", { NameRules.qualifiedName($0) }),
            ("labelValue", { NameRules.labelValue($0) }), ("uri", rule("invalid URI") { URLValue($0) != nil }),
            ("uuid", rule("does not match the UUID format", isUUID)),
            ("byte", rule("invalid base64", Base64.isValid)),
            (
                "date",
                rule("invalid date") {
                    RFC3339.parse("\($0)T00:00:00Z".utf8, fraction: .optional) != nil && $0.utf8.count == 10
                }
            ),
            ("datetime", rule("invalid datetime") { RFC3339.parse($0.utf8, fraction: .optional) != nil }),
        ]
        return Dictionary(uniqueKeysWithValues: formats.map { ($0.0, FormatValue($0.0, $0.1)) })
    }()

    @Sendable private static func isUUID(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        return parts.map(\.count) == [8, 4, 4, 4, 12]
            && parts.allSatisfy { $0.allSatisfy { $0.isASCII && $0.isHexDigit } }
    }
}

extension CELLibrary {
    /// Kubernetes' named formats.
    static let formats: CELLibrary = {
        var library = CELLibrary()
        let type = FormatValue.type
        library.add(type: type)
        for format in FormatValue.all.values {
            library.add(
                "format.\(format.name)", CELOverload([], type, .many { _ throws(EvaluationError) in .opaque(format) }))
        }
        library.function("format.named", .string, .optional(type)) { value throws(EvaluationError) in
            guard case .string(let name) = value else { throw .noOverload("format.named") }
            return .optional(FormatValue.all[name].map { CELOptional(.opaque($0)) } ?? .none)
        }
        library.method("validate", of: type, .string, .optional(.list(.string)), cost: .traversal) {
            format, text throws(EvaluationError) in
            guard case .opaque(let value) = format, let format = value as? FormatValue, case .string(let text) = text
            else { throw .noOverload("validate") }
            let faults = format.faults(text)
            return .optional(faults.isEmpty ? .none : CELOptional(.list(.values(faults.map { .string($0) }))))
        }
        return library
    }()
}
