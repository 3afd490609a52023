import APIMachinery
import APISchema
import ControlPlaneAPI
import JSON
import KubernetesAPI
import TestSupport
import Testing
import YAML

/// The generated models of both modules keep what they read.
@Suite struct ModelTests {
    private func rewritten<Model: JSONCodable>(_ value: JSONValue, as type: Model.Type) throws -> JSONValue {
        try JSONValue(parsing: Model(parsing: value.serialized()).encodedJSON())
    }

    private func rewrittenList<Item: APIResource>(_ value: JSONValue, of type: Item.Type) throws -> JSONValue {
        try rewritten(value, as: APIList<Item>.self)
    }

    @Test func everyResourceHasItsModel() {
        #expect(Definitions.models.count == Definitions.own.resources.count)
        for (resource, type) in Definitions.models {
            #expect(type.plural == resource.plural)
            #expect(type.groupVersionKind == resource.groupVersionKind)
            #expect(type.listKind == resource.listKind)
            #expect((type.scope == .namespaced) == (resource.scope == .namespaced))
        }
    }

    // MARK: Real objects

    /// What kube-apiserver answered is kept field for field.
    @Test(.enabled(if: Reference.isPresent, "needs APUS_REFERENCE"))
    func realObjectsAreKept() throws {
        var kinds: Set<String> = []
        for pair in try Reference.json("conformance/protobuf.json").arrayValue ?? [] {
            guard let object = pair["json"], let apiVersion = object["apiVersion"]?.stringValue,
                let kind = object["kind"]?.stringValue
            else { continue }
            let path = pair["path"]?.stringValue ?? kind
            if let resource = Definitions.resource(apiVersion: apiVersion, kind: kind) {
                let type = try #require(Definitions.model(of: resource))
                try expectKept(object, rewritten(object, as: type), path, resource.typeName)
            } else if kind.hasSuffix("List"),
                let resource = Definitions.resource(apiVersion: apiVersion, kind: String(kind.dropLast(4)))
            {
                let type = try #require(Definitions.model(of: resource))
                try expectKept(object, rewrittenList(object, of: type), path, resource.typeName + "List")
            } else {
                continue
            }
            kinds.insert("\(apiVersion)/\(kind)")
        }
        #expect(
            kinds.sorted() == [
                "apps/v1/Deployment", "apps/v1/DeploymentList", "v1/ConfigMap", "v1/ConfigMapList", "v1/Event",
                "v1/Namespace",
                "v1/Pod", "v1/PodList", "v1/Secret", "v1/Service", "v1/ServiceAccount", "v1/ServiceList",
            ])
    }

    /// A null says no more than absence, and models leave it out. What the server then writes is the same again; of
    /// lists it does not prepare more than the items.
    private func expectKept(_ object: JSONValue, _ result: JSONValue, _ path: String, _ typeName: TypeName) throws {
        let schema = try #require(Definitions.resolver.schema(named: typeName))
        #expect(
            JSONDifferences.between(
                schema.prepared(result, .dropNulls), and: schema.prepared(object, .dropNulls), at: path) == [])
        if object["items"] == nil {
            #expect(JSONDifferences.between(schema.prepared(result, .normalize), and: object, at: path) == [])
        }
    }

    // MARK: Random objects

    /// Objects of each kind that hold, one after the other, each type that the kind refers to.
    private func forEachRandomObject(
        _ body: (JSONValue, ResourceDefinition, any APIResource.Type) throws -> Void
    ) throws {
        var reached: Set<TypeName> = []
        for (resource, type) in Definitions.models {
            var random = RandomObjects(types: Definitions.all.types, seed: 1)
            let paths = TypePaths.shortest(from: resource.typeName, Definitions.all.types)
            for (name, path) in paths.sorted(by: { $0.key < $1.key }) where reached.insert(name).inserted {
                for _ in 0..<3 { try body(random.object(of: resource, along: path), resource, type) }
            }
        }
        let lists = Set(Definitions.own.resources.map { $0.typeName + "List" })
        #expect(Set(Definitions.own.types.keys).subtracting(reached).subtracting(lists) == [])
    }

    @Test func randomObjectsAreKept() throws {
        try forEachRandomObject { object, resource, type in
            let result = try rewritten(object, as: type)
            #expect(result == object, "\(resource.kind): \(JSONDifferences.between(result, and: object))")
        }
    }

    @Test func randomObjectsAreKeptAsYAML() throws {
        try forEachRandomObject { object, resource, type in
            func kept<Model: APIResource>(_ type: Model.Type) throws -> Bool {
                let model = try Model(parsing: object.serialized())
                let text = try JSONValue(parsing: model.encodedJSON()).yaml()
                return try Model(parsing: JSONValue(yaml: text).serialized()) == model
            }
            let isKept = try kept(type)
            #expect(isKept, "\(resource.kind): \(object)")
        }
    }

    @Test func randomObjectsAreKeptAsProtobuf() throws {
        try forEachRandomObject { object, resource, type in
            let schema = try #require(Definitions.resolver.schema(named: resource.typeName))
            let codec = try #require(try Definitions.transcoder.codec(for: resource.typeName))
            func check<Model: APIResource>(_ type: Model.Type) throws {
                // On the wire some empty values are the same as absent ones, so objects are written as servers do.
                let model = try Model(parsing: schema.prepared(object, .normalize).serialized())
                let sent = schema.prepared(try JSONValue(parsing: model.encodedJSON()), .normalize)
                let received = try codec.decode(codec.encode(sent))
                #expect(received == sent, "\(resource.kind): \(JSONDifferences.between(received, and: sent))")
                #expect(try Model(parsing: received.serialized()) == model)
            }
            try check(type)
        }
    }

    @Test func listsOfRandomObjectsAreKept() throws {
        for (resource, type) in Definitions.models {
            var random = RandomObjects(types: Definitions.all.types, seed: 2)
            let items = (0..<2).map { _ -> JSONValue in
                guard case .object(var item) = random.object(of: resource) else { return .null }
                _ = item.removeValue(forKey: "kind")
                _ = item.removeValue(forKey: "apiVersion")
                return .object(item)
            }
            let list: JSONValue = [
                "kind": .string(resource.kind + "List"), "apiVersion": .string(resource.apiVersion),
                "metadata": ["resourceVersion": "7"], "items": .array(items),
            ]
            let result = try rewrittenList(list, of: type)
            #expect(result == list, "\(resource.kind): \(JSONDifferences.between(result, and: list))")
        }
    }
}
