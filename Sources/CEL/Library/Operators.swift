import APIMachinery

extension CELLibrary {
    /// The functions and operators of the language's definition ("List of Standard Definitions").
    static let standard: CELLibrary = {
        var library = CELLibrary()
        library.addOperators()
        library.addConversions()
        library.addTimes()
        library.addTexts()
        library.addOptionals()
        return library
    }()

    private mutating func addOperators() {
        let open = CELType.parameter(1)
        let numbers: [CELType] = [.int, .uint, .double]
        for name in ["_==_", "_!=_"] {
            self.operator(name, [([open, open], .bool)], .binary { a, b throws(EvaluationError) in .bool(a == b) })
        }
        self.operator(
            "!_", [([.bool], .bool)],
            .unary { value throws(EvaluationError) in
                guard case .bool(let value) = value else { throw .noOverload("!_") }
                return .bool(!value)
            })
        let ordered: [CELType] = [.bool, .string, .bytes, .timestamp, .duration]
        let pairs: [([CELType], CELType)] =
            ordered.map { ([$0, $0], .bool) } + numbers.flatMap { a in numbers.map { ([a, $0], .bool) } }
        func order(_ name: String, _ test: @escaping @Sendable (Int) -> Bool) {
            self.operator(
                name, pairs, cost: .fixed(1),
                .binary { a, b throws(EvaluationError) in
                    guard let order = CELValue.order(a, b) else {
                        // What is no number is neither less nor greater.
                        if a.isNumber && b.isNumber { return .bool(false) }
                        throw .noOverload(name)
                    }
                    return .bool(test(order))
                })
        }
        order("_<_") { $0 < 0 }
        order("_<=_") { $0 <= 0 }
        order("_>_") { $0 > 0 }
        order("_>=_") { $0 >= 0 }
        let alike = numbers.map { ([$0, $0], $0) }
        self.operator(
            "_+_",
            alike + [
                ([.string, .string], .string), ([.bytes, .bytes], .bytes), ([.list(open), .list(open)], .list(open)),
                ([.timestamp, .duration], .timestamp), ([.duration, .timestamp], .timestamp),
                ([.duration, .duration], .duration),
            ], cost: .traversal, .binary(Arithmetic.add))
        self.operator(
            "_-_",
            alike + [
                ([.timestamp, .timestamp], .duration), ([.timestamp, .duration], .timestamp),
                ([.duration, .duration], .duration),
            ], .binary(Arithmetic.subtract))
        self.operator("_*_", alike, .binary(Arithmetic.multiply))
        self.operator("_/_", alike, .binary(Arithmetic.divide))
        self.operator("_%_", [([.int, .int], .int), ([.uint, .uint], .uint)], .binary(Arithmetic.modulus))
        self.operator("-_", [([.int], .int), ([.double], .double)], .unary(Arithmetic.negate))
        self.operator(
            "@in", [([open, .list(open)], .bool), ([open, .map(open, .dyn)], .bool)], cost: .traversal,
            .binary { value, container throws(EvaluationError) in
                switch container {
                case .list(let list): return .bool(list.contains(value))
                case .map(let map): return .bool(map[value] != nil)
                default: throw .noOverload("@in")
                }
            })
        for type: CELType in [.string, .bytes, .list(open), .map(open, .parameter(2))] {
            function("size", type, .int) { value throws(EvaluationError) in try Arithmetic.size(value) }
            method("size", of: type, .int) { value throws(EvaluationError) in try Arithmetic.size(value) }
        }
    }
}

/// What operators do with numbers and what is like them.
enum Arithmetic {
    @Sendable static func add(_ a: CELValue, _ b: CELValue) throws(EvaluationError) -> CELValue {
        switch (a, b) {
        case (.int(let a), .int(let b)): return .int(try checked(a.addingReportingOverflow(b)))
        case (.uint(let a), .uint(let b)): return .uint(try checked(a.addingReportingOverflow(b)))
        case (.double(let a), .double(let b)): return .double(a + b)
        case (.string(let a), .string(let b)): return .string(a + b)
        case (.bytes(let a), .bytes(let b)): return .bytes(a + b)
        case (.list(let a), .list(let b)): return .list(.values(a.values + b.values))
        case (.timestamp(let a), .duration(let b)), (.duration(let b), .timestamp(let a)):
            guard let sum = a.advanced(by: b) else { throw .range }
            return .timestamp(sum)
        case (.duration(let a), .duration(let b)):
            return .duration(
                APIMachinery.Duration(nanoseconds: try checked(a.nanoseconds.addingReportingOverflow(b.nanoseconds))))
        default: throw .noOverload("_+_")
        }
    }

    @Sendable static func subtract(_ a: CELValue, _ b: CELValue) throws(EvaluationError) -> CELValue {
        switch (a, b) {
        case (.int(let a), .int(let b)): return .int(try checked(a.subtractingReportingOverflow(b)))
        case (.uint(let a), .uint(let b)): return .uint(try checked(a.subtractingReportingOverflow(b)))
        case (.double(let a), .double(let b)): return .double(a - b)
        case (.timestamp(let a), .timestamp(let b)):
            guard let difference = a.since(b) else { throw .range }
            return .duration(difference)
        case (.timestamp(let a), .duration(let b)):
            guard let difference = a.advanced(by: b, isBackwards: true) else { throw .range }
            return .timestamp(difference)
        case (.duration(let a), .duration(let b)):
            let difference = a.nanoseconds.subtractingReportingOverflow(b.nanoseconds)
            return .duration(APIMachinery.Duration(nanoseconds: try checked(difference)))
        default: throw .noOverload("_-_")
        }
    }

    @Sendable static func multiply(_ a: CELValue, _ b: CELValue) throws(EvaluationError) -> CELValue {
        switch (a, b) {
        case (.int(let a), .int(let b)): return .int(try checked(a.multipliedReportingOverflow(by: b)))
        case (.uint(let a), .uint(let b)): return .uint(try checked(a.multipliedReportingOverflow(by: b)))
        case (.double(let a), .double(let b)): return .double(a * b)
        default: throw .noOverload("_*_")
        }
    }

    @Sendable static func divide(_ a: CELValue, _ b: CELValue) throws(EvaluationError) -> CELValue {
        switch (a, b) {
        case (.int(_), .int(0)), (.uint(_), .uint(0)): throw EvaluationError("divide by zero")
        case (.int(let a), .int(let b)): return .int(try checked(a.dividedReportingOverflow(by: b)))
        case (.uint(let a), .uint(let b)): return .uint(a / b)
        case (.double(let a), .double(let b)): return .double(a / b)
        default: throw .noOverload("_/_")
        }
    }

    @Sendable static func modulus(_ a: CELValue, _ b: CELValue) throws(EvaluationError) -> CELValue {
        switch (a, b) {
        case (.int(_), .int(0)), (.uint(_), .uint(0)): throw EvaluationError("modulus by zero")
        case (.int(let a), .int(let b)): return .int(try checked(a.remainderReportingOverflow(dividingBy: b)))
        case (.uint(let a), .uint(let b)): return .uint(a % b)
        default: throw .noOverload("_%_")
        }
    }

    @Sendable static func negate(_ value: CELValue) throws(EvaluationError) -> CELValue {
        switch value {
        case .int(let value): return .int(try checked((0 as Int64).subtractingReportingOverflow(value)))
        case .double(let value): return .double(-value)
        default: throw .noOverload("-_")
        }
    }

    static func size(_ value: CELValue) throws(EvaluationError) -> CELValue {
        switch value {
        case .string(let text): return .int(Int64(text.unicodeScalars.count))
        case .bytes(let bytes): return .int(Int64(bytes.count))
        case .list(let list): return .int(Int64(list.count))
        case .map(let map): return .int(Int64(map.count))
        default: throw .noOverload("size")
        }
    }

    static func checked<Value>(
        _ result: (partialValue: Value, overflow: Bool)
    ) throws(EvaluationError) -> Value {
        if result.overflow { throw .overflow }
        return result.partialValue
    }
}
