import APICompiler
import APIMachinery
import APISchema
import JSON
import Testing

struct CustomResourceDefinitionTests {
    private static let manifest: JSONValue = [
        "apiVersion": "apiextensions.k8s.io/v1",
        "kind": "CustomResourceDefinition",
        "metadata": ["name": "books.library.example.org"],
        "spec": [
            "group": "library.example.org",
            "names": [
                "plural": "books", "singular": "book", "kind": "Book", "listKind": "BookList", "shortNames": ["bk"],
                "categories": ["all"],
            ],
            "scope": "Namespaced",
            "versions": [
                [
                    "name": "v1", "served": true, "storage": true,
                    "schema": [
                        "openAPIV3Schema": [
                            "description": "A title.",
                            "properties": [
                                "apiVersion": ["type": "string"], "kind": ["type": "string"],
                                "metadata": ["type": "object"],
                                "spec": [
                                    "properties": [
                                        "authors": [
                                            "items": [
                                                "properties": ["name": ["type": "string"]], "required": ["name"],
                                                "type": "object",
                                            ],
                                            "type": "array", "x-kubernetes-list-map-keys": ["name"],
                                            "x-kubernetes-list-type": "map",
                                        ],
                                        "copies": ["default": 1, "format": "int32", "minimum": 0, "type": "integer"],
                                        "cover": [
                                            "anyOf": [["type": "integer"], ["type": "string"]],
                                            "x-kubernetes-int-or-string": true,
                                        ],
                                        "data": ["x-kubernetes-preserve-unknown-fields": true],
                                        "labels": ["additionalProperties": ["type": "string"], "type": "object"],
                                        "mood": ["enum": ["good", "bad"], "nullable": true, "type": "string"],
                                        "price": ["maximum": 99.5, "type": "number"],
                                        "printed": ["format": "date-time", "type": "string"],
                                        "template": [
                                            "type": "object", "x-kubernetes-embedded-resource": true,
                                            "x-kubernetes-preserve-unknown-fields": true,
                                        ],
                                    ],
                                    "required": ["authors"], "type": "object",
                                    "x-kubernetes-validations": [["message": "too many", "rule": "self.copies < 100"]],
                                ],
                                "status": [
                                    "properties": ["lent": ["format": "int64", "type": "integer"]], "type": "object",
                                ],
                            ],
                            "required": ["spec"], "type": "object",
                        ]
                    ],
                    "subresources": [
                        "scale": ["specReplicasPath": ".spec.copies", "statusReplicasPath": ".status.lent"],
                        "status": [:],
                    ],
                    "selectableFields": [["jsonPath": ".spec.mood"]],
                    "additionalPrinterColumns": [
                        ["name": "Copies", "type": "integer", "priority": 1, "jsonPath": ".spec.copies"]
                    ],
                ]
            ],
        ],
    ]

    @Test func aManifestIsReadAndRenderedBack() throws {
        var importer = CustomResourceDefinitionImporter()
        let set = try importer.definitions(from: Self.manifest)
        #expect(importer.notices == [])
        #expect(Set(set.types.keys) == ["org.example.library.v1.Book", "org.example.library.v1.BookList"])
        let resource = try #require(set.resources.first)
        #expect(resource.columns.map(\.name) == ["Name", "Copies"])
        #expect(!resource.isNormalized && resource.isStored && resource.verbs.count == 8)
        let rendered = CustomResourceManifest.manifests(of: set.resources, types: set.types).map(\.manifest)
        #expect(rendered == [Self.manifest])
    }

    @Test func whatHasNoPlaceIsNoted() throws {
        var manifest = Self.manifest
        var spec = try #require(manifest["spec"])
        spec["conversion"] = ["strategy": "Webhook"]
        spec["versions"] = [
            [
                "name": "v1", "served": true, "storage": true,
                "schema": ["openAPIV3Schema": ["type": "object", "not": ["required": ["x"]], "title": "Book"]],
            ],
            ["name": "v2", "served": false, "storage": false],
        ]
        manifest["spec"] = spec
        var importer = CustomResourceDefinitionImporter()
        let set = try importer.definitions(from: manifest)
        #expect(set.resources.map(\.version) == ["v1"])
        #expect(importer.notices.count == 4)
    }

    @Test(arguments: [
        JSONValue.null, [:], ["apiVersion": "v1", "kind": "ConfigMap"],
        ["apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition", "spec": []],
        ["apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition", "spec": ["group": 1]],
    ])
    func whatIsNoManifestIsRefused(_ manifest: JSONValue) {
        var importer = CustomResourceDefinitionImporter()
        #expect(throws: ImportError.self) { try importer.definitions(from: manifest) }
    }

    @Test func wrongWordsAreRefusedWithTheirPath() {
        let schemas: [(JSONValue, String)] = [
            (["type": "strin"], "type"), (["type": "array"], ""), (["minLength": "1"], "minLength"),
            (["type": "object", "properties": ["a": ["type": 1]]], "a.type"), (["$ref": "#/definitions/x"], ""),
            (["x-kubernetes-list-type": "bag"], "x-kubernetes-list-type"), (["enum": "a"], "enum"),
        ]
        for (schema, path) in schemas {
            var importer = OpenAPISchemaImporter()
            #expect(
                performing: { try importer.schema(schema) },
                throws: { ($0 as? ImportError)?.path.joined(separator: ".") == path })
        }
    }

    @Test func schemasMayNotNestTooDeeply() {
        var schema: JSONValue = ["type": "string"]
        for _ in 0..<100 { schema = ["type": "array", "items": schema] }
        var importer = OpenAPISchemaImporter()
        #expect(throws: ImportError.self) { try importer.schema(schema) }
    }

    @Test func aTypeThatContainsItselfEndsInAnOpenObject() throws {
        let node = TypeDefinition(
            name: "org.example.v1.Node", group: "example.org", version: "v1",
            schema: Schema(
                .object(
                    ObjectSchema(fields: [
                        Field("name", Schema(.string)),
                        Field("next", Schema(.reference("org.example.v1.Node"), description: "The next.")),
                    ]))), swiftName: "Node")
        let rendered = JSONValue.object(StructuralSchemaRenderer(types: [node.name: node]).root(node))
        #expect(rendered["properties"]?["next"]?["x-kubernetes-preserve-unknown-fields"] == true)
        #expect(rendered["properties"]?["next"]?["description"] == "The next.")
    }
}
