/// The elements of an array while they are edited: in chunks, so that what comes or goes moves one chunk rather than all
/// that follows it.
struct EditedArray {
    private var chunks: [[EditedValue]] = []
    /// How many elements each chunk has, side by side, since the chunk of a position is found by adding them up.
    private var sizes: [Int] = []
    private(set) var count = 0

    /// A chunk that has become twice as large is made two.
    private static let chunkSize = 1024

    init(_ elements: [JSONValue]) {
        count = elements.count
        var start = 0
        while start < elements.count {
            let end = min(start + Self.chunkSize, elements.count)
            chunks.append(elements[start..<end].map { .whole($0) })
            sizes.append(end - start)
            start = end
        }
    }

    /// The elements as they have become.
    var closed: [JSONValue] {
        var elements: [JSONValue] = []
        elements.reserveCapacity(count)
        for chunk in chunks { for element in chunk { elements.append(element.closed) } }
        return elements
    }

    subscript(index: Int) -> EditedValue {
        get {
            let (chunk, offset) = place(of: index)
            return chunks[chunk][offset]
        }
        set {
            let (chunk, offset) = place(of: index)
            chunks[chunk][offset] = newValue
        }
    }

    /// Edits an element in place.
    mutating func withElement<Failure: Error>(
        at index: Int, _ body: (inout EditedValue) throws(Failure) -> Void
    ) throws(Failure) {
        let (chunk, offset) = place(of: index)
        try body(&chunks[chunk][offset])
    }

    mutating func insert(_ value: EditedValue, at index: Int) {
        count += 1
        guard let last = chunks.indices.last else {
            chunks = [[value]]
            sizes = [1]
            return
        }
        // What comes at the end comes to the last chunk.
        let (chunk, offset) = index == count - 1 ? (last, sizes[last]) : place(of: index)
        chunks[chunk].insert(value, at: offset)
        sizes[chunk] += 1
        if sizes[chunk] >= Self.chunkSize * 2 { split(chunk) }
    }

    mutating func remove(at index: Int) -> EditedValue {
        let (chunk, offset) = place(of: index)
        let removed = chunks[chunk].remove(at: offset)
        count -= 1
        sizes[chunk] -= 1
        if sizes[chunk] == 0 {
            chunks.remove(at: chunk)
            sizes.remove(at: chunk)
        }
        return removed
    }

    private mutating func split(_ chunk: Int) {
        let rest = Array(chunks[chunk][Self.chunkSize...])
        chunks[chunk].removeSubrange(Self.chunkSize...)
        sizes[chunk] = Self.chunkSize
        chunks.insert(rest, at: chunk + 1)
        sizes.insert(rest.count, at: chunk + 1)
    }

    /// Where an element stands; the index is one of the array's.
    private func place(of index: Int) -> (chunk: Int, offset: Int) {
        var offset = index
        var chunk = 0
        while offset >= sizes[chunk] {
            offset -= sizes[chunk]
            chunk += 1
        }
        return (chunk, offset)
    }

    // MARK: Comparing

    func equals(_ others: [JSONValue]) -> Bool {
        guard count == others.count else { return false }
        var position = 0
        for chunk in chunks {
            for element in chunk {
                if !element.equals(others[position]) { return false }
                position += 1
            }
        }
        return true
    }

    func levels(limit: Int, _ visits: inout Int) -> Int {
        var deepest = 0
        for chunk in chunks { for element in chunk { deepest = max(deepest, element.levels(limit: limit, &visits)) } }
        return deepest
    }
}
