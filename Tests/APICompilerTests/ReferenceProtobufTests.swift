import APICompiler
import APIMachinery
import APISchema
import JSON
import Testing

/// Objects that kube-apiserver answered in both encodings, transcoded both ways.
@Suite(.enabled(if: Reference.isPresent, "needs APUS_REFERENCE"))
struct ReferenceProtobufTests {
    struct Pair: Sendable {
        var path: String
        var json: JSONValue
        var protobuf: [UInt8]
    }

    static let pairs = Result {
        let pairs = try Reference.json("conformance/protobuf.json")
        return try #require(pairs.arrayValue).map { pair in
            let base64 = try #require(pair["protobuf"]?.stringValue)
            return Pair(
                path: try #require(pair["path"]?.stringValue), json: try #require(pair["json"]),
                protobuf: try #require(JSONBytes(base64: base64)).bytes)
        }
    }

    let pairs: [Pair]
    let transcoder: ProtobufTranscoder
    let types: [TypeName: TypeDefinition]

    init() throws {
        pairs = try Self.pairs.get()
        types = try KubernetesReference.shared.get().definitions.types
        transcoder = ProtobufTranscoder(types: types)
    }

    private func codec(for object: JSONValue) throws -> ProtobufCodec {
        let apiVersion = try #require(object["apiVersion"]?.stringValue)
        let kind = try #require(object["kind"]?.stringValue)
        let version = try #require(APIVersion(apiVersion))
        let type = try #require(
            types.values.first { $0.kinds.contains(GroupVersionKind(apiVersion: version, kind: kind)) })
        let codec = try transcoder.codec(for: type.name)
        return try #require(codec)
    }

    @Test func pairsToProtobuf() throws {
        #expect(pairs.count > 60)
        for pair in pairs {
            let encoded = try codec(for: pair.json).encode(pair.json)
            let same = zip(encoded, pair.protobuf).prefix { $0 == $1 }.count
            #expect(
                encoded.count == pair.protobuf.count && same == encoded.count, "\(pair.path) differs from byte \(same)")
        }
    }

    @Test func pairsToJSON() throws {
        for pair in pairs {
            let decoded = try transcoder.decode(pair.protobuf)
            #expect(decoded == pair.json, "\(pair.path)")
        }
    }

    @Test func everyTypeWithAMessageHasACodec() throws {
        for type in types.values where type.protobuf != nil {
            let found = try transcoder.codec(for: type.name)
            let codec = try #require(found, "\(type.name)")
            // Nothing at all is a message of every type, and what it stands for can be written.
            let empty = try codec.decodeMessage([])
            _ = try codec.encodeMessage(empty)
        }
    }

    @Test func sharedKindsAreKnownInEveryGroup() throws {
        let codec = try transcoder.codec(for: "io.k8s.apimachinery.pkg.apis.meta.v1.DeleteOptions")
        let options: JSONValue = [
            "kind": "DeleteOptions", "apiVersion": "example.org/v7", "gracePeriodSeconds": 0,
            "propagationPolicy": "Orphan",
        ]
        #expect(try transcoder.decode(try #require(codec).encode(options)) == options)
    }

    @Test func partialObjectsHaveAMessage() throws {
        let codec = try transcoder.codec(for: "io.k8s.apimachinery.pkg.apis.meta.v1.PartialObjectMetadataList")
        let list: JSONValue = [
            "kind": "PartialObjectMetadataList", "apiVersion": "meta.k8s.io/v1", "metadata": ["resourceVersion": "5"],
            "items": [["metadata": ["name": "a", "labels": ["b": "c"]]], ["metadata": [:]]],
        ]
        #expect(try transcoder.decode(try #require(codec).encode(list)) == list)
    }

    @Test func aWatchEventHoldsAnObjectInItsEnvelope() throws {
        let events = try transcoder.codec(for: "io.k8s.apimachinery.pkg.apis.meta.v1.WatchEvent")
        let codec = try #require(events)
        for pair in pairs.prefix(5) {
            let frame = ProtobufWatchFrame.frame(type: "MODIFIED", object: pair.protobuf)
            let event = try codec.decodeMessage(Array(frame.dropFirst(4)))
            #expect(event == ["type": "MODIFIED", "object": pair.json])
        }
    }

    @Test func truncatedInputIsRefusedOrRead() throws {
        for pair in pairs {
            // Every byte of short objects, some of long ones.
            for count in stride(from: 0, to: pair.protobuf.count, by: pair.protobuf.count < 400 ? 1 : 29) {
                _ = try? transcoder.decode(Array(pair.protobuf.prefix(count)))
            }
        }
    }

    @Test func mutatedInputIsRefusedOrRead() throws {
        var random = SplitMix64(seed: 36)
        for pair in pairs {
            for _ in 0..<20 {
                var bytes = pair.protobuf
                for _ in 0...Int.random(in: 0..<4, using: &random) {
                    bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(
                        in: .min ... .max, using: &random)
                }
                // What is read can be written again.
                if let decoded = try? transcoder.decode(bytes) { _ = try? codec(for: pair.json).encode(decoded) }
            }
        }
    }
}

/// A small generator of random numbers whose sequence is fixed by its seed.
struct SplitMix64: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
