import Foundation
import JSON
import Testing
import YAML

/// Random values through Python's yaml, in both directions, one process for all of them.
@Suite struct PythonTests {
    private static let hasPython = run("import yaml", arguments: []) != nil

    /// Runs a Python program; gives what it prints, or nothing if it could not run or failed.
    private static func run(_ program: String, arguments: [String]) -> String? {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-c", program] + arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return nil }
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return process.terminationStatus == 0 ? String(decoding: data, as: UTF8.self) : nil
    }

    private static let program = #"""
        import json, re, sys, yaml
        Loader = getattr(yaml, 'CSafeLoader', yaml.SafeLoader)
        def same(a, b):
            number = lambda x: isinstance(x, (int, float)) and not isinstance(x, bool)
            if number(a) and number(b): return a == b
            if type(a) is not type(b): return False
            if isinstance(a, list): return len(a) == len(b) and all(map(same, a, b))
            if isinstance(a, dict): return list(a) == list(b) and all(same(a[k], b[k]) for k in a)
            return a == b
        values = [json.loads(line) for line in open(sys.argv[1], encoding='utf-8')]
        texts = open(sys.argv[2], encoding='utf-8', newline='').read().split('\0')
        assert len(values) == len(texts)
        for value, text in zip(values, texts):
            for loader in ([Loader, yaml.SafeLoader] if len(text) < 300 else [Loader]):
                try:
                    read = yaml.load(text, loader)
                except Exception as error:
                    read = error
                if not same(value, read): print('WROTE', repr(text), 'READ', repr(read))
        # Without these, Python writes strings without quotes that Kubernetes' reader takes for numbers and booleans.
        class PyDumper(yaml.SafeDumper): pass
        class Dumper(getattr(yaml, 'CSafeDumper', yaml.SafeDumper)): pass
        kubernetes = re.compile(r'(?i)([yn]|[-+]?(0[xob][0-9a-f_]+|[0-9_.]+(e[-+]?[0-9_]+)?))$')
        for d in (PyDumper, Dumper): d.add_implicit_resolver('tag:kubernetes', kubernetes, list('yYnN+-.0123456789'))
        with open(sys.argv[3], 'w', encoding='utf-8', newline='') as out:
            for i, value in enumerate(values):
                dumper = [PyDumper, Dumper][i % 2]
                text = yaml.dump(value, Dumper=dumper, allow_unicode=i % 3 == 0, sort_keys=False,
                                 width=60 if i % 5 else 9999,
                                 default_flow_style=[False, True, None][i % 3 - 1], explicit_start=True)
                # Folding of long lines has bugs: what Python itself does not read back is left out.
                if not same(value, yaml.load(text, Loader)): text = ''
                out.write(text + '\0')
        """#

    @Test(.enabled(if: hasPython, "needs python3 with PyYAML"))
    func bothDirections() throws {
        var generator = Generator(seed: 8)
        let values = (0..<300 * fuzzScale).map { _ in generator.value() }
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("apus-yaml-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = ["values", "ours", "theirs"].map { folder.appendingPathComponent($0) }
        try Data(values.map { $0.serialized() + [0x0A] }.joined()).write(to: files[0])
        try Data(values.map { $0.yamlBytes() }.joined(separator: [0])).write(to: files[1])

        let differences = try #require(Self.run(Self.program, arguments: files.map(\.path)), "python3 failed")
        #expect(differences.isEmpty)

        let theirs = try Data(contentsOf: files[2]).split(separator: 0, omittingEmptySubsequences: false)
        #expect(theirs.count == values.count + 1)
        var compared = 0
        for (value, text) in zip(values, theirs) where !text.isEmpty {
            compared += 1
            let read = try JSONValue(yaml: text)
            #expect(areSame(read, value), "read \(read) from \(String(decoding: text, as: UTF8.self))")
        }
        #expect(compared > values.count * 9 / 10)
    }

    @Test func ownRoundTrip() throws {
        var generator = Generator(seed: 9)
        for _ in 0..<500 * fuzzScale {
            let value = generator.value()
            let text = value.yaml()
            let read = try JSONValue(yaml: text)
            #expect(areSame(read, value), "wrote \(text)")
        }
    }
}
