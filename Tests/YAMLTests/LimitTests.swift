import Foundation
import JSON
import Testing
import YAML

@Suite struct LimitTests {
    static let laughs =
        "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        + (1...12).map { level in
            "a\(level): &a\(level) [" + Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ") + "]\n"
        }.joined()

    private func message(_ text: String, _ limits: YAMLLimits = YAMLLimits()) -> String {
        do {
            _ = try YAMLNode.parse(text, limits: limits)
            return "read"
        } catch {
            return "\(error)"
        }
    }

    @Test func billionLaughs() {
        #expect(message(Self.laughs) == "4:10: the text consists of too many aliases")
        #expect(message(Self.laughs, .unlimited).hasSuffix("the text consists of too many aliases"))
    }

    @Test func mergesThatLaugh() {
        let text =
            "a0: &a0 {a: 1, b: 2}\n"
            + (1...64).map { "a\($0): &a\($0) {<<: [*a\($0 - 1), *a\($0 - 1)], c\($0): 1}\n" }.joined()
        #expect(message(text) != "read")
    }

    @Test func aliasesInProportionAreFine() throws {
        // Like an OpenAPI document or a compose file: a block repeated a hundred times.
        let block = "base: &base {" + (0..<40).map { "key\($0): \($0)" }.joined(separator: ", ") + "}\n"
        let text = block + (0..<100).map { "u\($0): {own: \($0), <<: *base}\n" }.joined()
        #expect(try JSONValue(yaml: text)["u99"]?["key39"] == 39)
    }

    @Test func scalarsThatAliasesRepeat() {
        let text =
            "a: &a " + String(repeating: "x", count: 100_000) + "\nb: [" + String(repeating: "*a,", count: 500) + "]"
        #expect(message(text).hasSuffix("the text has more than 16777216 bytes of scalars, aliases followed"))
    }

    @Test func size() {
        #expect(message("abc", YAMLLimits(maximumBytes: 3)) == "read")
        #expect(message("abcd", YAMLLimits(maximumBytes: 3)) == "1:1: the text has 4 bytes; at most 3 are read")
    }

    @Test func nodes() {
        #expect(message("[1, 2]", YAMLLimits(maximumNodes: 3)) == "read")
        #expect(
            message("[1, 2]", YAMLLimits(maximumNodes: 2)) == "1:5: the text has more than 2 nodes, aliases followed")
        #expect(
            message("[&a [1], *a]", YAMLLimits(maximumNodes: 4))
                == "1:10: the text has more than 4 nodes, aliases followed")
        #expect(
            message("--- 1\n--- 2\n", YAMLLimits(maximumNodes: 1))
                == "2:5: the text has more than 1 nodes, aliases followed")
    }

    @Test func tagDirectives() {
        let text = (0..<100).map { "%TAG !t\($0)! tag:x,2000:\n" }.joined() + "---\na\n"
        #expect(message(text) == "65:1: more than 64 %TAG directives")
    }

    @Test(arguments: ["[", "{a: ", "- ", "? ", "{? ", "[[], ", "- - ? "])
    func depth(opening: String) {
        for count in [1000, 100_000] {
            #expect(
                message(String(repeating: opening, count: count)).hasSuffix("collections are nested more than 256 deep")
            )
        }
    }

    @Test func depthByIndentation() {
        let text = (0..<1000).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
        #expect(message(text) == "257:257: collections are nested more than 256 deep")
    }

    @Test func depthThroughAliases() {
        #expect(message("a: &a [[1]]\nb: [*a]", YAMLLimits(maximumDepth: 4)) == "read")
        #expect(
            message("a: &a [[1]]\nb: [*a]", YAMLLimits(maximumDepth: 3))
                == "2:5: collections are nested more than 3 deep")
        let text = "a0: &a0 []\n" + (1...600).map { "a\($0): &a\($0) [*a\($0 - 1)]\n" }.joined()
        #expect(message(text, .unlimited) == "256:14: collections are nested more than 256 deep")
    }

    /// The greatest depth is safe on the threads of Swift's pool and smaller ones, in debug builds too.
    @Test func smallStack() async {
        let inner = YAMLLimits.deepest
        let texts = [
            String(repeating: "[", count: inner) + String(repeating: "]", count: inner),
            String(repeating: "{a: ", count: inner) + String(repeating: "}", count: inner),
            String(repeating: "{<<: ", count: inner) + "{}" + String(repeating: "}", count: inner),
            String(repeating: "{<<: ", count: inner - 1) + "{}" + String(repeating: "}", count: inner - 1),
            String(repeating: "- ", count: inner) + "a",
        ]
        let outcome = await withCheckedContinuation { (continuation: CheckedContinuation<[String], Never>) in
            let thread = Thread {
                continuation.resume(
                    returning: texts.map { text in
                        do {
                            let value = try JSONValue(yaml: text)
                            let again = try JSONValue(yaml: value.yaml())
                            return again == value ? "same" : "different"
                        } catch {
                            return (error as? YAMLError)?.message ?? "\(error)"
                        }
                    })
            }
            thread.stackSize = 512 << 10
            thread.start()
        }
        #expect(outcome == ["same", "same", "collections are nested more than 256 deep", "same", "same"])
    }
}
