/// Bounds on what reading a YAML text may cost.
///
/// A text within them is read in time and memory proportional to its size; one beyond them is refused as soon as that
/// is known, with the place.
public struct YAMLLimits: Sendable, Hashable {
    /// The longest text, in bytes. 3 MiB by default, as a Kubernetes API server accepts in a request.
    public var maximumBytes: Int
    /// How deep collections may nest, aliases followed. 256 by default; never more than ``deepest``, whatever is
    /// asked for, because trees are released, compared and hashed recursively.
    public var maximumDepth: Int
    /// The most nodes (keys, scalars and collections) in all documents together, those that aliases repeat included.
    /// One million by default; a node costs some 64 bytes, a short string included.
    public var maximumNodes: Int
    /// The most bytes in all scalars together, those that aliases repeat included. 16 MiB by default.
    public var maximumScalarBytes: Int

    /// The greatest depth that ``maximumDepth`` can ask for, safe on a thread with a stack of 512 KiB.
    public static let deepest = 256

    /// Limits; what is not given has its default.
    public init(
        maximumBytes: Int = 3 << 20,
        maximumDepth: Int = YAMLLimits.deepest,
        maximumNodes: Int = 1_000_000,
        maximumScalarBytes: Int = 16 << 20
    ) {
        self.maximumBytes = maximumBytes
        self.maximumDepth = maximumDepth
        self.maximumNodes = maximumNodes
        self.maximumScalarBytes = maximumScalarBytes
    }

    /// No bound but that on depth and on the proportion of aliases, for texts that are trusted.
    public static let unlimited = YAMLLimits(maximumBytes: .max, maximumNodes: .max, maximumScalarBytes: .max)

    /// The most `%TAG` directives in a text: libyaml compares each with all before it.
    static let maximumTagDirectives = 64

    /// Whether so many nodes reached through aliases, of so many in all, are more than an honest text has.
    ///
    /// As go-yaml decides: nearly everything may come from aliases in a small document, a tenth in one of four million
    /// nodes.
    static func isAliasingExcessive(aliased: Int, total: Int) -> Bool {
        guard aliased > 100, total > 1000 else { return false }
        let low = 400_000.0, high = 4_000_000.0
        let position = min(max((Double(total) - low) / (high - low), 0), 1)
        return Double(aliased) / Double(total) > 0.99 - 0.89 * position
    }
}
