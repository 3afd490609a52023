/// The bounds of a JSON Patch, and where it may depart from RFC 6902.
public struct JSONPatchOptions: Sendable, Hashable {
    /// Operations in a patch.
    public var maximumOperations = 10_000
    /// Bytes of JSON text by which all `copy` operations together may make the value larger.
    public var maximumCopiedBytes = 3 << 20
    /// Levels of arrays and objects in the result.
    public var maximumDepth = JSONParsingOptions.maximumTreeDepth
    /// Whether `replace` adds a member that is missing.
    public var replaceAddsMissingMember = false
    /// Whether `remove` of what is missing does nothing.
    public var removeIgnoresMissing = false
    /// Whether `test` for `null` holds for a member that is missing.
    public var testTakesMissingAsNull = false
    /// Whether `copy` of a missing member of an object copies `null`.
    public var copyTakesMissingAsNull = false
    /// Whether negative indices count from the end of an array (`-1`: the last element; for `add` the place after it).
    public var allowsNegativeIndices = false
    /// Whether the pointer `""`, the whole value, may be added, removed, moved, copied and tested; it can always be
    /// replaced.
    public var allowsWholeValue = true

    /// RFC 6902, with bounds.
    public init() {}

    /// As kube-apiserver applies JSON patches, whose library (evanphx/json-patch 4 with its defaults) departs from the RFC.
    public static var kubernetes: JSONPatchOptions {
        var options = JSONPatchOptions()
        options.replaceAddsMissingMember = true
        options.testTakesMissingAsNull = true
        options.copyTakesMissingAsNull = true
        options.allowsNegativeIndices = true
        options.allowsWholeValue = false
        return options
    }
}
