import JSON
import Synchronization
import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#endif

/// Random and hostile input: nothing crashes, and what is accepted reads back the same.
///
/// `APUS_FUZZ_SCALE` multiplies the rounds (1 by default). Input that ever failed is a file in `Corpus`, which is replayed.
struct FuzzTests {
    static let scale = getenv("APUS_FUZZ_SCALE").flatMap { Int(String(cString: $0)) } ?? 1

    /// Parses in all ways. What is accepted must survive a round trip; what is refused must say where.
    private func exercise(_ bytes: [UInt8]) {
        do {
            let document = try JSONDocument(parsing: bytes, options: JSONParsingOptions(duplicateKeys: .report))
            let tree = document.root.value
            let written = tree.serialized()
            let again = try JSONValue(parsing: written)
            #expect(again == tree, "\(Self.name(bytes))")
            #expect(again.serialized() == written, "\(Self.name(bytes))")
            var writer = JSONWriter(indent: 1)
            writer.write(document.root)
            let indented = try JSONDocument(
                parsing: writer.finish(), options: JSONParsingOptions(duplicateKeys: .report))
            #expect(indented.root.value == tree, "\(Self.name(bytes))")
            #expect(indented.duplicateKeys == document.duplicateKeys)
            if document.duplicateKeys.isEmpty {
                #expect(try JSONValue(parsing: bytes) == tree)
            } else {
                #expect(throws: JSONError.self) { try JSONDocument(parsing: bytes) }
            }
            _ = try? JSONPatch(tree).apply(to: tree)
            _ = JSONMergePatch.apply(tree, to: ["a": ["b": 1]])
        } catch {
            #expect((0...bytes.count).contains(error.offset), "\(Self.name(bytes))")
        }
    }

    private static func name(_ bytes: [UInt8]) -> String {
        "keep as Tests/JSONTests/Corpus/NAME.json, base64: \(JSONBytes(bytes).base64)"
    }

    @Test func randomBytes() {
        var random = SeededGenerator(seed: 1)
        for _ in 0..<(1_500 * Self.scale) {
            exercise(
                (0..<Int.random(in: 0..<40, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) })
        }
    }

    @Test func randomTokens() {
        var random = SeededGenerator(seed: 2)
        let tokens = [
            "{", "}", "[", "]", ",", ":", "\"a\"", "\"b\"", "\"\\u0061\"", "1", "-0", "1.5e3", "true", "null", " ",
            "\"", "\\", "\n",
        ]
        for _ in 0..<(1_500 * Self.scale) {
            let text = (0..<Int.random(in: 1..<16, using: &random)).map { _ in
                tokens.randomElement(using: &random) ?? ""
            }
            exercise(Array(text.joined().utf8))
        }
    }

    @Test func mutatedDocuments() {
        var random = SeededGenerator(seed: 3)
        let interesting: [UInt8] =
            Array("\"\\{}[],:0-eE.u\u{0}\u{1F} ntf/".utf8) + [0x80, 0xBF, 0xC0, 0xED, 0xF4, 0xFF]
        for _ in 0..<(500 * Self.scale) {
            var bytes = randomValue(&random, depth: 4).serialized()
            for _ in 0..<Int.random(in: 1...3, using: &random) where !bytes.isEmpty {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes[place] = interesting.randomElement(using: &random) ?? 0
                case 1: bytes.insert(interesting.randomElement(using: &random) ?? 0, at: place)
                case 2: bytes.remove(at: place)
                default: bytes.insert(contentsOf: bytes[place..<min(place + 9, bytes.count)], at: place)
                }
            }
            exercise(bytes)
        }
    }

    @Test func truncatedAtEachByte() throws {
        let text =
            #" {"metadata":{"name":"é\n\u00e9\uD834\uDD1E","n":[-0,1.25e-7,12345678901234567890]},"t":[true,false,null,{}]} "#
        let bytes = Array(text.utf8)
        #expect(throws: Never.self) { try JSONDocument(parsing: bytes) }
        for count in 0..<(bytes.count - 1) {
            let part = Array(bytes[..<count])
            let error = #expect(throws: JSONError.self) { try JSONDocument(parsing: part) }
            // A scalar that is cut through is no UTF-8; else there is just more to come.
            if error?.reason != .invalidUTF8 { #expect(error?.reason == .unexpectedEnd, "after \(count) bytes") }
        }
    }

    @Test func corpus() throws {
        let files = try Corpus.files()
        #expect(!files.isEmpty)
        for (name, bytes) in files {
            exercise(bytes)
            if name.hasPrefix("accept-") {
                #expect(throws: Never.self, "\(name)") { try JSONDocument(parsing: bytes) }
            } else {
                #expect(throws: JSONError.self, "\(name)") { try JSONDocument(parsing: bytes) }
            }
        }
    }

    // MARK: Deep

    @Test func deepNestingOnASmallStack() throws {
        try onSmallStack {
            for (open, close) in [("[", "]"), ("{\"a\":", "}"), ("[{\"k\":[", "]}]")] {
                for depth in [80, 100_000] {
                    let text = String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)
                    for options in [JSONParsingOptions(), JSONParsingOptions(maximumDepth: .max)] {
                        let document = try? JSONDocument(parsing: text, options: options)
                        #expect((document != nil) == (depth == 80))
                        let unfinished = String(repeating: open, count: depth)
                        #expect(throws: JSONError.self) { try JSONDocument(parsing: unfinished, options: options) }
                    }
                }
            }
        }
    }

    @Test func deepestDocumentOnASmallStack() throws {
        try onSmallStack {
            let depth = JSONParsingOptions.depthLimit
            let text = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
            let document = try JSONDocument(parsing: text, options: JSONParsingOptions(maximumDepth: depth))
            #expect(document.depth == depth)
            var writer = JSONWriter()
            writer.write(document.root)
            #expect(writer.finish() == Array(text.utf8))
            // What lies too deep for a tree is left out.
            #expect(document.root.value.serialized().count == 2 * JSONParsingOptions.maximumTreeDepth + 4)
        }
    }

    @Test func deepestTreeOnASmallStack() throws {
        try onSmallStack {
            for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
                let depth = JSONParsingOptions.maximumTreeDepth
                let text = String(repeating: open, count: depth - 1) + "[]" + String(repeating: close, count: depth - 1)
                let first = try JSONValue(parsing: text)
                let second = try JSONValue(parsing: text)
                #expect(first == second)
                #expect(first.hashValue == second.hashValue)
                #expect(first.description == text)
                #expect(first.serialized(indent: 1).count > text.utf8.count)
                #expect(JSONMergePatch.apply(first, to: second) == first)
                #expect(JSONMergePatch.difference(from: first, to: second) != nil)
                #expect(throws: JSONError.self) { try JSONValue(parsing: open + text + close) }
                var edited = first
                if case .object = edited { edited["b"] = 1 }
                _ = try JSONPatch([
                    .test(JSONPointer(), first),
                    .copy(from: JSONPointer(tokens: ["a"]), to: JSONPointer(tokens: ["b"])),
                ])
                .operations.count
                _ = try? JSONPatch([.add(JSONPointer(tokens: ["b"]), first)]).apply(to: edited)
            }
        }
    }

    // MARK: Large

    @Test func oneLongLineTakesLinearTime() throws {
        let size = 1_000_000 * Self.scale
        let string = [UInt8(ascii: "\"")] + [UInt8](repeating: UInt8(ascii: "x"), count: size) + [UInt8(ascii: "\"")]
        #expect(try JSONDocument(parsing: string).root.rawBytes.count == size + 2)
        let digits = [UInt8](repeating: UInt8(ascii: "7"), count: size)
        #expect(try JSONDocument(parsing: digits).root.kind == .number)
        let brackets = [UInt8](repeating: UInt8(ascii: "["), count: size)
        #expect(throws: JSONError.self) { try JSONDocument(parsing: brackets) }
        let zeros =
            [UInt8(ascii: "[")] + (0..<size / 2).flatMap { _ in [UInt8(ascii: "0"), UInt8(ascii: ",")] }
            + Array("0]".utf8)
        #expect(try JSONDocument(parsing: zeros).root.count == size / 2 + 1)
        let backslashes =
            [UInt8(ascii: "\"")] + [UInt8](repeating: UInt8(ascii: "\\"), count: size) + [UInt8(ascii: "\"")]
        #expect(try JSONDocument(parsing: backslashes).root.stringValue?.utf8.count == size / 2)
    }

    @Test func manyNamesTakeLinearTime() throws {
        let count = 20_000 * Self.scale
        var text = "{"
        for i in 0..<count { text += "\"k\(i)\":0," }
        let unique = Array((text + "\"last\":0}").utf8)
        let value = try JSONValue(parsing: unique)
        #expect(value.objectValue?.count == count + 1)
        #expect(value["last"] == 0)
        let error = #expect(throws: JSONError.self) { try JSONDocument(parsing: Array((text + "\"k7\":0}").utf8)) }
        #expect(error?.reason == .duplicateKey("k7"))
        #expect(value == value.objectValue.map { .object(JSONObject(lastWins: $0.reversed())) })
    }
}

/// Runs a body on a thread with the smallest stack that a pool of threads has anywhere, 512 KiB.
func onSmallStack(_ body: @escaping @Sendable () throws -> Void) throws {
    final class Job: Sendable {
        let body: @Sendable () throws -> Void
        let failure = Mutex<(any Error)?>(nil)

        init(_ body: @escaping @Sendable () throws -> Void) {
            self.body = body
        }

        func run() {
            do { try body() } catch { failure.withLock { $0 = error } }
        }
    }

    let job = Job(body)
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setstacksize(&attributes, 512 << 10)
    defer { pthread_attr_destroy(&attributes) }
    #if canImport(Darwin)
    var thread: pthread_t?
    let status = pthread_create(
        &thread, &attributes,
        { argument in
            Unmanaged<Job>.fromOpaque(argument).takeRetainedValue().run()
            return nil
        }, Unmanaged.passRetained(job).toOpaque())
    if let thread { pthread_join(thread, nil) }
    #else
    var thread = pthread_t()
    let status = pthread_create(
        &thread, &attributes,
        { argument in
            if let argument { Unmanaged<Job>.fromOpaque(argument).takeRetainedValue().run() }
            return nil
        }, Unmanaged.passRetained(job).toOpaque())
    if status == 0 { pthread_join(thread, nil) }
    #endif
    #expect(status == 0)
    if let error = job.failure.withLock({ $0 }) { throw error }
}

/// The files of `Corpus`: those named `accept-…` are JSON, the others are not.
enum Corpus {
    static func files(in folder: String = #filePath) throws -> [(name: String, bytes: [UInt8])] {
        let path = folder.split(separator: "/").dropLast().map { "/" + $0 }.joined() + "/Corpus"
        var files: [(String, [UInt8])] = []
        guard let directory = opendir(path) else { return [] }
        defer { closedir(directory) }
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            guard name.hasSuffix(".json"), let file = fopen(path + "/" + name, "rb") else { continue }
            defer { fclose(file) }
            var bytes: [UInt8] = []
            var buffer = [UInt8](repeating: 0, count: 4096)
            while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
            files.append((name, bytes))
        }
        return files.sorted { $0.0 < $1.0 }
    }
}
