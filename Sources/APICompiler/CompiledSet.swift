public import APISchema

/// What a set of definitions compiles to.
public struct CompiledSet: Sendable, Equatable {
    /// The types and resources that the set defines.
    public var own = DefinitionSet()
    /// What the set may refer to: Kubernetes' meta/v1 and the definitions of reference directories.
    public var referenced = DefinitionSet()
    /// Where each type, of both, is defined.
    public var sources: [TypeName: TypeSource] = [:]
    /// The set's files, sorted by path.
    public var files: [CompiledFile] = []

    /// An empty set.
    public init() {}

    /// How much the set defines, in one line.
    package var summary: String {
        [("file", files.count), ("type", own.types.count), ("resource", own.resources.count)]
            .map { "\($1) \($0)" + ($1 == 1 ? "" : "s") }.joined(separator: ", ")
    }

    /// Everything known: `own` and `referenced` together.
    public var all: DefinitionSet {
        var all = referenced
        all.types.merge(own.types) { _, own in own }
        all.resources = (referenced.resources + own.resources).sorted {
            ($0.group, $0.version, $0.plural) < ($1.group, $1.version, $1.plural)
        }
        return all
    }
}

/// A place in a definition file.
public struct SourceLocation: Sendable, Hashable {
    /// The file as diagnostics name it.
    public var path: String
    /// The line, counted from 1.
    public var line: Int
    /// The column, counted from 1.
    public var column: Int

    /// A place.
    public init(path: String, line: Int, column: Int) {
        self.path = path
        self.line = line
        self.column = column
    }

    init(_ mark: Mark) {
        self.init(path: mark.path, line: mark.line, column: mark.column)
    }
}

/// Where a type and its fields are defined.
public struct TypeSource: Sendable, Equatable {
    /// Where the type is defined.
    public var location: SourceLocation
    /// The fields' places by JSON name; fields that no file writes (apiVersion, a list's items) have none.
    public var fields: [String: SourceLocation]

    /// The places of a type.
    public init(location: SourceLocation, fields: [String: SourceLocation] = [:]) {
        self.location = location
        self.fields = fields
    }
}

/// A definition file of a set.
public struct CompiledFile: Sendable, Equatable {
    /// The path within the set, from which the names of generated files follow.
    public var path: String
    /// The path as diagnostics name it.
    public var displayPath: String
    /// The API group; empty for the core group.
    public var group: String
    /// The version of the API.
    public var version: String
    /// The kind that the file defines; `nil` where it only holds types.
    public var kind: String?
    /// The OpenAPI names of the types that the file defines: the kind, its list, structs defined in place, then `types`.
    public var types: [TypeName]

    /// A file of a set.
    public init(path: String, displayPath: String, group: String, version: String, kind: String?, types: [TypeName]) {
        self.path = path
        self.displayPath = displayPath
        self.group = group
        self.version = version
        self.kind = kind
        self.types = types
    }
}
