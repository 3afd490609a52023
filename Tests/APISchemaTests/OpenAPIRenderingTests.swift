import APIMachinery
import APISchema
import JSON
import Testing

/// OpenAPI, discovery and CustomResourceDefinitions as rendered from small definitions.
@Suite struct OpenAPIRenderingTests {
    private static func type(
        _ name: String, kinds: [GroupVersionKind] = [], isInEveryGroup: Bool = false, _ fields: [Field]
    ) -> TypeDefinition {
        TypeDefinition(
            name: name, group: "library.example.org", version: "v1",
            schema: Schema(.object(ObjectSchema(fields: fields))),
            kinds: kinds, isInEveryGroup: isInEveryGroup, swiftName: name)
    }

    private static func component(_ fields: [Field], _ others: [TypeDefinition] = []) -> JSONValue {
        let type = type("T", fields)
        let types = Dictionary(uniqueKeysWithValues: ([type] + others).map { ($0.name, $0) })
        return .object(OpenAPISchemaRenderer(types: types).component(type, in: nil))
    }

    // MARK: Schemas

    @Test func emptyValuesAreDefaultsWhereTheyAreAlwaysWritten() {
        let author = Self.type("Author", [Field("name", Schema(.string))])
        let empty = Self.type("Empty", [])
        let rendered = Self.component(
            [
                Field("text", Schema(.string), presence: .always), Field("count", Schema(.int32), presence: .always),
                Field("flag", Schema(.boolean), presence: .always),
                Field("author", Schema(.reference("Author")), presence: .always),
                Field("nothing", Schema(.reference("Empty")), presence: .always),
                Field("time", Schema(.time), presence: .always),
                Field("list", Schema(.array(ArraySchema(items: Schema(.string)))), presence: .always),
                Field("optional", Schema(.string)), Field("implicit", Schema(.string), presence: .implicit),
                Field("stated", Schema(.string, defaultValue: "x"), presence: .always),
            ], [author, empty])
        let expected: JSONValue = [
            "text": "", "count": 0, "flag": false, "author": [:], "nothing": .null, "time": .null, "list": .null,
            "optional": .null,
            "implicit": .null, "stated": "x",
        ]
        for (name, value) in expected.objectValue ?? [:] {
            #expect((rendered["properties"]?[name]?["default"] ?? .null) == value, "\(name)")
        }
    }

    @Test func referencesWithSomethingBesideThemAreAllOf() {
        let rendered = Self.component([
            Field("plain", Schema(.reference("Other"))), Field("blank", Schema(.reference("Other"), description: "")),
            Field("described", Schema(.quantity, description: "How much.")),
            Field("nullable", Schema(.time, isNullable: true)),
        ])
        let other: JSONValue = ["$ref": "#/components/schemas/Other"]
        #expect(rendered["properties"]?["plain"] == other)
        #expect(rendered["properties"]?["blank"] == ["allOf": [other]])
        #expect(
            rendered["properties"]?["described"] == [
                "allOf": [["$ref": "#/components/schemas/io.k8s.apimachinery.pkg.api.resource.Quantity"]],
                "description": "How much.",
            ])
        #expect(rendered["properties"]?["nullable"]?["nullable"] == true)
    }

    @Test func constraintsAndExtensions() throws {
        var constraints = Constraints()
        constraints.minimum = JSONNumber("1")
        constraints.exclusiveMaximum = true
        constraints.pattern = "^a"
        constraints.format = "ipv4"
        constraints.enum = ["a", 1]
        let list = ArraySchema(items: Schema(.reference("Other")), listType: .map, listMapKeys: ["a", "b"])
        let rendered = OpenAPISchemaRenderer(types: [:]).schema(
            Schema(
                .object(
                    ObjectSchema(
                        fields: [
                            Field("c", Schema(.string, constraints: constraints), isRequired: true),
                            Field("l", Schema(.array(list), patchStrategy: [.retainKeys, .merge], patchMergeKey: "a")),
                            Field("m", Schema(.map(MapSchema(values: Schema(.bytes), mapType: .atomic)))),
                            Field("s", Schema(.string, publishesDefault: false)),
                        ], mapType: .granular, preservesUnknownFields: true,
                        unions: [Union(discriminator: "c", fields: ["l": "L"])])),
                rules: [ValidationRule(expression: "true", message: "m")]))
        let text = String(decoding: JSONValue.object(rendered).serialized(), as: UTF8.self)
        #expect(
            text == """
                {"properties":{"c":{"enum":["a",1],"exclusiveMaximum":true,"format":"ipv4","minimum":1,"pattern":"^a","type":"string"},\
                "l":{"items":{"$ref":"#/components/schemas/Other"},"type":"array","x-kubernetes-list-map-keys":["a","b"],\
                "x-kubernetes-list-type":"map","x-kubernetes-patch-merge-key":"a","x-kubernetes-patch-strategy":"merge,retainKeys"},\
                "m":{"additionalProperties":{"format":"byte","type":"string"},"type":"object","x-kubernetes-map-type":"atomic"},\
                "s":{"type":"string"}},"required":["c"],"type":"object","x-kubernetes-map-type":"granular",\
                "x-kubernetes-preserve-unknown-fields":true,\
                "x-kubernetes-unions":[{"discriminator":"c","fields-to-discriminateBy":{"l":"L"}}],\
                "x-kubernetes-validations":[{"message":"m","rule":"true"}]}
                """)
    }

    @Test func kindsThatAreInEveryGroupNameTheDocuments() {
        let core = GroupVersionKind(group: "", version: "v1", kind: "DeleteOptions")
        let type = Self.type("DeleteOptions", kinds: [core], isInEveryGroup: true, [])
        let renderer = OpenAPISchemaRenderer(types: [:])
        let kinds = { (document: APIVersion?) in
            renderer.component(type, in: document)["x-kubernetes-group-version-kind"]?.arrayValue?.compactMap {
                $0["group"]?.stringValue
            }
        }
        #expect(kinds(APIVersion(group: "apps", version: "v1")) == ["", "apps"])
        #expect(kinds(APIVersion(group: "", version: "v1")) == [""])
        #expect(kinds(nil) == [""])
    }

    // MARK: Documents

    private static let set: DefinitionSet = {
        let kind = GroupVersionKind(group: "library.example.org", version: "v1", kind: "Book")
        let listKind = GroupVersionKind(group: "library.example.org", version: "v1", kind: "BookList")
        let spec = type(
            "org.example.library.v1.BookSpec",
            [
                Field("title", Schema(.string, description: "As printed."), isRequired: true),
                Field("related", Schema(.array(ArraySchema(items: Schema(.reference("org.example.library.v1.Book")))))),
                Field("printed", Schema(.time)),
            ])
        let book = type(
            "org.example.library.v1.Book", kinds: [kind],
            [
                Field("apiVersion", Schema(.string), presence: .implicit),
                Field("kind", Schema(.string), presence: .implicit),
                Field(
                    "metadata", Schema(.reference("io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta")), presence: .always
                ),
                Field("spec", Schema(.reference(spec.name)), isRequired: true),
            ])
        let list = type(
            "org.example.library.v1.BookList", kinds: [listKind],
            [
                Field("items", Schema(.array(ArraySchema(items: Schema(.reference(book.name))))), isRequired: true)
            ])
        let unused = type("org.example.library.v1.Unused", [])
        let resource = ResourceDefinition(
            group: "library.example.org", version: "v1", kind: "Book", plural: "books", singular: "book",
            shortNames: ["bk"],
            categories: ["all"], scope: .namespaced, verbs: Verb.offered, typeName: book.name, listKind: "BookList",
            subresources: [
                Subresource(name: "status", verbs: [.get, .update, .patch]),
                Subresource(
                    name: "lend", verbs: [.create],
                    kind: GroupVersionKind(group: "library.example.org", version: "v1", kind: "LendOptions")),
            ],
            columns: [
                Column(
                    name: "Name", type: "string", format: "name",
                    path: FieldPath([.member("metadata"), .member("name")])),
                Column(name: "Title", type: "string", path: FieldPath([.member("spec"), .member("title")])),
                Column(name: "Lent", type: "integer"),
            ])
        let shelf = ResourceDefinition(
            group: "library.example.org", version: "v1", kind: "Review", plural: "reviews", singular: "review",
            scope: .cluster,
            verbs: [.create], typeName: spec.name, isStored: false)
        return DefinitionSet(
            types: Dictionary(uniqueKeysWithValues: [spec, book, list, unused].map { ($0.name, $0) }),
            resources: [resource, shelf])
    }()
    private static let document = OpenAPIDocument.groupVersion(
        APIVersion(group: "library.example.org", version: "v1"), of: set)

    @Test func pathsFollowFromVerbs() throws {
        let root = "/apis/library.example.org/v1"
        let paths = try #require(Self.document["paths"]?.objectValue)
        let methods = paths.map { path, item in
            "\(path) \((item.objectValue?.keys ?? []).filter { $0 != "parameters" }.joined(separator: ","))"
        }
        #expect(
            methods == [
                "\(root)/ get", "\(root)/books get", "\(root)/namespaces/{namespace}/books delete,get,post",
                "\(root)/namespaces/{namespace}/books/{name} delete,get,patch,put",
                "\(root)/namespaces/{namespace}/books/{name}/lend post",
                "\(root)/namespaces/{namespace}/books/{name}/status get,patch,put", "\(root)/reviews post",
                "\(root)/watch/books get",
                "\(root)/watch/namespaces/{namespace}/books get",
                "\(root)/watch/namespaces/{namespace}/books/{name} get",
            ])
    }

    @Test func operationsAreNamedAsKubernetesNamesThem() throws {
        var ids: Set<String> = []
        for (_, item) in try #require(Self.document["paths"]?.objectValue) {
            for (_, operation) in item.objectValue ?? [:] {
                if let id = operation["operationId"]?.stringValue { ids.insert(id) }
            }
        }
        #expect(
            ids == [
                "getLibraryExampleOrgV1APIResources", "listLibraryExampleOrgV1BookForAllNamespaces",
                "deleteLibraryExampleOrgV1CollectionNamespacedBook", "listLibraryExampleOrgV1NamespacedBook",
                "createLibraryExampleOrgV1NamespacedBook", "deleteLibraryExampleOrgV1NamespacedBook",
                "readLibraryExampleOrgV1NamespacedBook", "patchLibraryExampleOrgV1NamespacedBook",
                "replaceLibraryExampleOrgV1NamespacedBook", "connectLibraryExampleOrgV1PostNamespacedBookLend",
                "readLibraryExampleOrgV1NamespacedBookStatus", "patchLibraryExampleOrgV1NamespacedBookStatus",
                "replaceLibraryExampleOrgV1NamespacedBookStatus", "createLibraryExampleOrgV1Review",
                "watchLibraryExampleOrgV1BookListForAllNamespaces", "watchLibraryExampleOrgV1NamespacedBookList",
                "watchLibraryExampleOrgV1NamespacedBook",
            ])
    }

    @Test func patchDeclaresFieldValidation() throws {
        let item = Self.document["paths"]?["/apis/library.example.org/v1/namespaces/{namespace}/books/{name}"]
        let patch = try #require(item?["patch"])
        #expect(
            patch["parameters"]?.arrayValue?.compactMap { $0["name"]?.stringValue } == [
                "dryRun", "fieldManager", "fieldValidation", "force",
            ])
        #expect(patch["x-kubernetes-action"] == "patch")
        #expect(
            patch["x-kubernetes-group-version-kind"] == [
                "group": "library.example.org", "kind": "Book", "version": "v1",
            ])
        #expect(patch["requestBody"]?["content"]?.objectValue?.count == 4)
        #expect(
            item?["parameters"]?.arrayValue?.compactMap { $0["name"]?.stringValue } == ["name", "namespace", "pretty"])
        // A kind without message is not offered in protobuf.
        #expect(
            item?["get"]?["responses"]?["200"]?["content"]?.objectValue?.keys == [
                "application/json", "application/yaml",
            ])
    }

    @Test func schemasAreThoseThatPathsReach() throws {
        let schemas = try #require(Self.document["components"]?["schemas"]?.objectValue)
        let time = "io.k8s.apimachinery.pkg.apis.meta.v1.Time"
        #expect(
            schemas.keys == [
                "io.k8s.apimachinery.pkg.apis.meta.v1.Patch", time, "org.example.library.v1.Book",
                "org.example.library.v1.BookList",
                "org.example.library.v1.BookSpec",
            ])
        #expect(schemas[time]?["format"] == "date-time")
        #expect(Self.document["info"]?["title"] == "Kubernetes" && Self.document["openapi"] == "3.0.0")
    }

    @Test func bytesDoNotDependOnOrder() {
        var set = Self.set
        set.types = Dictionary(uniqueKeysWithValues: set.types.reversed().map { ($0.key, $0.value) })
        set.resources.reverse()
        let document = OpenAPIDocument.groupVersion(APIVersion(group: "library.example.org", version: "v1"), of: set)
        #expect(document.serialized() == Self.document.serialized())
    }

    // MARK: Other documents

    @Test func discovery() {
        let groupVersion = APIVersion(group: "library.example.org", version: "v1")
        let list = DiscoveryDocument.resourceList(groupVersion, resources: Self.set.resources) {
            "hash of \($0.plural)"
        }
        #expect(
            list["resources"]?.arrayValue?.compactMap { $0["name"]?.stringValue } == [
                "books", "books/lend", "books/status", "reviews",
            ])
        #expect(list["resources"]?[0]?["storageVersionHash"] == "hash of books")
        // What is not stored has no storage version.
        #expect(list["resources"]?[3]?["storageVersionHash"] == Optional<JSONValue>.none)
        #expect(list["apiVersion"] == "v1")
        let aggregated = DiscoveryDocument.aggregated(
            GroupVersions.of(Self.set.resources), resources: Self.set.resources)
        #expect(
            aggregated["items"]?[0]?["versions"]?[0]?["resources"]?[0] == [
                "resource": "books", "responseKind": ["group": "", "version": "", "kind": "Book"],
                "scope": "Namespaced",
                "singularResource": "book", "shortNames": ["bk"], "categories": ["all"],
                "verbs": ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"],
                "subresources": [
                    [
                        "subresource": "lend", "responseKind": ["group": "", "version": "", "kind": "LendOptions"],
                        "verbs": ["create"],
                    ],
                    [
                        "subresource": "status", "responseKind": ["group": "", "version": "", "kind": "Book"],
                        "verbs": ["get", "patch", "update"],
                    ],
                ],
            ])
    }

    @Test func versionsRankByStageAndNumber() {
        let versions = [
            "foo10", "v1alpha1", "v1", "v11alpha2", "v10beta3", "v3beta1", "v2", "foo1", "v11beta2", "v10", "v12alpha1",
        ]
        let resources = versions.map {
            ResourceDefinition(
                group: "g", version: $0, kind: "K", plural: "ks", singular: "k", scope: .cluster, verbs: [],
                typeName: "K")
        }
        #expect(
            GroupVersions.of(resources).map(\.versions) == [
                [
                    "v10", "v2", "v1", "v11beta2", "v10beta3", "v3beta1", "v12alpha1", "v11alpha2", "v1alpha1", "foo1",
                    "foo10",
                ]
            ])
    }

    @Test func manifestsHaveWhatCustomResourcesCanSay() throws {
        let manifests = CustomResourceManifest.manifests(of: Self.set.resources, types: Self.set.types)
        #expect(manifests.map(\.resource.kind) == ["Book"])
        let version = try #require(manifests.first?.manifest["spec"]?["versions"]?[0])
        #expect(
            version["additionalPrinterColumns"] == [["name": "Title", "type": "string", "jsonPath": ".spec.title"]])
        #expect(version["subresources"] == ["status": [:]])
        let schema = try #require(version["schema"]?["openAPIV3Schema"])
        #expect(schema["properties"]?["metadata"] == ["type": "object"] && schema["required"] == ["spec"])
        // A book refers to books.
        let related = schema["properties"]?["spec"]?["properties"]?["related"]?["items"]
        #expect(related?["x-kubernetes-preserve-unknown-fields"] == true)
    }
}
