import APISchema
import JSON
import Testing

@Suite struct SchemaResolverTests {
    @Test func lookup() {
        let other = DefinitionSet(types: ["Thing": Sample.tree, "Alias": Sample.type("Alias", .reference("Tree"))])
        let resolver = SchemaResolver([DefinitionSet(types: ["Thing": Sample.root]), other])
        #expect(resolver.type(named: "Thing") == Sample.root)
        #expect(resolver.type(named: "Nobody") == nil)
        #expect(resolver.schema(named: "Nobody") == nil)
        #expect(resolver.missingTypes() == ["Container", "ObjectMeta", "Tree"])
        #expect(resolver.resolve(Schema(.reference("Alias"))) == nil)
        #expect(Sample.resolver.resolve(Schema(.reference("Tree"))) == Sample.tree.schema)
        #expect(Sample.resolver.resolve(Schema(.string)) == Schema(.string))
    }

    @Test func circularAliases() throws {
        let resolver = SchemaResolver([
            DefinitionSet(types: ["A": Sample.type("A", .reference("B")), "B": Sample.type("B", .reference("A"))])
        ])
        #expect(resolver.resolve(Schema(.reference("A"))) == nil)
        // Nothing is known of such a type, so that everything is allowed.
        #expect(try #require(resolver.schema(named: "A")).validate(["x": 1]) == [])
    }

    @Test func referencesKeepWhatIsSaidBesideThem() throws {
        let name = TypeDefinition(
            name: "Name", group: "", version: "v1",
            schema: Schema(
                .string, defaultValue: "x",
                constraints: {
                    var c = Constraints(); c.maxLength = 3; return c
                }()),
            swiftName: "Name"
        )
        let resolver = SchemaResolver([DefinitionSet(types: ["Name": name])])
        let schema = resolver.link(
            Schema(
                .object(
                    ObjectSchema(fields: [
                        Sample.field("a", .reference("Name")),
                        Sample.field("b", .reference("Name"), default: "y") { $0.minLength = 1 },
                    ])))
        )
        #expect(schema.prepared([:], .customResource) == ["a": "x", "b": "y"])
        #expect(schema.validate(["a": "long", "b": "long"]).count == 2)
        #expect(schema.validate(["a": "", "b": ""]).map(\.field) == ["b"])
    }

    @Test func navigation() throws {
        let thing = try Sample.thing()
        let containers = try #require(thing.schema(at: FieldPath([.member("spec"), .member("containers")])))
        #expect(containers.listType == .map)
        #expect(containers.listMapKeys == ["name"])
        #expect(!containers.isAtomic)
        #expect(containers.key(of: ["name": "a", "image": "b"])?.values == ["a"])
        let ports = try #require(containers.elements?.field(named: "ports"))
        #expect(ports.key(of: ["containerPort": 1]) == ports.key(of: ["protocol": "TCP", "containerPort": 1]))
        #expect(ports.key(of: ["containerPort": 1]) != ports.key(of: ["protocol": "UDP", "containerPort": 1]))
        #expect(containers.elements?.field(named: "command")?.isAtomic == true)
        #expect(thing.field(named: "spec")?.field(named: "finalizers")?.key(of: "x")?.values == ["x"])
        #expect(thing.field(named: "spec")?.field(named: "selector")?.elements?.isAtomic == true)
        #expect(thing.schema(at: FieldPath([.member("nope")])) == nil)
    }

    /// Types may be linked from several threads at once.
    @Test func concurrency() async throws {
        let resolver = SchemaResolver([DefinitionSet(types: ["Tree": Sample.tree])])
        await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<20 {
                group.addTask { resolver.schema(named: "Tree")?.validate(["children": [["value": "x"]]]).count == 1 }
            }
            for await isRight in group { #expect(isRight) }
        }
    }
}
