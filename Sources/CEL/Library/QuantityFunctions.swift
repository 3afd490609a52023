import APIMachinery

/// A quantity such as `1.5Gi`.
final class QuantityValue: CELOpaqueValue, CustomStringConvertible {
    static let type = CELType.opaque("kubernetes.Quantity")
    let quantity: Quantity

    init(_ quantity: Quantity) { self.quantity = quantity }

    var type: CELType { Self.type }
    var description: String { quantity.description }

    func isEqual(to other: any CELOpaqueValue) -> Bool { (other as? QuantityValue)?.quantity == quantity }
}

extension CELLibrary {
    /// Kubernetes' quantities.
    static let quantities: CELLibrary = {
        var library = CELLibrary()
        let type = QuantityValue.type
        library.add(type: type)
        library.function("quantity", .string, type) { value throws(EvaluationError) in
            .opaque(QuantityValue(try quantity(value)))
        }
        library.function("isQuantity", .string, .bool) { value throws(EvaluationError) in
            .bool((try? quantity(value)) != nil)
        }
        library.method("isInteger", of: type, .bool) { value throws(EvaluationError) in
            .bool(try quantity(value).exactInt64 != nil)
        }
        library.method("asInteger", of: type, .int) { value throws(EvaluationError) in
            guard let number = try quantity(value).exactInt64 else {
                throw EvaluationError("cannot convert value to integer")
            }
            return .int(number)
        }
        library.method("asApproximateFloat", of: type, .double) { value throws(EvaluationError) in
            .double(try quantity(value).doubleValue)
        }
        library.method("sign", of: type, .int) { value throws(EvaluationError) in .int(Int64(try quantity(value).sign))
        }
        for (name, isSum) in [("add", true), ("sub", false)] {
            for other in [type, .int] {
                library.method(name, of: type, other, type) { a, b throws(EvaluationError) in
                    let (a, b) = (try quantity(a), try quantity(b))
                    return .opaque(QuantityValue(isSum ? a + b : a - b))
                }
            }
        }
        let comparisons: [(String, CELType, @Sendable (Quantity, Quantity) -> CELValue)] = [
            ("isGreaterThan", .bool, { .bool($0 > $1) }), ("isLessThan", .bool, { .bool($0 < $1) }),
            ("compareTo", .int, { .int($0 == $1 ? 0 : $0 < $1 ? -1 : 1) }),
        ]
        for (name, result, compare) in comparisons {
            library.method(name, of: type, type, result) { a, b throws(EvaluationError) in
                compare(try quantity(a), try quantity(b))
            }
        }
        return library
    }()

    private static func quantity(_ value: CELValue) throws(EvaluationError) -> Quantity {
        switch value {
        case .int(let number): return Quantity(number)
        case .opaque(let value as QuantityValue): return value.quantity
        case .string(let text):
            do { return try Quantity(parsing: text) } catch { throw EvaluationError("\(error)") }
        default: throw .noOverload("quantity")
        }
    }
}
