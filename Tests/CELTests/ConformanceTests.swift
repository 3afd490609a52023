import JSON
import TestSupport
import Testing

@testable import CEL

/// The conformance tests of the language, as far as the reference has them.
@Suite struct ConformanceTests {
    /// Expects a backslash that its expression does not have.
    private static let faulty: Set = ["suites/cel/parse.json bytes_literals triple_double_quoted_unescaped_punctuation"]

    @Test(.enabled(if: !Reference.files(in: "suites/cel").isEmpty, "the reference data are not there"))
    func theLanguagesOwnTestsPass() throws {
        var failures: [String] = []
        var count = 0
        for file in Reference.files(in: "suites/cel") {
            for test in try Reference.json(file).arrayValue ?? [] {
                let name = "\(file) \(test["section"]?.stringValue ?? "") \(test["name"]?.stringValue ?? "")"
                if Self.faulty.contains(name) { continue }
                count += 1
                if let failure = Self.failure(of: test) {
                    failures.append("\(name): \(test["expr"]?.stringValue ?? ""): \(failure)")
                }
            }
        }
        #expect(count > 1000)
        #expect(failures.isEmpty, "\(failures.count) of \(count) fail:\n\(failures.joined(separator: "\n"))")
    }

    /// What is wrong with the outcome of a test; `nil` where it is as it should be.
    private static func failure(of test: JSONValue) -> String? {
        var environment = CELEnvironment()
        environment.container = test["container"]?.stringValue ?? ""
        for declaration in test["typeEnv"]?.arrayValue ?? [] {
            environment.declare(declaration["name"]?.stringValue ?? "", type(declaration["ident"]?["type"] ?? .null))
        }
        let bindings = test["bindings"]?.objectValue ?? [:]
        let outcome: Result<CELValue, any Error> = Result {
            let program = try environment.compile(
                test["expr"]?.stringValue ?? "", isChecked: test["disableCheck"]?.boolValue != true,
                allowsMacros: test["disableMacros"]?.boolValue != true)
            var budget = CELBudget(CELBudget.perRequest)
            return try program.evaluate(budget: &budget) { name in
                bindings[name].flatMap { value($0["value"] ?? .null) }
            }
        }
        let expected = test["value"] ?? ["boolValue": true]
        switch outcome {
        case .success(let value) where test["evalError"] == nil:
            return matches(value, expected) ? nil : "\(value) rather than \(expected)"
        case .success(let value): return "\(value) rather than an error"
        case .failure(let error) where test["evalError"] == nil: return "\(error)"
        case .failure: return nil
        }
    }

    private static func type(_ json: JSONValue) -> CELType {
        let primitives: [String: CELType] = [
            "BOOL": .bool, "INT64": .int, "UINT64": .uint, "DOUBLE": .double, "STRING": .string, "BYTES": .bytes,
        ]
        if let name = json["primitive"]?.stringValue { return primitives[name] ?? .dyn }
        if let list = json["listType"] { return .list(type(list["elemType"] ?? .null)) }
        if let map = json["mapType"] { return .map(type(map["keyType"] ?? .null), type(map["valueType"] ?? .null)) }
        return .dyn
    }

    /// A value in protobuf's JSON form.
    private static func value(_ json: JSONValue) -> CELValue? {
        guard let (name, content) = json.objectValue?.first else { return nil }
        switch name {
        case "nullValue": return .null
        case "boolValue": return content.boolValue.map { .bool($0) }
        case "int64Value": return content.stringValue.flatMap { Int64($0) }.map { .int($0) }
        case "uint64Value": return content.stringValue.flatMap { UInt64($0) }.map { .uint($0) }
        case "doubleValue":
            return (content.doubleValue ?? content.stringValue.flatMap { Double($0) }).map { .double($0) }
        case "stringValue": return content.stringValue.map { .string($0) }
        case "bytesValue": return content.stringValue.flatMap { try? Base64.decode($0) }.map { .bytes($0) }
        case "listValue": return .list(.values((content["values"]?.arrayValue ?? []).compactMap { value($0) }))
        case "mapValue":
            let entries = (content["entries"]?.arrayValue ?? []).compactMap {
                entry -> (key: CELValue, value: CELValue)? in
                guard let key = entry["key"].flatMap(value), let content = entry["value"].flatMap(value) else {
                    return nil
                }
                return (key, content)
            }
            return (try? CELEntries(entries)).map { .map(.values($0)) }
        case "typeValue": return content.stringValue.map { name in .type(CELType.named[name] ?? .opaque(name)) }
        default: return nil
        }
    }

    /// Whether a value is the expected one, of the same type too.
    private static func matches(_ value: CELValue, _ expected: JSONValue) -> Bool {
        guard let wanted = Self.value(expected), value.type.name == wanted.type.name else { return false }
        if case (.double(let a), .double(let b)) = (value, wanted), a.isNaN { return b.isNaN }
        return value == wanted
    }
}
