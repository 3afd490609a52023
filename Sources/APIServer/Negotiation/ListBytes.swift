import APIMachinery

/// A list as bytes: what stands before its items, how each of them is written, and what stands behind them.
struct ListBytes: Sendable {
    var head: [UInt8]
    var objects: [StoredObject]
    /// What stands between two items.
    var separator: [UInt8]
    var tail: [UInt8]
    /// Whether items have to be computed rather than copied, which takes longer than a thread that looks after sockets
    /// should be kept from them.
    var isComputed = false
    /// Appends an item.
    var write: @Sendable (StoredObject, inout [UInt8]) throws -> Void

    /// How long a list is at most that is put together in memory, as its objects' JSON: twice what a client gets in one
    /// piece without compression.
    private static let largestWhole = 256 << 10

    /// Whether the list is to be made as it is sent.
    var isLarge: Bool { size(upTo: Self.largestWhole) > Self.largestWhole }

    /// How long the objects' JSON is together; where that is more than a limit, something that is more too.
    private func size(upTo limit: Int) -> Int {
        var size = 0
        for object in objects {
            size += object.size
            if size > limit { break }
        }
        return size
    }

    /// The whole list, which is not a large one.
    func collected() async throws -> [UInt8] {
        let size = size(upTo: .max)
        return try await Work.run(size: isComputed ? min(size, Work.mediumSize) : 0) { try whole(reserving: size) }
    }

    /// The whole list.
    func whole(reserving size: Int = 0) throws -> [UInt8] {
        var bytes = head
        bytes.reserveCapacity(head.count + size + tail.count)
        for (index, object) in objects.enumerated() {
            if index > 0 { bytes += separator }
            try write(object, &bytes)
        }
        bytes += tail
        return bytes
    }

    /// The list piece by piece, each made when it is asked for.
    var chunks: ByteChunks { ByteChunks(Pieces(list: self)) }

    private struct Pieces: AsyncSequence, Sendable {
        let list: ListBytes

        func makeAsyncIterator() -> Iterator { Iterator(list: list) }
    }

    private struct Iterator: AsyncIteratorProtocol {
        let list: ListBytes
        /// How many items have been written; `nil` after the end.
        private var written: Int? = 0

        private static let pieceSize = 64 << 10
        /// Larger where another thread makes the pieces: the way there and back costs as much as copying one.
        private static let computedPieceSize = 256 << 10

        init(list: ListBytes) {
            self.list = list
        }

        mutating func next() async throws -> [UInt8]? {
            guard let start = written else { return nil }
            let (bytes, end) = try await Work.run(size: list.isComputed ? Work.mediumSize : 0) { [list] in
                try Self.piece(of: list, from: start)
            }
            written = end
            return bytes
        }

        private static func piece(of list: ListBytes, from start: Int) throws -> (bytes: [UInt8], end: Int?) {
            let pieceSize = list.isComputed ? computedPieceSize : pieceSize
            var bytes: [UInt8] = []
            bytes.reserveCapacity(pieceSize + 16 << 10)
            if start == 0 { bytes += list.head }
            var position = start
            while position < list.objects.count, bytes.count < pieceSize {
                if position > 0 { bytes += list.separator }
                try list.write(list.objects[position], &bytes)
                position += 1
            }
            guard position == list.objects.count else { return (bytes, position) }
            bytes += list.tail
            return (bytes, nil)
        }
    }
}
