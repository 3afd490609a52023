#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// A text that is compared, ordered and hashed by its UTF-8 bytes, as a database does.
///
/// Swift's own comparison takes two texts for one that are canonically equivalent: a letter with an accent, and the
/// letter followed by the accent. They are two names.
package struct ByteText: Hashable, Comparable, Sendable {
    /// The text.
    package let text: String

    /// A text.
    package init(_ text: String) {
        self.text = text
    }

    package static func == (a: Self, b: Self) -> Bool { a.text.hasSameBytes(as: b.text) }

    package static func < (a: Self, b: Self) -> Bool { a.text.compareBytes(with: b.text) < 0 }

    package func hash(into hasher: inout Hasher) { text.hashBytes(into: &hasher) }
}

extension String {
    /// Whether another text has the same UTF-8 bytes.
    package func hasSameBytes(as other: String) -> Bool {
        utf8.count == other.utf8.count && compareBytes(with: other) == 0
    }

    /// Less than 0 where the UTF-8 bytes come before those of another text, 0 where they are the same.
    package func compareBytes(with other: String) -> Int {
        withBytes { a in other.withBytes { b in a.compare(with: b) } }
    }

    /// Adds the UTF-8 bytes to a hash, and where they end.
    package func hashBytes(into hasher: inout Hasher) {
        withBytes { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        // No text has this byte.
        hasher.combine(0xFF as UInt8)
    }

    private func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        if let result = utf8.withContiguousStorageIfAvailable(body) { return result }
        return Array(utf8).withUnsafeBufferPointer(body)
    }
}

extension UnsafeBufferPointer<UInt8> {
    fileprivate func compare(with other: Self) -> Int {
        let common = Swift.min(count, other.count)
        if common > 0, let a = baseAddress, let b = other.baseAddress {
            let order = memcmp(a, b, common)
            if order != 0 { return Int(order) }
        }
        return count - other.count
    }
}

extension [UInt8] {
    /// Whether a part of another array has the same bytes.
    package func hasSameBytes(as other: ArraySlice<UInt8>) -> Bool {
        guard count == other.count else { return false }
        return withUnsafeBufferPointer { a in other.withUnsafeBufferPointer { b in a.compare(with: b) == 0 } }
    }
}
