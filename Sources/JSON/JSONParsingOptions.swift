/// How the parser treats what RFC 8259 leaves to it.
public struct JSONParsingOptions: Sendable, Hashable {
    /// What happens to a member whose name the object already has.
    public enum DuplicateKeys: Sendable, Hashable {
        /// The text is refused.
        case fail
        /// The last one wins, and ``JSONDocument/duplicateKeys`` tells of the others.
        case report
    }

    /// Levels of arrays and objects; ``maximumTreeDepth`` by default, cut to ``depthLimit``.
    ///
    /// Documents are parsed and released without recursion. What recurses are trees and models made from them: a depth above
    /// ``maximumTreeDepth`` is for documents that are only read in place.
    public var maximumDepth: Int
    /// Bytes of text; 4 GiB − 1 by default and at most.
    public var maximumSize: Int
    /// What happens to a name that comes twice.
    public var duplicateKeys: DuplicateKeys

    /// The depth of the deepest trees that are made from text, 256: on a stack of 512 KiB, the smallest that threads of pools
    /// have, such a tree can be compared, hashed, written and released, also in a debug build with its large frames.
    public static let maximumTreeDepth = 256
    /// No document is deeper, whatever ``maximumDepth`` says.
    public static let depthLimit = 10_000
    static let sizeLimit = Int(UInt32.max)

    /// Options, strict by default.
    public init(
        maximumDepth: Int = JSONParsingOptions.maximumTreeDepth, maximumSize: Int = Int(UInt32.max),
        duplicateKeys: DuplicateKeys = .fail
    ) {
        self.maximumDepth = maximumDepth
        self.maximumSize = maximumSize
        self.duplicateKeys = duplicateKeys
    }
}
