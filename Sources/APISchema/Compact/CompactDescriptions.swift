internal import JSON

/// Descriptions travel apart from the definitions, as JSON text
/// `{"apusDescriptions": format, "types": [[name, file or null, text or number, …], …]}`.
///
/// The texts of a type stand in the order in which its schemas are met: a schema, then its items, values or fields. A
/// number stands for that many schemas without description.
extension DefinitionSet {
    /// All descriptions of schemas, and the defining files, as JSON text; equal sets give equal bytes.
    package func compactDescriptions() -> [UInt8] {
        let types = self.types.values.sorted { $0.name < $1.name }.map { type in
            var texts = DescriptionWriter()
            texts.add(type.schema)
            return JSONValue.array(
                [.string(type.name), type.definedIn.map { .string($0) } ?? .null] + texts.finished())
        }
        let root: JSONObject = [
            "apusDescriptions": .integer(CompactForm.format), "types": .array(types),
        ]
        return JSONValue.object(root).serialized()
    }

    /// Puts back what ``compactDescriptions()`` wrote for the set that this one is the compact form of.
    ///
    /// - Throws: ``CompactFormError`` for text that is no such form, of another format, or of other definitions. The
    ///   set is then partly described.
    package mutating func addDescriptions(compact: [UInt8]) throws(CompactFormError) {
        let document: JSONDocument
        do {
            document = try JSONDocument(parsing: compact)
        } catch {
            throw CompactFormError("compact descriptions are no JSON: \(error)")
        }
        let root = document.root
        guard let format = root["apusDescriptions"]?.int64Value else {
            throw .malformed("the format number is missing")
        }
        guard format == CompactForm.format else {
            throw CompactFormError(
                "compact descriptions of format \(format); this program reads format \(CompactForm.format)")
        }
        guard let types = root["types"] else { throw .malformed("types are missing") }
        for node in types.elements {
            let parts = try node.compactElements(atLeast: 2)
            let name = try parts[0].compactString()
            guard var type = self.types[name] else {
                throw .malformed("a description of \(name), which is not defined")
            }
            if !parts[1].isNull { type.definedIn = try parts[1].compactString() }
            var reader = DescriptionReader(texts: parts[2...])
            type.schema = try reader.described(type.schema)
            guard reader.isAtEnd else { throw .malformed("\(name) has more descriptions than schemas") }
            self.types[name] = type
        }
    }
}

private struct DescriptionWriter {
    private var texts: [JSONValue] = []
    private var skipped: Int64 = 0

    mutating func add(_ schema: Schema) {
        if let text = schema.description {
            flush()
            texts.append(.string(text))
        } else {
            skipped += 1
        }
        switch schema.type {
        case .array(let array): add(array.items)
        case .map(let map): add(map.values)
        case .object(let object): for field in object.fields { add(field.schema) }
        default: break
        }
    }

    private mutating func flush() {
        if skipped > 0 { texts.append(.integer(skipped)) }
        skipped = 0
    }

    mutating func finished() -> [JSONValue] {
        flush()
        return texts
    }
}

private struct DescriptionReader {
    var texts: ArraySlice<JSONNode>
    private var skipped: Int64 = 0

    init(texts: ArraySlice<JSONNode>) {
        self.texts = texts
    }

    var isAtEnd: Bool { texts.isEmpty && skipped == 0 }

    mutating func described(_ schema: Schema) throws(CompactFormError) -> Schema {
        var schema = schema
        schema.description = try next()
        switch schema.type {
        case .array(var array):
            array.items = try described(array.items)
            schema.type = .array(array)
        case .map(var map):
            map.values = try described(map.values)
            schema.type = .map(map)
        case .object(var object):
            var fields = object.fields
            for index in fields.indices { fields[index].schema = try described(fields[index].schema) }
            object.fields = fields
            schema.type = .object(object)
        default: break
        }
        return schema
    }

    private mutating func next() throws(CompactFormError) -> String? {
        if skipped > 0 {
            skipped -= 1
            return nil
        }
        guard let node = texts.popFirst() else { throw .malformed("a type has fewer descriptions than schemas") }
        if let text = node.stringValue { return text }
        guard let count = node.int64Value, count > 0 else { throw .malformed("a description is no text") }
        skipped = count - 1
        return nil
    }
}
