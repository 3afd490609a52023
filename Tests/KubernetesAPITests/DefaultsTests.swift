import APIMachinery
import APISchema
import JSON
import TestSupport
import Testing

/// The definitions' constant defaults are those that kube-apiserver fills in.
@Suite(.enabled(if: Reference.isPresent, "needs APUS_REFERENCE"))
struct DefaultsTests {
    /// What depends on other fields or on the server, which Swift code fills in; indices are left out, and what every
    /// object's metadata gets.
    static let computed: Set<String> = []

    /// Preparing what a client sent gives what kube-apiserver answered, but for the computed values.
    @Test func createdObjects() throws {
        var found: Set<String> = []
        var count = 0
        for name in ["pods", "deployment", "services", "kinds", "secrets", "namespaces"] {
            let steps = try Reference.json("conformance/scenarios/\(name).json")["steps"]?.arrayValue ?? []
            let answers = try Reference.json("conformance/scenarios/\(name).expected.json").arrayValue ?? []
            for (step, answer) in zip(steps, answers) {
                guard step["do"]?.stringValue?.hasPrefix("POST ") == true, answer["status"] == 201,
                    let given = step["body"], let expected = answer["body"],
                    let apiVersion = given["apiVersion"]?.stringValue, let kind = given["kind"]?.stringValue,
                    expected["kind"] == given["kind"],
                    let resource = Definitions.resource(apiVersion: apiVersion, kind: kind)
                else { continue }
                let schema = try #require(Definitions.resolver.schema(named: resource.typeName))
                let differences = JSONDifferences.between(
                    Self.withoutMetadata(schema.prepared(given, .builtIn)), and: Self.withoutMetadata(expected))
                found.formUnion(differences.map { "\(kind).\(Self.withoutIndices($0))" })
                count += 1
            }
        }
        #expect(count >= 10)
        #expect(found.sorted() == Self.computed.sorted())
    }

    private static func withoutMetadata(_ value: JSONValue) -> JSONValue {
        guard case .object(var object) = value else { return value }
        _ = object.removeValue(forKey: "metadata")
        return .object(object)
    }

    private static func withoutIndices(_ place: String) -> String {
        place.replacing(/\[\d+\]/, with: "[]")
    }

    /// What kube-apiserver has filled in stays as it is: no default is surplus or another.
    @Test func completeObjects() throws {
        for pair in try Reference.json("conformance/protobuf.json").arrayValue ?? [] {
            guard let object = pair["json"], let apiVersion = object["apiVersion"]?.stringValue,
                let kind = object["kind"]?.stringValue,
                let resource = Definitions.resource(apiVersion: apiVersion, kind: kind)
            else { continue }
            let schema = try #require(Definitions.resolver.schema(named: resource.typeName))
            let prepared = schema.prepared(object, .builtIn)
            #expect(JSONDifferences.between(prepared, and: object, at: pair["path"]?.stringValue ?? kind) == [])
        }
    }
}
