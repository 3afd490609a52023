import APISchema
import Foundation
import JSON
import Testing

/// Random and hostile bytes: no message crashes the decoder, and what it reads can be written and read again.
///
/// `APUS_FUZZ_SCALE` multiplies the rounds and sizes (1 by default). Input that ever failed is a file in `Corpus`, which
/// is replayed.
@Suite struct ProtobufFuzzTests {
    static let scale = ProcessInfo.processInfo.environment["APUS_FUZZ_SCALE"].flatMap { Int($0) } ?? 1
    private static let corpus = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Corpus")

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

    private let transcoder = ProtobufTranscoder(types: ProtobufTests.types)
    private let codec: ProtobufCodec

    init() throws {
        codec = try #require(try transcoder.codec(for: "org.example.v1.Thing"))
    }

    private static func corpusFiles() throws -> [URL] {
        try FileManager.default.contentsOfDirectory(at: corpus, includingPropertiesForKeys: nil)
            .sorted { $0.lastPathComponent < $1.lastPathComponent }
    }

    /// Reads the bytes as a message and as an object. What can be read is written, and then reads as the same value;
    /// input for which that does not hold is kept.
    private func exercise(_ bytes: [UInt8]) throws {
        // Where reading traps, the input is at least here.
        if Self.scale > 1 {
            try Data(bytes).write(
                to: FileManager.default.temporaryDirectory.appendingPathComponent("apus-protobuf-last"))
        }
        _ = try? transcoder.decode(bytes)
        guard let value = try? codec.decodeMessage(bytes), let written = try? codec.encodeMessage(value) else { return }
        let again = try? codec.decodeMessage(written)
        if let again, try codec.encodeMessage(again) == written { return }
        let name = "failure-\(bytes.reduce(UInt64(5381)) { $0 &* 33 &+ UInt64($1) })"
        try Data(bytes).write(to: Self.corpus.appendingPathComponent(name))
        Issue.record("kept as Corpus/\(name): \(value) became \(again.map { "\($0)" } ?? "nothing")")
    }

    @Test func corpusIsRead() throws {
        let files = try Self.corpusFiles()
        #expect(!files.isEmpty)
        for file in files { try exercise(Array(Data(contentsOf: file))) }
    }

    @Test func truncatedMessages() throws {
        let object = try codec.encode(ProtobufTests.full)
        for count in object.indices { try exercise(Array(object.prefix(count))) }
        let message = try codec.encodeMessage(ProtobufTests.full)
        for count in message.indices { try exercise(Array(message.prefix(count))) }
    }

    @Test func randomBytes() throws {
        var random = Generator(state: 1)
        for _ in 0..<2000 * Self.scale {
            try exercise(
                (0..<Int.random(in: 0..<60, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) })
        }
    }

    @Test func mutatedMessages() throws {
        var random = Generator(state: 2)
        var seeds = try Self.corpusFiles().map { Array(try Data(contentsOf: $0)) }
        seeds += [try codec.encodeMessage(ProtobufTests.full), try codec.encode(ProtobufTests.full)]
        for _ in 0..<2000 * Self.scale {
            var bytes = seeds.randomElement(using: &random) ?? []
            for _ in 0...Int.random(in: 0..<4, using: &random) where !bytes.isEmpty {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.remove(at: place)
                case 2: bytes.removeSubrange(place...)
                default:
                    let end = min(bytes.count, place + Int.random(in: 1...20, using: &random))
                    bytes.insert(contentsOf: bytes[place..<end], at: Int.random(in: 0...place, using: &random))
                }
            }
            try exercise(bytes)
        }
    }

    /// Each unit is repeated to a long message, and none is read in more than proportional time: see the sizes in
    /// APUS_FUZZ_SCALE.
    @Test(
        arguments: [
            // a list's empty elements, numbers, packed numbers; a map's entries; one message in many parts, nested too; an
            // unknown field; a string that the last one replaces; a key alone; a varint without end
            [0x92, 0x01, 0x00], [0x20, 0x01], [0x22, 0x02, 0x01, 0x02], [0x2A, 0x05, 0x0A, 0x01, 0x61, 0x12, 0x00],
            [0x32, 0x00], [0x32, 0x02, 0x0A, 0x00], [0xF8, 0x07, 0x01], [0x0A, 0x01, 0x61], [0x0A], [0x80],
            [0x8A, 0x01, 0x03, 0x0A, 0x01, 0x31],
        ] as [[UInt8]])
    func longRepetitions(unit: [UInt8]) throws {
        let count = 60_000 * Self.scale / unit.count
        let bytes = Array(repeatElement(unit, count: count).joined())
        _ = try? codec.decodeMessage(bytes)
        // The same as one value's content.
        for field in [0x32, 0x0A, 0x92] as [UInt8] {
            var length = bytes.count
            var head = field == 0x92 ? [field, 0x01] : [field]
            while length > 0x7F {
                head.append(UInt8(length & 0x7F) | 0x80)
                length >>= 7
            }
            _ = try? codec.decodeMessage(head + [UInt8(length)] + bytes)
        }
    }
}
