import APIMachinery
import APISchema
import Foundation
import HTTPTypes
import JSON
import Testing
import YAML

@testable import APIServer

/// Looks for input that costs more than in proportion to its size.
///
/// Input is made of a few random parts that repeat, so that each shape comes in any size. A shape whose time grows more
/// than threefold where its size is doubled, twice in a row, is a failure: what is linear, or sorts, stays near two.
/// `APUS_FUZZ_SECONDS` says for how long to look; 3 s by default. A shape that ever failed is kept in ``known``, which is tried
/// first.
@Suite(.serialized) struct SlowInputTests {
    private static let seconds =
        ProcessInfo.processInfo.environment["APUS_FUZZ_SECONDS"].flatMap { Double($0) } ?? 3
    private static let seed =
        ProcessInfo.processInfo.environment["APUS_FUZZ_SEED"].flatMap { UInt64($0) } ?? UInt64(seconds) &+ 1

    /// How text of any size is made: in the unit, and only there, `%` stands for a number that counts up.
    struct Shape: CustomStringConvertible {
        var reader: Reader
        var before = ""
        var unit: String
        var separator = ""
        var after = ""

        func text(_ count: Int) -> String {
            let isCounted = unit.contains("%")
            let units = (0..<count).map { isCounted ? unit.replacingOccurrences(of: "%", with: "\($0)") : unit }
            return before + units.joined(separator: separator) + after
        }

        var description: String {
            "Shape(reader: .\(reader), before: \(before.debugDescription), unit: \(unit.debugDescription), "
                + "separator: \(separator.debugDescription), after: \(after.debugDescription))"
        }
    }

    /// What texts of clients are read by.
    enum Reader: CaseIterable {
        case json, mergePatch, jsonPatch, strategicPatch, object, yaml, protobuf, labels, fields, query, path, accept
        case quantity, number, time, duration, token, table
    }

    /// Shapes that were slow once.
    static let known: [Shape] = [
        Shape(
            reader: .jsonPatch, unit: #"{"op":"move","from":"/metadata/finalizers/0","path":"/metadata/finalizers/-"}"#,
            separator: ","),
        Shape(reader: .jsonPatch, unit: #"{"op":"remove","path":"/data/k%"}"#, separator: ","),
        Shape(reader: .jsonPatch, unit: #"{"op":"add","path":"/metadata/finalizers/0","value":"a/b"}"#, separator: ","),
        Shape(reader: .labels, unit: "!b", separator: ","),
        Shape(reader: .labels, unit: "k%!=v%", separator: ","),
        Shape(reader: .labels, before: "k1 in (", unit: "v%", separator: ",", after: ")"),
        Shape(reader: .fields, unit: "metadata.name!=c%", separator: ","),
        Shape(reader: .strategicPatch, before: #"{"data":{"#, unit: #""k%":null"#, separator: ",", after: "}}"),
        Shape(reader: .mergePatch, before: #"{"data":{"#, unit: #""k%":null"#, separator: ",", after: "}}"),
        Shape(
            reader: .object, before: #"{"metadata":{"labels":{"#, unit: #""bad key %":"b ad""#, separator: ",",
            after: "}}}"
        ),
        Shape(reader: .number, before: "1e", unit: "9"),
        Shape(reader: .accept, unit: "a/b;q=0.1", separator: ","),
        Shape(reader: .query, unit: "k%=v", separator: "&"),
    ]

    // MARK: Reading

    private struct Target {
        let registry: Registry
        let resource: ServedResource
        let reader: ObjectReader
        /// An object as large as the text that it meets.
        let labels: [(key: String, value: String)]

        init(_ server: TestServer) throws {
            registry = server.server.registry
            resource = try #require(server.server.resources.snapshot.resource("", "v1", "configmaps"))
            reader = ObjectReader(resource: resource, transcoder: resource.transcoder, warnings: WarningRecorder())
            labels = (0..<20_000).map { ("k\($0)", "v\($0)") }
        }

        func object(_ count: Int) -> JSONObject {
            let data = (0..<count).map { ("k\($0)", JSONValue.string("v\($0)")) }
            return [
                "apiVersion": "v1", "kind": "ConfigMap", "data": .object(JSONObject(uniqueKeysWithValues: data)),
                "metadata": [
                    "name": "a", "labels": .object(JSONObject(uniqueKeysWithValues: data)),
                    "finalizers": .array((0..<count).map { .string("a/\($0)") }),
                ],
            ]
        }

        /// What is to be measured of a text; what goes before is not.
        func work(_ shape: Shape, _ count: Int) async throws -> () -> Void {
            let text = shape.text(count)
            let bytes = Array(text.utf8)
            switch shape.reader {
            case .json:
                return {
                    guard let tree = try? JSONValue(parsing: bytes) else { return }
                    _ = tree == (try? JSONValue(parsing: bytes))
                    _ = tree.hashValue
                    _ = tree.serialized(indent: 1)
                }
            case .mergePatch: return try await patch(.merge, bytes, count)
            case .strategicPatch: return try await patch(.strategic, bytes, count)
            case .jsonPatch: return try await patch(.json, Array("[\(text)]".utf8), count)
            case .object:
                return {
                    guard let object = try? reader.object(bytes, .json, .warn) else { return }
                    let errors =
                        MetadataValidation.errors(in: object, rule: resource.behavior.names)
                        + ValidationStage.schemaErrors(object, old: object, resource, resource.schema)
                    _ = errors.map { StatusCause($0) }
                    _ = resource.schema.deprecationWarnings(for: .object(object))
                }
            case .yaml: return { _ = try? reader.object(bytes, .yaml, .strict) }
            case .protobuf: return { _ = try? reader.object(bytes, .protobuf, .strict) }
            case .labels:
                return { if let query = try? LabelQuery(parsing: text) { _ = query.matches(labels.prefix(count)) } }
            case .fields:
                return {
                    guard let query = try? Selection(labels: nil, fields: text, resource: resource) else { return }
                    _ = query.scope(of: resource, namespace: nil)
                }
            case .query:
                return {
                    let query = QueryParameters(text)
                    _ = (query["watch"], query.values("dryRun"))
                }
            case .path: return { _ = try? RequestInfo(APIRequest(method: .get, path: "/" + text)) }
            case .accept: return { _ = MediaType.accepted(text) }
            case .quantity: return { if let quantity = try? Quantity(parsing: text) { _ = quantity == quantity } }
            case .number:
                return {
                    guard let number = try? JSONValue(parsing: text), let other = try? JSONValue(parsing: text + "1")
                    else { return }
                    _ = (number == other, number.hashValue, number.int64Value, number.doubleValue)
                }
            case .time: return { _ = try? Time(parsing: text) }
            case .duration: return { _ = try? APIMachinery.Duration(parsing: text) }
            case .token: return { _ = try? ContinueToken(text) }
            case .table:
                return {
                    guard let object = try? reader.object(bytes, .json, .ignore) else { return }
                    guard let stored = try? registry.encoded(object, resource).object else { return }
                    _ = try? TableRenderer(resource, .metadata).write([stored], metadata: [:])
                }
            }
        }

        private func patch(_ form: PatchBody.Form, _ bytes: [UInt8], _ count: Int) async throws -> () -> Void {
            let object = object(count)
            let request = APIRequest(
                method: .patch, path: "/", headerFields: [.contentType: form.rawValue], body: .bytes(bytes))
            let patch = try await PatchBody(request, reader)
            return { _ = try? patch.apply(to: object, resource, .warn, WarningRecorder()) }
        }
    }

    // MARK: Measuring

    /// The least time of the processor that some work takes, in seconds.
    private func time(_ work: () -> Void, tries: Int = 3) -> Double {
        (0..<tries).map { _ in
            let start = clock()
            work()
            return clock() - start
        }.min() ?? 0
    }

    private func clock() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// Less cannot be told from chance.
    private static let shortest = 0.004
    private static let largestCount = 1 << 16
    private static let largestSize = 1 << 20

    /// Whether a shape's time grows faster than its size.
    private func isSlow(_ shape: Shape, _ target: Target) async throws -> Bool {
        let largest = min(Self.largestCount, Self.largestSize / max(1, shape.unit.utf8.count))
        return try await growsFaster(upTo: largest) { try await target.work(shape, $0) }
    }

    /// Whether the time of some work grows faster than its size.
    private func growsFaster(upTo largest: Int, _ work: (Int) async throws -> () -> Void) async throws -> Bool {
        var count = 128
        while count <= largest {
            defer { count *= 2 }
            guard time(try await work(count), tries: 1) > Self.shortest else { continue }
            var times: [Double] = []
            for factor in [1, 2, 4] { times.append(time(try await work(count * factor))) }
            return times[1] > times[0] * 3 && times[2] > times[1] * 3
        }
        return false
    }

    // MARK: Looking

    private static let pieces: [Reader: [String]] = [
        .labels: ["k%", "k1", "!", "=", "!=", ",", " in ", " notin ", "(", ")", "v%", "v", ">", "<", "1", " "],
        .fields: ["metadata.name", "metadata.namespace", "=", "==", "!=", ",", "\\,", "\\\\", "v%", "x"],
        .query: ["a%", "watch", "dryRun", "=", "&", "%41", "+", "All"],
        .path: ["api", "apis", "v1", "/", "namespaces", "watch", "a%", "%2f", ".", "x?a=b"],
        .accept: ["application/json", "a/b", ";", ",", "q=0.1", "as=Table", "\"", "v=v1", " ", "="],
        .quantity: ["1", "0", ".", "e", "E", "-", "+", "Ki", "m", "9", "n", "999999999"],
        .number: ["1", "0", ".", "e", "E", "-", "9", "00000000"],
        .time: ["2026-01-01T00:00:00", "Z", "0", ".", "+", "9", ":"],
        .duration: ["1", "h", "m", "s", "ns", ".", "-", "9", "µs"],
        .token: ["eyJ2", "AAAA", "=", "_", "-", "W1tb"],
        .yaml: [
            "a%: ", "&a% ", "*a1", "- ", "? ", "[", "]", "{", "}", "\n", "  ", "|\n", ">-\n", "\"", "'", "#", "!!str ",
            "<<: ",
            "x", "1", ",", ": ", "%TAG", "\\x41", "é",
        ],
        .protobuf: [
            "k8s\0", "\n\u{2}", "\u{12}\u{0}", "\u{a}\u{1}a", "\u{12}\u{4}\u{a}\u{2}a%", "\u{8}\u{1}", "\u{ff}",
        ],
    ]

    private static let scalars = [
        "null", "true", "1", "-0", "1.50", "1e9", "1e-400", "123456789012345678901234567890", "\"\"", "\"v%\"",
        "\"é\\u00e9\"",
        "\"\\ud834\\udd1e\"", "\"a/b\"", "[]", "{}", "{\"a\":[]}", "[[1]]", "{\"name\":\"x\",\"uid\":\"u%\"}",
    ]
    private static let names = [
        "k%", "k1", "data", "metadata", "labels", "finalizers", "ownerReferences", "binaryData", "$patch",
        "$retainKeys",
        "$setElementOrder/finalizers", "$deleteFromPrimitiveList/finalizers", "x%", "\\u0061%", "name", "generateName",
    ]
    private static let pointers = [
        "/metadata/finalizers/-", "/metadata/finalizers/0", "/metadata/finalizers/1", "/metadata/finalizers/%",
        "/metadata/finalizers", "/data/k%", "/data/k0", "/data/x%", "/data", "/metadata/labels/k%", "/metadata/labels",
        "/new",
        "/metadata/finalizers/-1",
    ]

    private func shape(_ random: inout some RandomNumberGenerator) -> Shape {
        func pick(_ texts: [String]) -> String { texts.randomElement(using: &random) ?? "" }
        let reader = Reader.allCases.randomElement(using: &random) ?? .json
        switch reader {
        case .jsonPatch:
            let operations = (0..<Int.random(in: 1...3, using: &random)).map { _ in
                let operation = pick(["add", "remove", "replace", "move", "copy", "test"])
                return
                    "{\"op\":\"\(operation)\",\"path\":\"\(pick(Self.pointers))\",\"from\":\"\(pick(Self.pointers))\","
                    + "\"value\":\(pick(Self.scalars))}"
            }
            return Shape(reader: reader, unit: operations.joined(separator: ","), separator: ",")
        case .json, .mergePatch, .strategicPatch, .object, .table:
            // A value that repeats in a list or an object, or is nested, somewhere in an object.
            let place = pick([
                "", "\"data\":", "\"metadata\":{\"labels\":", "\"metadata\":{\"annotations\":",
                "\"metadata\":{\"finalizers\":",
                "\"metadata\":{\"ownerReferences\":", "\"metadata\":", "\"binaryData\":", "\"x\":",
            ])
            let end = place.hasPrefix("\"metadata\":{") ? "}}" : place.isEmpty ? "" : "}"
            let start = (place.isEmpty ? "" : "{") + place
            switch Int.random(in: 0..<4, using: &random) {
            case 0:
                return Shape(
                    reader: reader, before: start + "[", unit: pick(Self.scalars), separator: ",", after: "]" + end)
            case 1:
                return Shape(
                    reader: reader, before: start + "{", unit: "\"\(pick(Self.names))\":\(pick(Self.scalars))",
                    separator: ",", after: "}" + end)
            case 2: return Shape(reader: reader, before: start, unit: pick(["[", "{\"a\":", "[[", "{\"k%\":["]))
            default:
                return Shape(
                    reader: reader, before: start + "\"",
                    unit: pick(["a", "\\n", "\\u0041", "é", "\\\\", "\\ud834\\udd1e"]),
                    after: "\"" + end)
            }
        default:
            let pieces = Self.pieces[reader] ?? ["a"]
            func some(_ range: ClosedRange<Int>) -> String {
                (0..<Int.random(in: range, using: &random)).map { _ in pick(pieces) }.joined()
            }
            let before = some(0...2).replacingOccurrences(of: "%", with: "1")
            return Shape(reader: reader, before: before, unit: some(1...4), after: some(0...1))
        }
    }

    private struct Generator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var value = state
            value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
            value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
            return value ^ (value >> 31)
        }
    }

    @Test func growthIsSeen() async throws {
        func loop(_ steps: Int) -> () -> Void {
            {
                var text: [UInt8] = []
                for step in 0..<steps { text.append(UInt8(truncatingIfNeeded: step)) }
            }
        }
        #expect(try await growsFaster(upTo: 1 << 20) { loop($0 * $0) })
        #expect(try await !growsFaster(upTo: 1 << 20) { loop($0 * 64) })
    }

    @Test func whatWasSlowIsSlowNoMore() async throws {
        let target = try Target(try await TestServer())
        for shape in Self.known { #expect(try await !isSlow(shape, target), "\(shape)") }
    }

    @Test func costIsInProportionToSize() async throws {
        let target = try Target(try await TestServer())
        var random = Generator(state: Self.seed)
        let end = ContinuousClock.now + .seconds(Self.seconds)
        while ContinuousClock.now < end {
            let shape = shape(&random)
            if try await isSlow(shape, target) { Issue.record("keep in SlowInputTests.known: \(shape)") }
        }
    }
}
