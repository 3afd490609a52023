internal import JSON

/// A scalar as Kubernetes' YAML reader understands it.
///
/// That reader is sigs.k8s.io/yaml over its fork of go-yaml 2: YAML 1.1, with octal numbers in both spellings, without
/// numbers of base 60, and with dates left as text. What is quoted is a string; a tag overrides both.
public enum YAMLScalar: Sendable, Hashable {
    /// Nothing at all, `~`, `null`, `Null` or `NULL`.
    case null
    /// `true`, `yes`, `on`, `y` and their opposites, in lower case, upper case or capitalised.
    case bool(Bool)
    /// A whole number in base 10, 2 (`0b`), 8 (`0`, `0o`) or 16 (`0x`) that fits 64 bits with sign.
    case integer(Int64)
    /// A whole number that fits 64 bits only without sign.
    case bigInteger(UInt64)
    /// Any other number; infinite or not a number where `.inf` or `.nan` is written.
    case float(Double)
    /// A date or time where the tag `!!timestamp` asks for one; JSON has it as this text.
    case timestamp(String)
    /// Text.
    case string(String)

    /// The meaning of a scalar node.
    ///
    /// - Throws: ``YAMLError`` where the text does not fit the node's tag (`!!int x`), or the node is a collection.
    public init(_ node: YAMLNode) throws(YAMLError) {
        guard case .scalar(let text) = node.content else {
            throw YAMLError("expected a scalar, found \(node.kindDescription)", at: node.mark)
        }
        guard let tag = node.tag else {
            self = node.isImplicit ? YAMLScalar(plain: text) : .string(text)
            return
        }
        guard tag.hasPrefix(YAMLTag.prefix) else {
            self = .string(text)
            return
        }
        let name = tag.dropFirst(YAMLTag.prefix.count)
        let plain = YAMLScalar(plain: text)
        switch (name, plain) {
        case ("null", .null), ("bool", .bool), ("int", .integer), ("int", .bigInteger), ("float", .float):
            self = plain
        case ("float", .integer(let value)):
            self = .float(Double(value))
        case ("timestamp", _) where YAMLTimestamp.matches(text.utf8):
            self = .timestamp(text)
        case ("binary", _):
            guard let bytes = try? Base64.decode(text) else {
                throw YAMLError("the !!binary value is not base64", at: node.mark)
            }
            self = .string(String(decoding: bytes, as: UTF8.self))
        case ("null", _), ("bool", _), ("int", _), ("float", _), ("timestamp", _):
            throw YAMLError("\(quoted(text)) is not a !!\(name)", at: node.mark)
        default:
            // `!!str` and every tag that means nothing here.
            self = .string(text)
        }
    }

    /// The meaning of a text that is written without quotes and tag.
    public init(plain text: String) {
        self = PlainScalar.resolve(text)
    }

    /// Whether this is text, also where it is a date.
    var isText: Bool {
        switch self {
        case .string, .timestamp: true
        case .null, .bool, .integer, .bigInteger, .float: false
        }
    }
}

/// The tags that YAML itself defines.
enum YAMLTag {
    static let prefix = "tag:yaml.org,2002:"
    static let merge = "tag:yaml.org,2002:merge"
    static let string = "tag:yaml.org,2002:str"
}

/// A text in backquotes, cut where it is long, for messages.
func quoted(_ text: String) -> String {
    let shown = text.unicodeScalars.prefix(40)
    let ellipsis = shown.endIndex == text.unicodeScalars.endIndex ? "" : "…"
    var result = "`"
    for scalar in shown {
        // A message stays on one line.
        result += scalar.properties.generalCategory == .control ? scalar.escaped(asASCII: true) : String(scalar)
    }
    return result + ellipsis + "`"
}
