import APICompiler
import APIMachinery
import APISchema
import JSON
import Testing

/// What the generator makes of definitions that no golden module has, many of which no YAML compiles to.
@Suite struct SwiftGenerationTests {
    private func generate(
        _ types: [TypeDefinition], resources: [ResourceDefinition] = [], references: [SwiftModule] = []
    ) -> String {
        let set = DefinitionSet(
            types: Dictionary(uniqueKeysWithValues: types.map { ($0.name, $0) }), resources: resources)
        return SwiftGenerator(
            module: SwiftModule(name: "Module", definitions: set), definitionPaths: [], references: references,
            documents: Golden.documents
        ).files().map(\.text).joined()
    }

    private func type(
        _ name: String, group: String = "example.org", _ fields: [Field], kind: Bool = false
    ) -> TypeDefinition {
        TypeDefinition(
            name: "\(group).\(name)", group: group, version: "v1",
            schema: Schema(.object(ObjectSchema(fields: fields))),
            kinds: kind ? [GroupVersionKind(group: group, version: "v1", kind: name)] : [], swiftName: name)
    }

    @Test func aStructThatRequiresItselfEnds() {
        let text = generate([
            type("Endless", [Field("again", Schema(.reference("example.org.Endless")), isRequired: true)]),
            type("Ping", [Field("pong", Schema(.reference("example.org.Pong")), isRequired: true)]),
            type("Pong", [Field("ping", Schema(.reference("example.org.Ping")), isRequired: true)]),
        ])
        #expect(text.contains("public var again: ExampleV1.Endless? {"))
        #expect(text.contains("public var pong: ExampleV1.Pong? {"))
        #expect(text.contains("public var ping: ExampleV1.Ping? {"))
    }

    @Test func anAliasOfItselfIsAnyValue() {
        var alias = type("Alias", [])
        alias.schema = Schema(.array(ArraySchema(items: Schema(.reference("example.org.Alias")))))
        #expect(generate([alias]).contains("public typealias Alias = JSONValue"))
    }

    @Test func aReferenceToNothingIsAnyValue() {
        let text = generate([type("Lost", [Field("where", Schema(.reference("nowhere")))])])
        #expect(text.contains("public var `where`: JSONValue?"))
    }

    @Test func namesThatLiteralsCannotHoldStayUnknown() {
        let text = generate([
            type("Odd", [Field("a,b", Schema(.string)), Field("c\"d", Schema(.string)), Field("ok", Schema(.string))])
        ])
        #expect(text.contains(#"JSONFieldNames("ok")"#))
        #expect(text.contains(#"The field "a,b" has no property"#))
    }

    @Test func namesOfValuesDoNotDependOnTheirOrder() {
        let values = ["On", "ON", "TCP", "a-b", "aB", "a_b", "x y", "x-y", "init"]
        func names(_ values: [String]) -> Set<String> {
            var schema = Schema(.string)
            schema.constraints.enum = values.map { .string($0) }
            let lines = generate([type("A", [Field("mode", schema)])]).split(separator: "\n")
            return Set(lines.filter { $0.contains("static let") || $0.contains("static var") }.map { String($0) })
        }
        let expected = names(values)
        for name in ["On", "ON", "tcp", "aB", "aB_2", "a_b", "xY", "xY_2"] {
            #expect(expected.contains { $0.contains(" \(name) ") || $0.contains(" \(name):") }, "\(name)")
        }
        #expect(names(values.reversed()) == expected)
        #expect(names(values.shuffled()) == expected)
    }

    @Test func theRuleForTheHeapDoesNotDependOnOrder() {
        let sixteen = (1...16).map { Field("f\($0)", Schema(.string)) }
        let small = type("Small", Array(sixteen.prefix(8)))
        let nested = Field("small", Schema(.reference("example.org.Small")))
        for fields in [sixteen, sixteen.reversed()] {
            #expect(!generate([type("A", fields)]).contains("CopyOnWriteBox"))
            #expect(generate([type("A", fields + [Field("more", Schema(.string))])]).contains("CopyOnWriteBox"))
        }
        // Eight fields and eight of the struct within.
        #expect(!generate([small, type("A", [nested] + sixteen.prefix(8))]).contains("CopyOnWriteBox"))
        #expect(generate([small, type("A", [nested] + sixteen.prefix(9))]).contains("CopyOnWriteBox"))
        // A list holds its elements elsewhere.
        let list = Field("small", Schema(.array(ArraySchema(items: Schema(.reference("example.org.Small"))))))
        #expect(!generate([small, type("A", [list] + sixteen.prefix(15))]).contains("CopyOnWriteBox"))
    }

    @Test func groupsWithTheSameFirstLabelGetLongerNames() {
        let text = generate([
            type("A", group: "events.k8s.io", []), type("B", group: "events.example.org", []),
            type("C", group: "events", []),
            type("D", group: "apps", []), type("E", group: "", []),
        ])
        for name in ["EventsK8sV1", "EventsExampleV1", "EventsV1", "AppsV1", "CoreV1"] {
            #expect(text.contains("public enum \(name) {}"))
        }
    }

    @Test func aGroupOfADependencyIsExtended() {
        let lower = SwiftModule(
            name: "Lower", definitions: DefinitionSet(types: ["example.org.A": type("A", [])]), dependencies: [])
        let text = generate(
            [type("B", [Field("a", Schema(.reference("example.org.A")))]), type("C", group: "example.com", [])],
            references: [lower])
        #expect(!text.contains("public enum ExampleV1"))
        #expect(text.contains("extension ExampleV1 {"))
        #expect(text.contains("public import Lower"))
        #expect(text.contains("public enum ExampleComV1 {}"))
    }

    @Test func aGroupOfANeighbourIsNot() {
        let one = SwiftModule(
            name: "One", definitions: DefinitionSet(types: ["example.org.A": type("A", [])]), dependencies: [])
        let other = SwiftModule(
            name: "Other", definitions: DefinitionSet(types: ["example.com.A": type("A", group: "example.com", [])]),
            dependencies: [])
        let text = generate(
            [type("B", group: "b", [Field("a", Schema(.reference("example.com.A")))])], references: [one, other])
        // Other does not know One, so its namespace has the short name.
        #expect(text.contains("public var a: ExampleV1.A?"))
        #expect(text.contains("public import Other"))
        #expect(!text.contains("public import One"))
    }

    @Test func typesOfOneNameAreToldApart() {
        var first = type("A", [])
        first.swiftName = "same"
        var second = type("B", [])
        second.swiftName = "Same"
        let text = generate([first, second])
        #expect(text.contains("public struct Same:"))
        #expect(text.contains("public struct Same_2:"))
    }

    @Test func descriptionsCannotEndTheirComment() {
        var odd = type("Odd", [])
        odd.schema.description = "one\r\ntwo\u{0}three */ \u{2028}four\nimport Nothing"
        let text = generate([odd])
        for line in text.split(whereSeparator: \.isNewline) where line.contains("Nothing") || line.contains("three") {
            #expect(line.drop { $0 == " " }.hasPrefix("///"))
        }
        #expect(!text.contains("\u{0}"))
    }

    @Test func documentsOfAnyTextAreHeldByTheirLiterals() {
        let set = DefinitionSet(types: ["example.org.A": type("A", [])])
        let text = "{\"a\":\"\\\"####\\\\##\"}"
        let files = SwiftGenerator(module: SwiftModule(name: "Module", definitions: set), definitionPaths: []) { _, _ in
            SwiftGenerator.Documents(definitions: text, descriptions: "{}", openAPI: "{}")
        }.files()
        let fence = String(repeating: "#", count: 5)
        #expect(files.contains { $0.text.contains("StaticBytes(\(fence)\"\(text)\"\(fence))") })
    }

    @Test func everyBuiltInTypeIsAModelOfAPIMachinery() {
        // A type of meta/v1 without a model would be any value wherever it is referred to.
        let referenced = DefinitionCompiler(set: []).compile().result.referenced
        #expect(!referenced.types.isEmpty)
        for (name, definition) in referenced.types {
            let text = generate(
                [type("A", [Field("a", Schema(.reference(name)))])],
                references: [
                    SwiftModule(name: "APIMachinery", definitions: referenced)
                ])
            #expect(
                text.contains("public var a: MetaV1.\(definition.swiftName)?")
                    || text.contains("public var a: APIMachinery.\(definition.swiftName)?"), "\(name)")
        }
    }
}
