public import APISchema

/// A Swift module with the definitions that it is generated from.
public struct SwiftModule: Sendable {
    /// The name by which Swift imports the module.
    public var name: String
    /// Its definitions.
    public var definitions: DefinitionSet
    /// The names of the modules whose definitions this one's may refer to, its dependencies' dependencies included;
    /// `nil`: all that precede it.
    public var dependencies: [String]?

    /// A module with these definitions.
    public init(name: String, definitions: DefinitionSet, dependencies: [String]? = nil) {
        self.name = name
        self.definitions = definitions
        self.dependencies = dependencies
    }
}
