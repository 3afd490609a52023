/// Calls the body with the text's UTF-8 bytes.
@inline(__always)
func withBytes<Result>(of text: String, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    if let result = text.utf8.withContiguousStorageIfAvailable(body) { return result }
    return Array(text.utf8).withUnsafeBufferPointer(body)
}

/// Whether two texts have the same UTF-8 bytes. (`String`'s `==` also holds for canonically equivalent texts, which are
/// different names and values in JSON.)
func sameText(_ a: String, _ b: String) -> Bool {
    guard a.utf8.count == b.utf8.count else { return false }
    return withBytes(of: a) { a in
        withBytes(of: b) { b in
            guard let a = a.baseAddress, let first = b.baseAddress else { return true }
            return equalBytes(a, first, b.count)
        }
    }
}

/// Whether the bytes of one text come before those of another, as Go sorts the keys of maps.
func textPrecedes(_ a: String, _ b: String) -> Bool {
    withBytes(of: a) { a in withBytes(of: b) { b in a.lexicographicallyPrecedes(b) } }
}

/// The hash of a text's bytes, seeded per process.
func hashOfText(_ text: String) -> Int {
    withBytes(of: text) { bytes in
        var hasher = Hasher()
        hasher.combine(bytes: UnsafeRawBufferPointer(bytes))
        return hasher.finalize()
    }
}

/// Whether `count` bytes are the same. The caller vouches that both pointers have that many.
@inline(__always)
func equalBytes(_ a: UnsafePointer<UInt8>, _ b: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    var i = 0
    while i &+ 8 <= count {
        if UnsafeRawPointer(a + i).loadUnaligned(as: UInt64.self)
            != UnsafeRawPointer(b + i).loadUnaligned(as: UInt64.self)
        {
            return false
        }
        i &+= 8
    }
    while i < count {
        if a[i] != b[i] { return false }
        i &+= 1
    }
    return true
}
