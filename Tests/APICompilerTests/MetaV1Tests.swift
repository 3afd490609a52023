import APICompiler
import APISchema
import Testing

/// The built-in definitions of meta/v1 against the facts.
@Suite struct MetaV1Tests {
    @Test(.enabled(if: Reference.isPresent, "needs APUS_REFERENCE")) func builtInTypesAreThoseOfTheReference() throws {
        let facts = try KubernetesReference.shared.get().facts.definitions.types
        let own = DefinitionCompiler(set: []).compile().result.referenced.types
        let names = facts.keys.filter { $0.hasPrefix("io.k8s.apimachinery.") && WellKnownType(typeName: $0) == nil }
        #expect(names.count > 20)
        for name in names.sorted() + [
            "io.k8s.api.autoscaling.v1.Scale", "io.k8s.api.autoscaling.v1.ScaleSpec",
            "io.k8s.api.autoscaling.v1.ScaleStatus",
        ] {
            let expected = try #require(facts[name])
            guard let actual = own[name] else {
                Issue.record("no definition of \(name)")
                continue
            }
            compare(actual, expected)
        }
    }

    private func compare(_ actual: TypeDefinition, _ expected: TypeDefinition) {
        let name = actual.name
        #expect(actual.protobuf == expected.protobuf, "\(name)")
        guard case .object(let own) = actual.schema.type, case .object(let facts) = expected.schema.type else {
            Issue.record("\(name) is no struct")
            return
        }
        #expect(own.mapType == facts.mapType, "\(name)")
        #expect(own.unions == facts.unions && own.inlines == facts.inlines, "\(name)")
        #expect(Set(own.fields.map(\.name)) == Set(facts.fields.map(\.name)), "\(name)")
        for field in own.fields {
            guard var fact = facts.field(named: field.name) else { continue }
            fact.schema.description = nil
            var plain = field
            plain.schema.description = nil
            // The facts do not tell the presence of fields without a place on the wire.
            if fact.protobuf == nil { plain.presence = fact.presence }
            #expect(plain == fact, "\(name).\(field.name)")
        }
    }

    @Test func everyBuiltInFieldIsDescribed() {
        for definition in DefinitionCompiler(set: []).compile().result.referenced.types.values {
            #expect(definition.schema.description?.isEmpty == false, "\(definition.name)")
            guard case .object(let object) = definition.schema.type else { continue }
            for field in object.fields {
                #expect(field.schema.description?.isEmpty == false, "\(definition.name).\(field.name)")
            }
        }
    }

    @Test func builtInDefinitionsHaveNoMistakes() {
        #expect(DefinitionCompiler(set: []).compile().diagnostics.isEmpty)
    }
}
