internal import JSON

/// Why a function cannot be used.
struct GoFunctionError: Error {
    let message: String
    /// Whether the message stands for itself, without the function's name before it.
    var isWhole = false

    init(_ message: String, isWhole: Bool = false) {
        self.message = message
        self.isWhole = isWhole
    }
}

/// The functions that templates have: Go's own and kubectl's. No value is a function that could be called.
enum GoTemplateFunction: String {
    case and, base64decode, call, eq, exists, ge, gt, html, index, js, le, len, lt, ne, not, or, print, printf, println
    case slice, urlquery

    /// How many arguments there are at least, and at most; `nil` for any number.
    var argumentCounts: (least: Int, most: Int?) {
        switch self {
        case .and, .or, .call, .eq, .exists, .index, .slice, .printf: (1, nil)
        case .base64decode, .len, .not: (1, 1)
        case .ne, .lt, .le, .gt, .ge: (2, 2)
        case .html, .js, .print, .println, .urlquery: (0, nil)
        }
    }

    /// The function's value; `nil` for nothing at all.
    func result(_ values: [GoTemplateValue]) throws(GoFunctionError) -> JSONValue? {
        switch self {
        case .and, .or: return values.last?.json
        case .call: throw GoFunctionError("non-function")
        case .not: return .bool(!values[0].isTrue)
        case .len: return .integer(Int64(try Self.length(values[0])))
        case .index: return try Self.element(values[0], values.dropFirst())
        case .exists:
            guard let value = try? Self.element(values[0], values.dropFirst()) else { return false }
            return .bool(!value.isNull)
        case .slice: return try Self.slice(values[0], values.dropFirst())
        case .print: return .string(GoFormat.print(values))
        case .println: return .string(GoFormat.printLine(values))
        case .printf: return .string(GoFormat.format(try Self.text(values[0]), Array(values.dropFirst())))
        case .html: return .string(Self.html(GoFormat.print(values)))
        case .js: return .string(Self.script(GoFormat.print(values)))
        case .urlquery: return .string(Self.query(GoFormat.print(values)))
        case .base64decode: return .string(try Self.decoded(try Self.text(values[0])))
        case .eq: return .bool(try Self.isEqual(values[0], values.dropFirst()))
        case .ne: return .bool(try !Self.isEqual(values[0], values.dropFirst()))
        case .lt: return .bool(try Self.isLess(values[0], values[1]))
        case .le: return .bool(try Self.isAtMost(values[0], values[1]))
        case .gt: return .bool(try !Self.isAtMost(values[0], values[1]))
        case .ge: return .bool(try !Self.isLess(values[0], values[1]))
        }
    }

    private static func text(_ value: GoTemplateValue) throws(GoFunctionError) -> String {
        guard let text = value.json?.stringValue else {
            throw GoFunctionError(
                value.json == nil
                    ? "invalid value; expected string" : "wrong type for value; expected string; got \(value.typeName)",
                isWhole: true)
        }
        return text
    }

    // MARK: Collections

    private static func length(_ value: GoTemplateValue) throws(GoFunctionError) -> Int {
        switch value.json {
        case nil: throw GoFunctionError("reflect: call of reflect.Value.Type on zero Value")
        case .null: throw GoFunctionError("len of nil pointer")
        case .string(let text): return text.utf8.count
        case .array(let elements): return elements.count
        case .object(let object): return object.count
        default: throw GoFunctionError("len of type \(value.typeName)")
        }
    }

    private static func position(
        _ index: GoTemplateValue, upTo count: Int, _ what: String
    ) throws(GoFunctionError) -> Int {
        guard let json = index.json, !json.isNull else { throw GoFunctionError("cannot index slice/array with nil") }
        guard case .integer(let number) = json else {
            throw GoFunctionError("cannot index slice/array with type \(index.typeName)")
        }
        guard let position = Int(exactly: number), (0..<count).contains(position) else {
            throw GoFunctionError("index out of range: \(number)")
        }
        return position
    }

    private static func element(
        _ value: GoTemplateValue, _ indices: ArraySlice<GoTemplateValue>
    ) throws(GoFunctionError) -> JSONValue {
        guard var value = value.json else { throw GoFunctionError("index of untyped nil") }
        for index in indices {
            switch value {
            case .null: throw GoFunctionError("index of nil pointer")
            case .array(let elements): value = elements[try position(index, upTo: elements.count, "array")]
            case .string(let text):
                let bytes = Array(text.utf8)
                value = .integer(Int64(bytes[try position(index, upTo: bytes.count, "string")]))
            case .object(let object):
                guard let name = index.json?.stringValue else {
                    throw GoFunctionError(
                        index.json == nil
                            ? "value is nil; should be of type string"
                            : "value has type \(index.typeName); should be string")
                }
                value = object[name] ?? .null
            default: throw GoFunctionError("can't index item of type \(GoTemplateValue.typeName(of: value))")
            }
        }
        return value
    }

    private static func slice(
        _ value: GoTemplateValue, _ indices: ArraySlice<GoTemplateValue>
    ) throws(GoFunctionError) -> JSONValue {
        guard let value = value.json else { throw GoFunctionError("slice of untyped nil") }
        guard indices.count <= 3 else { throw GoFunctionError("too many slice indexes: \(indices.count)") }
        let count: Int
        switch value {
        case .string(let text):
            guard indices.count < 3 else { throw GoFunctionError("cannot 3-index slice a string") }
            count = text.utf8.count
        case .array(let elements): count = elements.count
        default: throw GoFunctionError("can't slice item of type \(GoTemplateValue.typeName(of: value))")
        }
        var bounds = [0, count, count]
        for (place, index) in indices.enumerated() { bounds[place] = try position(index, upTo: count + 1, "slice") }
        guard bounds[0] <= bounds[1] else {
            throw GoFunctionError("invalid slice index: \(bounds[0]) > \(bounds[1])")
        }
        guard bounds[1] <= bounds[2] else {
            throw GoFunctionError("invalid slice index: \(bounds[1]) > \(bounds[2])")
        }
        if case .array(let elements) = value { return .array(Array(elements[bounds[0]..<bounds[1]])) }
        return .string(String(decoding: Array((value.stringValue ?? "").utf8)[bounds[0]..<bounds[1]], as: UTF8.self))
    }

    // MARK: Comparisons

    private static func badComparison(_ left: GoTemplateValue, _ right: GoTemplateValue) -> GoFunctionError {
        let types = [left.typeName, right.typeName].joined(separator: " and ")
        return GoFunctionError("incompatible types for comparison: \(types)")
    }

    private static func isEqual(
        _ left: GoTemplateValue, _ rights: ArraySlice<GoTemplateValue>
    ) throws(GoFunctionError) -> Bool {
        guard !rights.isEmpty else { throw GoFunctionError("missing argument for comparison") }
        for value in [left] + rights where value.json?.arrayValue != nil || value.json?.objectValue != nil {
            let shown = GoFormat.plain(value.json, outermost: "<nil>")
            throw GoFunctionError("non-comparable type \(shown): \(value.typeName)")
        }
        for right in rights {
            switch (left.json, right.json) {
            case (nil, nil): return true
            case (nil, _), (_, nil): continue
            case (.bool(let a)?, .bool(let b)?): if a == b { return true }
            case (.integer(let a)?, .integer(let b)?): if a == b { return true }
            case (.number(let a)?, .number(let b)?): if a == b { return true }
            case (.string(let a)?, .string(let b)?): if a == b { return true }
            default: throw badComparison(left, right)
            }
        }
        return false
    }

    private static func isLess(_ left: GoTemplateValue, _ right: GoTemplateValue) throws(GoFunctionError) -> Bool {
        let badType = GoFunctionError("invalid type for comparison")
        for value in [left, right] {
            switch value.json {
            case nil, .null, .array, .object: throw badType
            default: break
            }
        }
        switch (left.json, right.json) {
        case (.integer(let a)?, .integer(let b)?): return a < b
        case (.number(let a)?, .number(let b)?): return a.double < b.double
        case (.string(let a)?, .string(let b)?): return a.utf8.lexicographicallyPrecedes(b.utf8)
        case (.bool?, .bool?): throw badType
        default: throw badComparison(left, right)
        }
    }

    private static func isAtMost(_ left: GoTemplateValue, _ right: GoTemplateValue) throws(GoFunctionError) -> Bool {
        if try isLess(left, right) { return true }
        return try isEqual(left, [right])
    }

    // MARK: Escaping

    private static func html(_ text: String) -> String {
        let escapes: [Character: String] = [
            "&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&#34;", "'": "&#39;", "\0": "\u{FFFD}",
        ]
        return text.map { escapes[$0] ?? String($0) }.joined()
    }

    private static func script(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", "'", "\"": result += "\\\(scalar)"
            case "<", ">", "&", "=": result += escape(scalar.value)
            case _ where scalar.value < 32 || !GoQuote.isPrintable(scalar): result += escape(scalar.value)
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    private static func escape(_ value: UInt32) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        return "\\u\(String(repeating: "0", count: max(4 - digits.count, 0)))\(digits)"
    }

    private static func query(_ text: String) -> String {
        var result = ""
        for byte in text.utf8 {
            switch byte {
            case 48...57, 65...90, 97...122, 45, 46, 95, 126: result.unicodeScalars.append(Unicode.Scalar(byte))
            case 32: result += "+"
            default: result += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
        return result
    }

    private static func decoded(_ text: String) throws(GoFunctionError) -> String {
        do {
            return String(decoding: try Base64.decode(text), as: UTF8.self)
        } catch {
            throw GoFunctionError("base64 decode failed: \(error)")
        }
    }
}
