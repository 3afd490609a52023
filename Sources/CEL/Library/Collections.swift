import APIMachinery
import JSON

extension CELLibrary {
    /// What Kubernetes adds for lists, the sets extension, and base64.
    static let collections: CELLibrary = {
        var library = CELLibrary()
        library.addSets()
        library.addLists()
        library.addEncoders()
        return library
    }()

    private mutating func addSets() {
        let open = CELType.list(.parameter(1))
        let tests: [(String, @Sendable (CELList, CELList) -> Bool)] = [
            ("sets.contains", { a, b in b.values.allSatisfy { a.contains($0) } }),
            ("sets.intersects", { a, b in b.values.contains { a.contains($0) } }),
            (
                "sets.equivalent",
                { a, b in
                    b.values.allSatisfy { a.contains($0) } && a.values.allSatisfy { b.contains($0) }
                }
            ),
        ]
        for (name, test) in tests {
            function(name, open, open, .bool, cost: .product) { a, b throws(EvaluationError) in
                guard case .list(let a) = a, case .list(let b) = b else { throw .noOverload(name) }
                return .bool(test(a, b))
            }
        }
    }

    private mutating func addLists() {
        let ordered: [CELType] = [.int, .uint, .double, .bool, .string, .bytes, .timestamp, .duration]
        for type in ordered {
            method("isSorted", of: .list(type), .bool, cost: .traversal) { value throws(EvaluationError) in
                let values = try Self.list(value).values
                for (a, b) in zip(values, values.dropFirst()) {
                    guard let order = CELValue.order(a, b) else { throw .noOverload("isSorted") }
                    if order > 0 { return .bool(false) }
                }
                return .bool(true)
            }
            for (name, wanted) in [("min", -1), ("max", 1)] {
                method(name, of: .list(type), type, cost: .traversal) { value throws(EvaluationError) in
                    let values = try Self.list(value).values
                    guard var best = values.first else { throw EvaluationError("\(name) called on empty list") }
                    for value in values {
                        guard let order = CELValue.order(value, best) else { throw .noOverload(name) }
                        if order == wanted { best = value }
                    }
                    return best
                }
            }
        }
        let zeros: [(CELType, CELValue)] = [
            (.int, .int(0)), (.uint, .uint(0)), (.double, .double(0)), (.duration, .duration(.zero)),
        ]
        for (type, zero) in zeros {
            method("sum", of: .list(type), type, cost: .traversal) { value throws(EvaluationError) in
                var sum: CELValue?
                for value in try Self.list(value).values {
                    if let former = sum { sum = try Arithmetic.add(former, value) } else { sum = value }
                }
                return sum ?? zero
            }
        }
        for (name, isLast) in [("indexOf", false), ("lastIndexOf", true)] {
            method(name, of: .list(.parameter(1)), .parameter(1), .int, cost: .traversal) {
                list, value throws(EvaluationError) in
                let values = try Self.list(list).values
                let index = isLast ? values.lastIndex(of: value) : values.firstIndex(of: value)
                return .int(Int64(index ?? -1))
            }
        }
    }

    private static func list(_ value: CELValue) throws(EvaluationError) -> CELList {
        guard case .list(let list) = value else { throw .noOverload() }
        return list
    }

    private mutating func addEncoders() {
        function("base64.encode", .bytes, .string, cost: .traversal) { value throws(EvaluationError) in
            guard case .bytes(let bytes) = value else { throw .noOverload("base64.encode") }
            return .string(Base64.encode(bytes))
        }
        function("base64.decode", .string, .bytes, cost: .traversal) { value throws(EvaluationError) in
            guard case .string(let text) = value else { throw .noOverload("base64.decode") }
            // What is lacking at the end is not missed.
            let padded = text + String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
            guard let bytes = try? Base64.decode(padded) else {
                throw EvaluationError("illegal base64 data")
            }
            return .bytes(bytes)
        }
    }
}
