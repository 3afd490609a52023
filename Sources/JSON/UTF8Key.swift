/// A name that is the same as another if their UTF-8 bytes are.
package struct UTF8Key: Hashable, Sendable {
    /// The name.
    package let text: String

    /// The key of a name.
    package init(_ text: String) {
        self.text = text
    }

    /// Whether the bytes are the same.
    package static func == (a: Self, b: Self) -> Bool { sameText(a.text, b.text) }

    /// Feeds the bytes to a hasher.
    package func hash(into hasher: inout Hasher) {
        withBytes(of: text) { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
}
