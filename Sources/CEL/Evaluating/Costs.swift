extension CELValue {
    /// How large the value is to one who goes through it: scalars of texts, bytes, elements.
    var size: UInt64 {
        switch self {
        case .string(let text): UInt64(text.utf8.count)
        case .bytes(let bytes): UInt64(bytes.count)
        case .list(let list): UInt64(list.count)
        case .map(let map): UInt64(map.count)
        case .optional(let optional): optional.value?.size ?? 1
        default: 1
        }
    }

    /// What it costs to go through it once (cel-go's string traversal factor of a tenth).
    var traversalCost: UInt64 { size / 10 }
}

extension CELOverload.Cost {
    /// What a call with these arguments costs.
    func units(of arguments: [CELValue]) -> UInt64 {
        switch self {
        case .fixed(let units): return units
        case .traversal: return arguments.reduce(1) { Self.sum($0, $1.traversalCost) }
        case .product:
            let sizes = arguments.prefix(2).map(\.size)
            let (product, overflow) = (sizes.first ?? 1).multipliedReportingOverflow(by: sizes.last ?? 1)
            return overflow ? .max : 1 + product / 10
        case .replacement:
            let sizes = arguments.prefix(3).map { $0.size + 1 }
            guard sizes.count == 3 else { return 1 }
            let (product, overflow) = sizes[0].multipliedReportingOverflow(by: max(sizes[1], sizes[2]))
            return overflow ? .max : 1 + product / 10
        case .pattern:
            // A tenth for each byte of the text, times a quarter for each of the pattern, as cel-go has it.
            let text = 1 + (arguments.first?.size ?? 0) / 10
            let pattern = 1 + (arguments.count > 1 ? arguments[1].size : 0) / 4
            let (product, overflow) = text.multipliedReportingOverflow(by: pattern)
            return overflow ? .max : product
        }
    }

    private static func sum(_ a: UInt64, _ b: UInt64) -> UInt64 {
        let (sum, overflow) = a.addingReportingOverflow(b)
        return overflow ? .max : sum
    }
}
