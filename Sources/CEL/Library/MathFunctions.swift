extension CELLibrary {
    /// The math extension of cel-go, version 2.
    static let math: CELLibrary = {
        var library = CELLibrary()
        library.addExtremes("math.greatest", order: 1)
        library.addExtremes("math.least", order: -1)
        library.addRounding()
        library.addBits()
        return library
    }()

    /// The first of the greatest or the least of some numbers, one by one or as a list.
    private mutating func addExtremes(_ name: String, order: Int) {
        @Sendable func best(_ values: [CELValue]) throws(EvaluationError) -> CELValue {
            guard var result = values.first else {
                throw EvaluationError("\(name)(list) argument must not be empty")
            }
            for value in values {
                guard let found = CELValue.order(value, result), value.isNumber else { throw .noOverload(name) }
                if found == order { result = value }
            }
            return result
        }
        let body: @Sendable ([CELValue]) throws(EvaluationError) -> CELValue = { values throws(EvaluationError) in
            guard case .list(let list) = values.first, values.count == 1 else { return try best(values) }
            return try best(list.values)
        }
        for type: CELType in [.int, .uint, .double] {
            add(name, CELOverload([type], type, .many(body)))
            add(name, CELOverload([.list(type)], type, cost: .traversal, .many(body)))
        }
        add(name, CELOverload([.dyn], .dyn, .many(body)))
        // Of so many as anybody writes; the macro of cel-go makes a list of them.
        for count in 2...16 {
            var overload = CELOverload(Array(repeating: .dyn, count: count), .dyn, .many(body))
            overload.isNumeric = true
            add(name, overload)
        }
    }

    private mutating func addRounding() {
        let changes: [(String, @Sendable (Double) -> Double)] = [
            ("math.ceil", { $0.rounded(.up) }), ("math.floor", { $0.rounded(.down) }),
            ("math.round", { $0.rounded(.toNearestOrAwayFromZero) }), ("math.trunc", { $0.rounded(.towardZero) }),
        ]
        for (name, change) in changes {
            function(name, .double, .double) { value throws(EvaluationError) in
                guard case .double(let value) = value else { throw .noOverload(name) }
                return .double(change(value))
            }
        }
        let tests: [(String, @Sendable (Double) -> Bool)] = [
            ("math.isNaN", { $0.isNaN }), ("math.isInf", { $0.isInfinite }), ("math.isFinite", { $0.isFinite }),
        ]
        for (name, test) in tests {
            function(name, .double, .bool) { value throws(EvaluationError) in
                guard case .double(let value) = value else { throw .noOverload(name) }
                return .bool(test(value))
            }
        }
        for type: CELType in [.int, .uint, .double] {
            function("math.abs", type, type) { value throws(EvaluationError) in
                switch value {
                case .int(let value):
                    guard value != .min else { throw .overflow }
                    return .int(Swift.abs(value))
                case .double(let value): return .double(value.magnitude)
                default: return value
                }
            }
            function("math.sign", type, type) { value throws(EvaluationError) in
                switch value {
                case .int(let value): .int(value.signum())
                case .uint(let value): .uint(value == 0 ? 0 : 1)
                case .double(let value): .double(value.isNaN || value == 0 ? value : (value < 0 ? -1 : 1))
                default: throw .noOverload("math.sign")
                }
            }
        }
        for type: CELType in [.int, .uint, .double] {
            function("math.sqrt", type, .double) { value throws(EvaluationError) in
                .double(try Conversion.double(value).squareRoot())
            }
        }
    }

    private mutating func addBits() {
        let pairs: [(String, @Sendable (UInt64, UInt64) -> UInt64)] = [
            ("math.bitAnd", { $0 & $1 }), ("math.bitOr", { $0 | $1 }), ("math.bitXor", { $0 ^ $1 }),
        ]
        for (name, combine) in pairs {
            for type: CELType in [.int, .uint] {
                function(name, type, type, type) { a, b throws(EvaluationError) in
                    switch (a, b) {
                    case (.int(let a), .int(let b)):
                        .int(Int64(bitPattern: combine(UInt64(bitPattern: a), UInt64(bitPattern: b))))
                    case (.uint(let a), .uint(let b)): .uint(combine(a, b))
                    default: throw .noOverload(name)
                    }
                }
            }
        }
        for type: CELType in [.int, .uint] {
            function("math.bitNot", type, type) { value throws(EvaluationError) in
                switch value {
                case .int(let value): .int(~value)
                case .uint(let value): .uint(~value)
                default: throw .noOverload("math.bitNot")
                }
            }
            for (name, isLeft) in [("math.bitShiftLeft", true), ("math.bitShiftRight", false)] {
                function(name, type, .int, type) { value, count throws(EvaluationError) in
                    guard case .int(let count) = count else { throw .noOverload(name) }
                    guard count >= 0 else { throw EvaluationError("\(name)() negative offset: \(count)") }
                    func shifted(_ bits: UInt64) -> UInt64 {
                        count > 63 ? 0 : isLeft ? bits << UInt64(count) : bits >> UInt64(count)
                    }
                    switch value {
                    // The sign is a bit like others.
                    case .int(let value): return .int(Int64(bitPattern: shifted(UInt64(bitPattern: value))))
                    case .uint(let value): return .uint(shifted(value))
                    default: throw .noOverload(name)
                    }
                }
            }
        }
    }
}

extension CELValue {
    var isNumber: Bool {
        switch self {
        case .int, .uint, .double: true
        default: false
        }
    }
}
