internal import APISchema
internal import JSON

/// Describes a kind or a field from its definition, as `kubectl explain` does from a server's documents.
package enum FieldExplanation {
    /// Why something cannot be explained.
    package struct Failure: Error {
        /// What is wrong.
        package var diagnostics: [Diagnostic]
    }

    /// Describes a field of the kind that a file defines.
    ///
    /// - Parameters:
    ///   - file: The definition file; its set is the directory two levels above.
    ///   - path: The field's names with dots between them, with or without one before; the kind itself when empty.
    package static func explain(file: String, path: String, references: [String] = []) -> Result<String, Failure> {
        let parts = file.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count >= 3 else {
            return failure(
                file, "the file's path must have its group and version: DIRECTORY/<group or core>/<version>/<Kind>.yaml"
            )
        }
        let directory = parts.dropLast(3).joined(separator: "/")
        let set = parts.count == 3 ? "." : directory.isEmpty ? "/" : directory
        let output = DefinitionCompiler.compile(directory: set, references: references)
        let relative = parts.suffix(3).joined(separator: "/")
        guard let compiled = output.result.files.first(where: { $0.path == relative }) else {
            let own = output.diagnostics.filter { $0.path.hasSuffix(relative) }
            return own.isEmpty ? failure(file, "no such definition") : .failure(Failure(diagnostics: own))
        }
        guard let typeName = compiled.types.first, compiled.kind != nil else {
            return failure(file, "the file defines no kind")
        }
        var names = path.split(separator: ".").map(String.init)
        // `book.spec`, as kubectl has it, and `spec` are the same.
        if let first = names.first, let kind = compiled.kind, first.lowercased() == kind.lowercased() {
            names.removeFirst()
        }
        return Explainer(set: output.result, kind: compiled.kind ?? "", file: compiled).explain(names, typeName)
    }

    private static func failure(_ path: String, _ message: String, suggestion: String? = nil) -> Result<String, Failure>
    {
        .failure(Failure(diagnostics: [Diagnostic(.error, path: path, message: message, suggestion: suggestion)]))
    }

    private struct Explainer {
        let set: CompiledSet
        let kind: String
        let file: CompiledFile

        func definition(_ name: TypeName) -> TypeDefinition? { set.own.types[name] ?? set.referenced.types[name] }

        func explain(_ names: [String], _ typeName: TypeName) -> Result<String, Failure> {
            var schema = Schema(.reference(typeName))
            var field: Field?
            var place = set.sources[typeName]?.location
            var walked = kind.lowercased()
            for name in names {
                let owner = structure(schema)
                guard let owner, let found = owner.object.field(named: name) else {
                    let near = NameSuggestion.nearest(to: name, among: owner?.object.fields.map(\.name) ?? [])
                    return failure(file.displayPath, "'\(walked)' has no field '\(name)'", suggestion: near)
                }
                place = set.sources[owner.name]?.fields[name] ?? set.sources[owner.name]?.location ?? place
                field = found
                schema = found.schema
                walked += "." + name
            }
            return .success(render(names, field, schema, place))
        }

        /// The struct that a value is, or that the elements of a list or map are.
        private func structure(_ schema: Schema) -> (name: TypeName, object: ObjectSchema)? {
            var schema = schema
            var name = ""
            for _ in 0..<64 {
                switch schema.type {
                case .reference(let target):
                    guard let definition = definition(target) else { return nil }
                    name = target
                    schema = definition.schema
                case .array(let array): schema = array.items
                case .map(let map): schema = map.values
                case .object(let object): return (name, object)
                default: return nil
                }
            }
            return nil
        }

        private func render(_ names: [String], _ field: Field?, _ schema: Schema, _ place: SourceLocation?) -> String {
            var lines: [String] = []
            if !file.group.isEmpty { lines.append("GROUP:      \(file.group)") }
            lines += ["KIND:       \(kind)", "VERSION:    \(file.version)"]
            if let place { lines.append("DEFINED IN: \(place.path):\(place.line)") }
            lines.append("")
            if let name = names.last {
                lines += ["FIELD: \(name) <\(typeText(schema))>\(field?.isRequired == true ? " -required-" : "")", ""]
            }
            lines += ["DESCRIPTION:"]
            lines += wrapped(description(schema), indent: 4)
            lines += facts(field, schema)
            if let object = structure(schema)?.object, !object.fields.isEmpty {
                lines += ["", "FIELDS:"]
                for field in object.fields {
                    lines.append("  \(field.name)\t<\(typeText(field.schema))>\(field.isRequired ? " -required-" : "")")
                    lines += wrapped(description(field.schema), indent: 4)
                }
            }
            return lines.joined(separator: "\n") + "\n"
        }

        private func description(_ schema: Schema) -> String {
            if let text = schema.description, !text.isEmpty { return text }
            if case .reference(let name) = schema.type, let text = definition(name)?.schema.description, !text.isEmpty {
                return text
            }
            return "<empty>"
        }

        private func facts(_ field: Field?, _ schema: Schema) -> [String] {
            guard case .object(let words)? = try? JSONValue(parsing: DefinitionDump.renderWords(of: schema)) else {
                return []
            }
            var lines = words.filter { !["type", "description", "items", "values", "fields"].contains($0.key) }
                .map { "  \($0.key): \($0.value)" }
            if field?.isImmutable == true { lines.append("  immutable: true") }
            if let text = field?.deprecation { lines.append("  deprecated: \(text)") }
            return lines.isEmpty ? [] : ["", "CONSTRAINTS:"] + lines
        }

        /// A type as kubectl writes it.
        private func typeText(_ schema: Schema) -> String {
            switch schema.type {
            case .reference(let name): definition(name)?.swiftName ?? name
            case .array(let array): "[]" + typeText(array.items)
            case .map(let map): "map[string]" + typeText(map.values)
            case .string, .bytes, .time, .microTime, .duration, .quantity: "string"
            case .boolean: "boolean"
            case .int32, .int64, .integer: "integer"
            case .double, .number: "number"
            case .intOrString: "IntOrString"
            case .any: "any"
            case .anyObject, .object: "Object"
            }
        }

        private func wrapped(_ text: String, indent: Int) -> [String] {
            let margin = String(repeating: " ", count: indent)
            var lines: [String] = []
            for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
                var line = ""
                for word in paragraph.split(separator: " ") {
                    if !line.isEmpty, line.count + word.count + 1 > 76 {
                        lines.append(margin + line)
                        line = ""
                    }
                    line += (line.isEmpty ? "" : " ") + word
                }
                lines.append(line.isEmpty ? "" : margin + line)
            }
            return lines
        }
    }
}
