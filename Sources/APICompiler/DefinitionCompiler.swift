/// Compiles definition files to the representation.
///
/// Reading, checking and resolving go on after a mistake as far as there is sense in it, so that one run reports all of
/// them; what has errors is not fit for generating anything.
public struct DefinitionCompiler: Sendable {
    /// The files of the set that is compiled.
    public var set: [SourceFile]
    /// The files of sets that it may refer to.
    public var references: [SourceFile]

    /// A compiler for a set's files, and those that they may refer to.
    public init(set: [SourceFile], references: [SourceFile] = []) {
        self.set = set
        self.references = references
    }

    /// The outcome of a compilation.
    public struct Output: Sendable {
        /// What the set compiles to; incomplete where there are errors.
        public var result: CompiledSet
        /// Everything there is to say, sorted by path, line and column. Warnings of references are left out.
        public var diagnostics: [Diagnostic]
        /// The words of the language that the definitions use, those built in apart, as `group.word` (`field.minLength`).
        public var words: Set<String> = []

        /// Whether the set cannot be used.
        public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
    }

    /// Compiles the set.
    public func compile() -> Output {
        let compilation = Compilation()
        compilation.run(own: set, references: BuiltInDefinitions.files + references)
        let ownPaths = Set(set.map(\.displayPath))
        return Output(
            result: compilation.result(),
            diagnostics: compilation.log.sorted.filter { $0.severity == .error || ownPaths.contains($0.path) },
            words: compilation.log.words)
    }

    /// Reads directories of definitions and compiles them.
    public static func compile(directory: String, references: [String] = []) -> Output {
        let own = DefinitionDirectory.read(directory)
        var files: [SourceFile] = []
        var diagnostics = own.diagnostics
        let canonical = DefinitionDirectory.canonicalPath(directory)
        for reference in references where DefinitionDirectory.canonicalPath(reference) != canonical {
            let read = DefinitionDirectory.read(reference)
            files += read.files
            diagnostics += read.diagnostics.filter { $0.severity == .error }
        }
        var output = DefinitionCompiler(set: own.files, references: files).compile()
        output.diagnostics = Array(Set(output.diagnostics + diagnostics)).sorted()
        return output
    }
}
