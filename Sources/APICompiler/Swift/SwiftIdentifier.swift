/// Turns the names of the definitions into Swift identifiers.
enum SwiftIdentifier {
    /// An identifier as it stands in source: in backticks where it is a keyword.
    static func escaped(_ identifier: String) -> String {
        keywords.contains(identifier) ? "`" + identifier + "`" : identifier
    }

    /// The name as an identifier: itself where it is one, else with what no identifier may have left out and the
    /// letter after it in upper case (`x-list-type` → `xListType`, `$ref` → `ref`, `2nd` → `_2nd`, `*` → `asterisk`).
    ///
    /// Names that cannot be those of members even in backticks end in an underscore (`self_`, `Type_`).
    static func identifier(_ name: String) -> String {
        if isPlain(name) {
            return unusable.contains(name) ? name + "_" : name
        }
        var result = ""
        var startsWord = false
        for scalar in name.unicodeScalars {
            if isPart(scalar) {
                if startsWord, !result.isEmpty {
                    result += scalar.properties.uppercaseMapping
                } else {
                    result.unicodeScalars.append(scalar)
                }
                startsWord = false
            } else {
                startsWord = true
            }
        }
        if !result.contains(where: { $0 != "_" }) {
            result = spelledOut(name)
        }
        if let first = result.utf8.first, isDigit(first) {
            result = "_" + result
        }
        return unusable.contains(result) ? result + "_" : result
    }

    /// An identifier with its first letter in upper case, as types have.
    static func upperCamel(_ name: String) -> String {
        let base = identifier(name)
        guard let first = base.unicodeScalars.first, first.properties.isLowercase else { return base }
        let result = first.properties.uppercaseMapping + String(base.unicodeScalars.dropFirst())
        return unusable.contains(result) ? result + "_" : result
    }

    /// An identifier with its leading capitals in lower case (`Always` → `always`, `HTTPGet` → `httpGet`, `TCP` →
    /// `tcp`).
    static func lowerCamel(_ name: String) -> String {
        let base = identifier(name)
        let scalars = Array(base.unicodeScalars)
        var capitals = scalars.prefix { $0.properties.isUppercase }.count
        guard capitals > 0 else { return base }
        // The last of several capitals begins the next word, but IPv4 and IPv6 are words of their own.
        if capitals > 1, capitals < scalars.count, scalars[capitals].properties.isLowercase, !base.hasPrefix("IPv") {
            capitals -= 1
        }
        var result = ""
        for (index, scalar) in scalars.enumerated() {
            result += index < capitals ? scalar.properties.lowercaseMapping : String(scalar)
        }
        return unusable.contains(result) ? result + "_" : result
    }

    /// The first of `base`, `base_2`, `base_3` … that is not taken, which is then taken.
    static func unique(_ base: String, in taken: inout Set<String>) -> String {
        var candidate = base
        var number = 2
        while !taken.insert(candidate).inserted {
            candidate = base + "_" + String(number)
            number += 1
        }
        return candidate
    }

    private static func isPlain(_ name: String) -> Bool {
        var isFirst = true
        var hasLetter = false
        for scalar in name.unicodeScalars {
            guard isPart(scalar) else { return false }
            if isFirst, let ascii = UInt8(exactly: scalar.value), isDigit(ascii) { return false }
            if scalar != "_" { hasLetter = true }
            isFirst = false
        }
        return hasLetter
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
    }

    private static func isPart(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F: true
        case ..<0x80: false
        // Swift's grammar also allows other scalars; letters are what names are made of.
        case 0xC0...0x1FFF, 0x3040...0xD7FF:
            scalar.properties.isAlphabetic && scalar.value != 0xD7 && scalar.value != 0xF7
        default: false
        }
    }

    /// A name for text without a letter or digit: the names of its characters.
    private static func spelledOut(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            let word = characterNames[scalar] ?? "u" + String(scalar.value, radix: 16, uppercase: true)
            result += result.isEmpty ? word : upperCamel(word)
        }
        return result.isEmpty ? "empty" : result
    }

    private static let characterNames: [Unicode.Scalar: String] = [
        " ": "space", "!": "not", "\"": "quote", "#": "hash", "$": "dollar", "%": "percent", "&": "and",
        "'": "apostrophe",
        "(": "open", ")": "close", "*": "asterisk", "+": "plus", ",": "comma", "-": "minus", ".": "dot", "/": "slash",
        ":": "colon", ";": "semicolon", "<": "less", "=": "equal", ">": "greater", "?": "question", "@": "at",
        "[": "bracket", "\\": "backslash", "]": "endBracket", "^": "caret", "_": "underscore", "`": "backtick",
        "{": "brace", "|": "or", "}": "endBrace", "~": "tilde",
    ]

    /// Names that mean something else after a dot, and `init`, which reads as a call.
    private static let unusable: Set<String> = ["self", "Self", "Type", "Protocol", "init", "deinit", "subscript"]

    /// Words that cannot be declared without backticks.
    private static let keywords: Set<String> = [
        "Any", "as", "associatedtype", "await", "break", "case", "catch", "class", "continue", "default", "defer", "do",
        "else", "enum", "extension", "fallthrough", "false", "fileprivate", "for", "func", "guard", "if", "import",
        "in",
        "inout", "internal", "is", "let", "nil", "operator", "precedencegroup", "private", "protocol", "public",
        "repeat",
        "rethrows", "return", "static", "struct", "super", "switch", "throw", "throws", "true", "try", "typealias",
        "var",
        "where", "while",
    ]
}
