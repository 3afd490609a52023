import APISchema
import JSON
import Testing

/// Properties that hold of any value, tried with random ones that are about right.
@Suite struct RandomValueTests {
    private struct Generator {
        var state: UInt64

        mutating func below(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(bound))
        }

        static let names = [
            "spec", "metadata", "status", "containers", "name", "ports", "containerPort", "protocol", "strategy",
            "type", "finalizers",
            "selector", "port", "timeout", "secret", "since", "note", "raw", "nested", "children", "by", "value",
            "items", "ready", "limits",
            "resources", "x", "labels", "creationTimestamp", "policy", "replicas", "$patch", "$retainKeys",
            "$setElementOrder/containers",
        ]

        mutating func value(_ depth: Int) -> JSONValue {
            switch below(depth > 6 ? 6 : 12) {
            case 0: return .null
            case 1: return .bool(below(2) == 0)
            case 2: return .integer(Int64(below(100)) - 50)
            case 3:
                return .number(
                    JSONNumber(["1.0", "0.5", "1e3", "99999999999999999999"][below(4)]) ?? JSONNumber(Int64(0)))
            case 4:
                return .string(
                    ["", "a", "Always", "1Gi", "2024-01-02T03:04:05Z", "1h", "aGk=", "replace", "delete"][below(9)])
            case 5, 6, 7: return .array((0..<below(4)).map { _ in value(depth + 1) })
            default:
                var object = JSONObject()
                for _ in 0..<below(6) { object[Self.names[below(Self.names.count)]] = value(depth + 1) }
                return .object(object)
            }
        }
    }

    @Test(arguments: 0..<20) func properties(_ seed: Int) throws {
        var generator = Generator(state: UInt64(seed) &* 7919)
        let schema = try Sample.thing()
        for _ in 0..<60 {
            let spec = generator.value(1)
            let value: JSONValue = ["spec": spec, "metadata": generator.value(1), "status": generator.value(1)]
            for steps: Preparation in [.builtIn, .customResource] {
                let prepared = schema.prepared(value, steps)
                #expect(schema.prepared(prepared, steps).description == prepared.description)
                #expect(schema.decodingProblems(of: prepared).unknownFields == [])
                let style: ValidationOptions.Style = steps == .builtIn ? .builtIn : .customResource
                let errors = schema.validate(prepared, replacing: value, options: ValidationOptions(style: style))
                #expect(errors == schema.validate(prepared, replacing: value, options: ValidationOptions(style: style)))
            }
            let other: JSONValue = ["spec": generator.value(1)]
            // A patch that is no patch is refused; one that is changes nothing when applied again, directives aside.
            _ = try? StrategicMergePatch.apply(other, to: value, schema: schema)
        }
    }
}
