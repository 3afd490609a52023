// The flat form of a document: one 64-bit word for each value and each name, in the order of the text.
//
//     bits 60…63   TapeKind
//     bits 32…59   strings, names and numbers: length in bytes as written, without quotes; arrays and objects: number of
//                  elements or members
//     bits  0…31   offset of the first byte; of strings and names the one after the quote
//
// An object's word is followed by name, value, name, value …; an array's by its elements. Both have a second word:
//
//     bits 32…63   offset of the byte after the closing bracket
//     bits  0…31   index of the word after the last one inside, so that a value is skipped in one step

/// What a word of the tape stands for.
enum TapeKind {
    static let null: UInt64 = 0
    static let `false`: UInt64 = 1
    static let `true`: UInt64 = 2
    /// A number without fraction and exponent that fits `Int64`; not `-0`.
    static let integer: UInt64 = 3
    /// Any other number.
    static let number: UInt64 = 4
    /// A string without escapes.
    static let string: UInt64 = 5
    /// A string in which each character is spelled in the shortest way: two such are the same if their bytes are.
    static let escapedString: UInt64 = 6
    /// A string with `\u` or `\/`.
    static let freelyEscapedString: UInt64 = 7
    static let array: UInt64 = 8
    static let object: UInt64 = 9

    /// Lengths and counts must be smaller than this.
    static let lengthLimit = 1 << 28
}

@inline(__always)
func tapeWord(_ kind: UInt64, length: Int, offset: Int) -> UInt64 {
    kind &<< 60 | UInt64(truncatingIfNeeded: length) &<< 32 | UInt64(truncatingIfNeeded: offset)
}

extension UInt64 {
    @inline(__always) var tapeKind: UInt64 { self &>> 60 }
    @inline(__always) var tapeLength: Int { Int(truncatingIfNeeded: (self &>> 32) & 0xFFF_FFFF) }
    @inline(__always) var tapeOffset: Int { Int(truncatingIfNeeded: self & 0xFFFF_FFFF) }
    /// Of an array's or object's second word: the index of the word after the last one inside.
    @inline(__always) var tapeEnd: Int { Int(truncatingIfNeeded: self & 0xFFFF_FFFF) }
    /// Of an array's or object's second word: the offset of the byte after the closing bracket.
    @inline(__always) var tapeEndOffset: Int { Int(truncatingIfNeeded: self &>> 32) }
    @inline(__always) var tapeIsContainer: Bool { tapeKind >= TapeKind.array }
    @inline(__always) var tapeIsString: Bool { tapeKind &- TapeKind.string <= 2 }
}

/// The index of the word after a value and all that is inside it.
@inline(__always)
func tapeSkip(_ words: UnsafePointer<UInt64>, _ index: Int) -> Int {
    words[index].tapeIsContainer ? words[index &+ 1].tapeEnd : index &+ 1
}
