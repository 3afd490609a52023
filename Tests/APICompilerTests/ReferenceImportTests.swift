import APICompiler
import APIMachinery
import APISchema
import JSON
import Testing

/// All of the Kubernetes API, read once.
struct KubernetesReference: Sendable {
    var schemas: [String: JSONObject] = [:]
    var facts = KubernetesFacts()

    static let shared = Result { try KubernetesReference() }

    init() throws {
        try facts.addProtobufFields(try Reference.json("kubernetes-1.36/protobuf-fields.json"))
        for name in try Reference.names(in: "kubernetes-1.36/schemas") {
            let json = try Reference.json("kubernetes-1.36/schemas/\(name).json")
            schemas[name] = json.objectValue
            try facts.addComponents(json, in: KubernetesFacts.document(ofFileNamed: name))
        }
        try facts.addDiscovery(try Reference.json("kubernetes-1.36/discovery.json"))
        try facts.addColumns(try Reference.json("kubernetes-1.36/table-columns.json"))
    }

    var definitions: DefinitionSet { facts.definitions }
}

/// Everything known of Kubernetes 1.36 can be said in the representation: what is rendered from it equals its source.
@Suite(.enabled(if: Reference.isPresent, "needs APUS_REFERENCE"))
struct ReferenceImportTests {
    let reference: KubernetesReference
    var definitions: DefinitionSet { reference.definitions }

    init() throws {
        reference = try KubernetesReference.shared.get()
    }

    @Test func nothingIsLeftOut() {
        #expect(reference.facts.notices.map(\.description) == [])
        #expect(definitions.types.count + WellKnownType.allCases.count >= 584)
    }

    @Test func schemas() throws {
        let renderer = OpenAPISchemaRenderer(types: definitions.types, includesDescriptions: false)
        var count = 0
        for (file, schemas) in reference.schemas {
            let document = KubernetesFacts.document(ofFileNamed: file)
            for (name, expected) in schemas {
                let rendered =
                    if let wellKnown = WellKnownType(typeName: name) { renderer.component(wellKnown) } else {
                        renderer.component(try #require(definitions.types[name], "\(name)"), in: document)
                    }
                expect(.object(rendered), equals: expected, in: "\(file): \(name)")
                count += 1
            }
        }
        #expect(count > 1_000)
    }

    /// The documents name and contain exactly the schemas that Kubernetes' documents of the same path have.
    @Test func documents() throws {
        for (file, expected) in reference.schemas {
            let group = file.split(separator: "_").dropFirst().first.map(String.init) ?? ""
            let document =
                switch (KubernetesFacts.document(ofFileNamed: file), file) {
                case (let groupVersion?, _):
                    OpenAPIDocument.groupVersion(groupVersion, of: definitions, includesDescriptions: false)
                case (nil, "api"): OpenAPIDocument.coreVersions(of: definitions.types)
                case (nil, "apis"): OpenAPIDocument.groups(of: definitions.types)
                case (nil, "version"): OpenAPIDocument.version(of: definitions.types)
                default: OpenAPIDocument.group(group, of: definitions.types)
                }
            let schemas = try #require(document["components"]?["schemas"])
            expect(schemas, equals: .object(expected), in: file)
            let paths = try #require(document["paths"]?.objectValue)
            var operations: Set<String> = []
            for (path, item) in paths {
                for (method, operation) in try #require(item.objectValue) where method != "parameters" {
                    let id = try #require(operation["operationId"]?.stringValue)
                    #expect(operations.insert(id).inserted, "\(path) \(method): \(id) is not unique")
                    if method == "patch", operation["x-kubernetes-action"] == "patch" {
                        let parameters = operation["parameters"]?.arrayValue ?? []
                        #expect(parameters.contains { $0["name"] == "fieldValidation" }, "\(path)")
                    }
                }
            }
        }
    }

    @Test func protobufFields() throws {
        let table = ProtobufFieldTable.render(definitions.types)
        let source = try Reference.json("kubernetes-1.36/protobuf-fields.json")
        let expected = try #require(source.objectValue)
        for (message, fields) in table {
            expect(fields, equals: try #require(expected[message], "\(message)"), in: message)
        }
        // Every message that a schema names or inlines is there, and every message that a field has as its type.
        for name in definitions.types.keys {
            let message = ProtobufMessage.conventionalName(for: name)
            if expected[message] != nil { #expect(table[message] != nil, "\(message)") }
        }
        for (message, fields) in table {
            let package = message[..<(try #require(message.lastIndex(of: ".")))]
            for (field, value) in try #require(fields.objectValue) {
                var type = try #require(value["type"]?.stringValue)
                if type.hasPrefix("map<string, ") { type = String(type.dropFirst(12).dropLast()) }
                if type.first == "." || type.first?.isUppercase == true {
                    let full = type.first == "." ? String(type.dropFirst()) : "\(package).\(type)"
                    #expect(table[full] != nil, "\(message).\(field): \(full)")
                }
            }
        }
        #expect(table.count > 590)
    }

    /// What travels in a binary says the same.
    @Test func compactForm() throws {
        let definitions = definitions
        let read = try DefinitionSet(compact: definitions.compact())
        let before = OpenAPISchemaRenderer(types: definitions.types, includesDescriptions: false)
        let after = OpenAPISchemaRenderer(types: read.types, includesDescriptions: false)
        #expect(read.types.count == definitions.types.count)
        for (name, type) in definitions.types {
            let bare = try #require(read.types[name])
            expect(
                .object(after.component(bare, in: nil)), equals: .object(before.component(type, in: nil)), in: name)
        }
        #expect(ProtobufFieldTable.render(read.types) == ProtobufFieldTable.render(definitions.types))
        // With the descriptions, which travel apart, nothing at all is missing.
        var described = read
        try described.addDescriptions(compact: definitions.compactDescriptions())
        #expect(described.resources == definitions.resources)
        for (name, type) in definitions.types { #expect(described.types[name] == type, "\(name)") }
        #expect(described.types.count == definitions.types.count)
    }

    @Test func discovery() throws {
        let rendered = DiscoveryDocument.aggregated(reference.facts.groups, resources: definitions.resources)
        expect(.object(rendered), equals: try Reference.json("kubernetes-1.36/discovery.json"), in: "discovery")
    }

    @Test func columns() throws {
        var tables: [(String, JSONValue)] = []
        for resource in definitions.resources where !resource.columns.isEmpty {
            let columns = resource.columns.map {
                JSONValue.object($0.tableColumnDefinition(includesDescription: false))
            }
            tables.append(("\(resource.groupVersion)/\(resource.plural)", .array(columns)))
        }
        expect(
            .object(JSONObject(uniqueKeysWithValues: tables)),
            equals: try Reference.json("kubernetes-1.36/table-columns.json"),
            in: "columns")
    }

    @Test func servedDocuments() throws {
        // What was recorded there also has groups of custom resources, and lacks versions that are off by default.
        let recorded = try Reference.json("kubernetes-1.36/served/apis.json")
        let served = try #require(recorded["groups"]?.arrayValue)
        for group in reference.facts.groups {
            guard let expected = served.first(where: { $0["name"]?.stringValue == group.group }) else { continue }
            let versions = expected["versions"]?.arrayValue?.compactMap { $0["version"]?.stringValue } ?? []
            let own = GroupVersions(group: group.group, versions: group.versions.filter(versions.contains))
            let list = DiscoveryDocument.groupList([own])
            expect(try #require(list["groups"]?[0]), equals: expected, in: "/apis")
            var single = DiscoveryDocument.group(own)
            #expect(
                single.removeValue(forKey: "kind") == "APIGroup" && single.removeValue(forKey: "apiVersion") == "v1")
            expect(.object(single), equals: expected, in: "/apis/\(group.group)")
        }
        let core = try Reference.json("kubernetes-1.36/served/api__v1.json")
        let hashes = try #require(core["resources"]?.arrayValue).map {
            ($0["name"]?.stringValue, $0["storageVersionHash"]?.stringValue)
        }
        let rendered = DiscoveryDocument.resourceList(
            APIVersion(group: "", version: "v1"), resources: definitions.resources
        ) { resource in
            hashes.first { $0.0 == resource.plural }?.1
        }
        expect(.object(rendered), equals: core, in: "/api/v1")
        let api = try Reference.json("kubernetes-1.36/served/api.json")
        let address = try #require(api["serverAddressByClientCIDRs"]?[0]?["serverAddress"]?.stringValue)
        expect(.object(DiscoveryDocument.coreVersions(["v1"], serverAddress: address)), equals: api, in: "/api")
    }

    /// Compares and names the first difference rather than both documents.
    private func expect(_ value: JSONValue, equals expected: JSONValue, in place: String) {
        if value == expected { return }
        Issue.record("\(Self.difference(value, expected, at: place) ?? place)")
    }

    private func expect(_ value: JSONObject, equals expected: JSONObject, in place: String) {
        expect(.object(value), equals: .object(expected), in: place)
    }

    private static func difference(_ a: JSONValue, _ b: JSONValue, at place: String) -> String? {
        switch (a, b) {
        case (.object(let a), .object(let b)):
            for key in Set(a.keys + b.keys).sorted() {
                guard let x = a[key] else { return "\(place).\(key) is missing" }
                guard let y = b[key] else { return "\(place).\(key) is surplus" }
                if let difference = difference(x, y, at: "\(place).\(key)") { return difference }
            }
            return nil
        case (.array(let a), .array(let b)):
            if a.count != b.count { return "\(place): \(a.count) elements rather than \(b.count)" }
            return zip(a, b).enumerated().lazy.compactMap {
                difference($0.element.0, $0.element.1, at: "\(place)[\($0.offset)]")
            }.first
        default: return a == b ? nil : "\(place): \(a) rather than \(b)"
        }
    }
}
