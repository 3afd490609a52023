import APIMachinery
import JSON
import Testing

@Suite(.enabled(if: Reference.isPresent, "needs APUS_REFERENCE")) struct ReferenceTests {
    /// Every object in `value`, at any depth.
    private func objects(in value: JSONValue) -> [JSONObject] {
        var found: [JSONObject] = []
        var rest = [value]
        while let value = rest.popLast() {
            if let object = value.objectValue {
                found.append(object)
                rest += object.map(\.value)
            } else if let array = value.arrayValue {
                rest += array
            }
        }
        return found
    }

    @Test func realMetadataIsKeptWhole() throws {
        let pairs = try #require(try Reference.json("conformance/protobuf.json"))
        var count = 0
        for object in objects(in: pairs) {
            guard object["kind"] != nil, let metadata = object["metadata"], metadata["name"] != nil else { continue }
            let value = try ObjectMeta(parsing: metadata.serialized())
            #expect(try JSONValue(parsing: value.encodedJSON()) == metadata)
            #expect(value.unknownFields.isEmpty)
            count += 1
        }
        #expect(count > 20)
    }

    @Test(arguments: [
        "bad-requests", "apply", "deletion", "deployment", "negotiation", "namespaces", "pods", "field-validation",
    ])
    func recordedStatusesAreKeptWhole(scenario: String) throws {
        let answers = try #require(try Reference.json("conformance/scenarios/\(scenario).expected.json"))
        for object in objects(in: answers) where object["kind"] == "Status" && object["metadata"] != nil {
            let value = try Status(parsing: JSONValue.object(object).serialized())
            #expect(try JSONValue(parsing: value.encodedJSON()) == .object(object))
            #expect(value.unknownFields.isEmpty && value.details?.unknownFields.isEmpty != false)
        }
    }

    @Test func servedDiscoveryIsKeptWhole() throws {
        let api = try #require(try Reference.json("kubernetes-1.36/served/api__v1.json"))
        #expect(try JSONValue(parsing: MetaV1.APIResourceList(parsing: api.serialized()).encodedJSON()) == api)
        let groups = try #require(try Reference.json("kubernetes-1.36/served/apis.json"))
        #expect(try JSONValue(parsing: MetaV1.APIGroupList(parsing: groups.serialized()).encodedJSON()) == groups)
        let versions = try #require(try Reference.json("kubernetes-1.36/served/api.json"))
        #expect(try JSONValue(parsing: MetaV1.APIVersions(parsing: versions.serialized()).encodedJSON()) == versions)
    }
}
