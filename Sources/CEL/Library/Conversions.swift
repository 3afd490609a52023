import APIMachinery

extension CELLibrary {
    /// Conversions between types.
    mutating func addConversions() {
        function("dyn", .parameter(1), .dyn) { value throws(EvaluationError) in value }
        function("type", .parameter(1), .type) { value throws(EvaluationError) in .type(value.type) }
        for type: CELType in [.int, .uint, .double, .string, .timestamp, .duration] {
            function("int", type, .int) { value throws(EvaluationError) in .int(try Conversion.int(value)) }
        }
        for type: CELType in [.int, .uint, .double, .string] {
            function("uint", type, .uint) { value throws(EvaluationError) in .uint(try Conversion.uint(value)) }
            function("double", type, .double) { value throws(EvaluationError) in
                .double(try Conversion.double(value))
            }
        }
        for type: CELType in [.bool, .string] {
            function("bool", type, .bool) { value throws(EvaluationError) in .bool(try Conversion.bool(value)) }
        }
        for type: CELType in [.bytes, .string] {
            function("bytes", type, .bytes, cost: .traversal) { value throws(EvaluationError) in
                switch value {
                case .string(let text): .bytes(Array(text.utf8))
                default: value
                }
            }
        }
        for type: CELType in [.bool, .int, .uint, .double, .string, .bytes, .timestamp, .duration] {
            function("string", type, .string, cost: .traversal) { value throws(EvaluationError) in
                .string(try Conversion.string(value))
            }
        }
        for type: CELType in [.int, .string, .timestamp] {
            function("timestamp", type, .timestamp) { value throws(EvaluationError) in
                switch value {
                case .int(let seconds):
                    guard let time = CELTimestamp(seconds: seconds) else { throw .range }
                    return .timestamp(time)
                case .string(let text):
                    guard let time = CELTimestamp(parsing: text) else {
                        throw EvaluationError("range or type conversion error: \"\(text)\" is no timestamp")
                    }
                    return .timestamp(time)
                default: return value
                }
            }
        }
        for type: CELType in [.string, .duration] {
            function("duration", type, .duration) { value throws(EvaluationError) in
                guard case .string(let text) = value else { return value }
                guard let duration = try? APIMachinery.Duration(parsing: text) else {
                    throw EvaluationError("range or type conversion error: \"\(text)\" is no duration")
                }
                return .duration(duration)
            }
        }
    }
}

/// Values as other types have them.
enum Conversion {
    static func int(_ value: CELValue) throws(EvaluationError) -> Int64 {
        switch value {
        case .int(let value): return value
        case .uint(let value):
            guard let result = Int64(exactly: value) else { throw .range }
            return result
        case .double(let value):
            // The least number is refused too, as by cel-go.
            guard value > -0x1p63, value < 0x1p63 else { throw .range }
            return Int64(value)
        case .string(let text):
            guard let result = Int64(text) else { throw cannot(text, "int") }
            return result
        case .timestamp(let time): return time.seconds
        case .duration(let duration): return duration.nanoseconds
        default: throw .noOverload("int")
        }
    }

    static func uint(_ value: CELValue) throws(EvaluationError) -> UInt64 {
        switch value {
        case .int(let value):
            guard let result = UInt64(exactly: value) else { throw .range }
            return result
        case .uint(let value): return value
        case .double(let value):
            guard value >= 0, value < 0x1p64 else { throw .range }
            return UInt64(value)
        case .string(let text):
            // Go reads no sign here.
            guard let result = UInt64(text), text.utf8.allSatisfy(Lexer.isDigit) else { throw cannot(text, "uint") }
            return result
        default: throw .noOverload("uint")
        }
    }

    static func double(_ value: CELValue) throws(EvaluationError) -> Double {
        switch value {
        case .int(let value): return Double(value)
        case .uint(let value): return Double(value)
        case .double(let value): return value
        case .string(let text):
            // A number that is too large is none; infinity has a name of its own.
            guard let result = Double(text), !text.contains("x"), !text.contains("X"),
                result.isFinite || !text.utf8.contains(where: Lexer.isDigit)
            else { throw cannot(text, "double") }
            return result
        default: throw .noOverload("double")
        }
    }

    static func bool(_ value: CELValue) throws(EvaluationError) -> Bool {
        switch value {
        case .bool(let value): return value
        case .string("1"), .string("t"), .string("T"), .string("true"), .string("TRUE"), .string("True"): return true
        case .string("0"), .string("f"), .string("F"), .string("false"), .string("FALSE"), .string("False"):
            return false
        case .string(let text): throw cannot(text, "bool")
        default: throw .noOverload("bool")
        }
    }

    static func string(_ value: CELValue) throws(EvaluationError) -> String {
        switch value {
        case .string(let text): return text
        case .bytes(let bytes):
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw EvaluationError("invalid UTF-8 in bytes")
            }
            return text
        case .bool, .int, .uint, .double, .timestamp, .duration: return Formatting.text(value)
        default: throw .noOverload("string")
        }
    }

    private static func cannot(_ text: String, _ type: String) -> EvaluationError {
        EvaluationError("type conversion error: \"\(text)\" is no \(type)")
    }
}
