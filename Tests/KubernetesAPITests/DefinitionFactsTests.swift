import APICompiler
import APIMachinery
import APISchema
import Foundation
import JSON
import TestSupport
import Testing

/// What is known of the groups and versions that the definitions are of, read once.
struct KubernetesReference: Sendable {
    static let shared = Result { try KubernetesReference() }

    let definitions: DefinitionSet

    init() throws {
        var facts = KubernetesFacts()
        try facts.addProtobufFields(try Reference.json("kubernetes-1.36/protobuf-fields.json"))
        for name in ["api__v1", "apis__apps__v1", "apis__events.k8s.io__v1"] {
            let json = try Reference.json("kubernetes-1.36/schemas/\(name).json")
            try facts.addComponents(json, in: KubernetesFacts.document(ofFileNamed: name))
        }
        try facts.addDiscovery(try Reference.json("kubernetes-1.36/discovery.json"))
        try facts.addColumns(try Reference.json("kubernetes-1.36/table-columns.json"))
        definitions = facts.definitions
    }
}

/// The definitions say of each type and resource what Kubernetes 1.36 does.
@Suite(.enabled(if: Reference.isPresent, "needs APUS_REFERENCE"))
struct DefinitionFactsTests {
    let facts: DefinitionSet

    init() throws {
        facts = try KubernetesReference.shared.get().definitions
    }

    @Test func definitionsCompile() {
        for set in Definitions.sets {
            #expect(Definitions.output(of: set).diagnostics.map(\.description) == [])
        }
        #expect(Definitions.own.types.count > 150)
        #expect(Definitions.resolver.missingTypes() == [])
    }

    /// Fields, types, required fields, list and map types, patch words, published defaults and unions. The facts name no
    /// values of enumerations, and the texts are ours.
    @Test func schemas() throws {
        let own = OpenAPISchemaRenderer(types: Definitions.all.types, includesDescriptions: false)
        let theirs = OpenAPISchemaRenderer(types: facts.types, includesDescriptions: false)
        for (name, type) in Definitions.own.types {
            let fact = try #require(facts.types[name], "Kubernetes has no \(name)")
            let document = APIVersion(group: type.group, version: type.version)
            let rendered = Self.withoutEnumerations(.object(own.component(type, in: document)))
            let expected = JSONValue.object(theirs.component(fact, in: document))
            #expect(JSONDifferences.between(rendered, and: expected, at: name) == [])
        }
    }

    private static func withoutEnumerations(_ value: JSONValue) -> JSONValue {
        switch value {
        case .object(let object):
            var result = JSONObject()
            for (key, member) in object {
                if key == "enum", case .array = member { continue }
                result[key] = withoutEnumerations(member)
            }
            return .object(result)
        case .array(let elements): return .array(elements.map(withoutEnumerations))
        default: return value
        }
    }

    /// How empty and absent values are written, and each field's place on the wire.
    @Test func presenceAndProtobuf() throws {
        for (name, type) in Definitions.own.types {
            let fact = try #require(facts.types[name])
            #expect(type.protobuf == fact.protobuf, "\(name)")
            guard case .object(let own) = type.schema.type, case .object(let theirs) = fact.schema.type else {
                Issue.record("\(name) is no struct")
                continue
            }
            #expect(own.inlines == theirs.inlines, "\(name)")
            #expect(own.unions == theirs.unions, "\(name)")
            for field in own.fields {
                let expected = try #require(theirs.field(named: field.name), "\(name).\(field.name)")
                #expect(field.presence == expected.presence, "\(name).\(field.name)")
                #expect(field.protobuf == expected.protobuf, "\(name).\(field.name)")
            }
        }
        let table = ProtobufFieldTable.render(Definitions.all.types)
        let expected = try Reference.json("kubernetes-1.36/protobuf-fields.json")
        for (message, fields) in table {
            #expect(JSONDifferences.between(fields, and: expected[message] ?? .null, at: message) == [])
        }
    }

    /// What the server cannot answer yet: these take or return other kinds, or connect to nodes.
    static let subresourcesLeftOut: Set<String> = [
        "pods/attach", "pods/binding", "pods/eviction", "pods/exec", "pods/log", "pods/portforward", "pods/proxy",
        "pods/resize", "serviceaccounts/token", "services/proxy",
    ]

    /// Names, scope, verbs, short names, categories and subresources.
    @Test func resources() throws {
        var leftOut: Set<String> = []
        for resource in Definitions.own.resources {
            var fact = try #require(
                facts.resources.first {
                    $0.groupVersionKind == resource.groupVersionKind && $0.plural == resource.plural
                })
            let names = Set(resource.subresources.map(\.name))
            for subresource in fact.subresources where !names.contains(subresource.name) {
                leftOut.insert("\(resource.plural)/\(subresource.name)")
            }
            fact.subresources.removeAll { !names.contains($0.name) }
            let differences = JSONDifferences.between(
                .object(DiscoveryDocument.aggregated(resource)), and: .object(DiscoveryDocument.aggregated(fact)),
                at: resource.plural)
            #expect(differences == [])
            #expect(resource.typeName == fact.typeName)
            #expect(resource.listKind == fact.listKind)
            #expect(resource.isStored == fact.isStored)
        }
        #expect(leftOut == Self.subresourcesLeftOut)
    }

    /// The columns of tables; the texts are ours.
    @Test func columns() throws {
        for resource in Definitions.own.resources {
            let fact = try #require(facts.resources.first { $0.typeName == resource.typeName })
            let own = resource.columns.map { JSONValue.object($0.tableColumnDefinition(includesDescription: false)) }
            let theirs = fact.columns.map { JSONValue.object($0.tableColumnDefinition(includesDescription: false)) }
            #expect(JSONDifferences.between(.array(own), and: .array(theirs), at: resource.plural) == [])
        }
    }

    /// What kube-apiserver answered in both encodings: each becomes the other, the protobuf byte for byte.
    @Test func recordedPairs() throws {
        var count = 0
        for pair in try Reference.json("conformance/protobuf.json").arrayValue ?? [] {
            guard let object = pair["json"], let kind = object["kind"]?.stringValue,
                let apiVersion = object["apiVersion"]?.stringValue,
                let bytes = Data(base64Encoded: pair["protobuf"]?.stringValue ?? "").map(Array.init),
                Definitions.resource(
                    apiVersion: apiVersion, kind: kind.hasSuffix("List") ? String(kind.dropLast(4)) : kind) != nil
            else { continue }
            #expect(try Definitions.transcoder.decode(bytes) == object, "\(pair["path"] ?? "")")
            let name = try #require(
                Definitions.own.types.values.first { type in
                    type.kinds.contains { $0.apiVersion == apiVersion && $0.kind == kind }
                }?.name)
            let codec = try #require(try Definitions.transcoder.codec(for: name))
            #expect(try codec.encode(object) == bytes, "\(pair["path"] ?? "")")
            count += 1
        }
        #expect(count > 40)
    }
}
