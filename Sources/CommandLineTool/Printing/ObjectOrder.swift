internal import APIMachinery
internal import JSON

/// Sorts objects by the value of a path, as `--sort-by` does: what has none comes first.
struct ObjectOrder {
    private let path: JSONPathTemplate

    init(_ path: JSONPathTemplate) { self.path = path }

    /// Sorts elements by the value that the path leads to in their objects.
    ///
    /// - Throws: `CommandError` where the path leads nowhere in all of them.
    func sorted<Element>(
        _ elements: [Element], object: (Element) -> JSONValue
    ) throws(CommandError) -> [Element] {
        var keyed: [(key: JSONValue?, element: Element)] = []
        for element in elements {
            let values: [JSONValue]
            do {
                values = try path.values(in: object(element))
            } catch {
                throw CommandError("error parsing jsonpath \(path.source), \(error.reason)")
            }
            keyed.append((values.first, element))
        }
        guard elements.isEmpty || keyed.contains(where: { $0.key != nil }) else {
            throw CommandError("couldn't find any field with path \(quoted(path.source)) in the list of objects")
        }
        // Swift's sort is stable.
        return keyed.sorted { Self.isLess($0.key, $1.key) }.map(\.element)
    }

    private static func isLess(_ left: JSONValue?, _ right: JSONValue?) -> Bool {
        guard let left else { return right != nil }
        guard let right else { return false }
        if let a = left.numberValue, let b = right.numberValue { return a < b }
        if let a = left.boolValue, let b = right.boolValue { return !a && b }
        guard let a = left.stringValue, let b = right.stringValue else { return false }
        if let a = try? Quantity(parsing: a), let b = try? Quantity(parsing: b) { return a < b }
        return isNaturallyLess(a, b)
    }

    /// Text with numbers in it by their values: `node-2` before `node-10`.
    static func isNaturallyLess(_ left: String, _ right: String) -> Bool {
        var a = Array(left.utf8)[...]
        var b = Array(right.utf8)[...]
        func digits(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> { text.prefix { (48...57).contains($0) } }
        while let x = a.first, let y = b.first {
            let (m, n) = (digits(a), digits(b))
            if !m.isEmpty, !n.isEmpty {
                let (p, q) = (m.drop { $0 == 48 }, n.drop { $0 == 48 })
                if p.count != q.count { return p.count < q.count }
                if !p.elementsEqual(q) { return p.lexicographicallyPrecedes(q) }
                a = a.dropFirst(m.count)
                b = b.dropFirst(n.count)
            } else {
                if x != y { return x < y }
                a = a.dropFirst()
                b = b.dropFirst()
            }
        }
        return a.isEmpty && !b.isEmpty
    }
}
