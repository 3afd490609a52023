import CommandLineTool
import Foundation
import Synchronization
import Testing

/// Commands that leave work to other programs: an editor, and kustomize.
@Suite struct ChildProgramTests {
    private static let manifest = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {k: v}\n"

    /// An editor that makes these texts of what it is given, one after the other.
    private static func editor(_ changes: (@Sendable (String) -> String)...) -> ChildPrograms {
        let left = Mutex(changes)
        var programs = ChildPrograms.none
        programs.edit = { path, _ in
            let change = left.withLock { $0.count > 1 ? $0.removeFirst() : $0[0] }
            let file = URL(fileURLWithPath: path)
            try Data(change(String(decoding: try Data(contentsOf: file), as: UTF8.self)).utf8).write(to: file)
        }
        return programs
    }

    @Test func objectsAreChangedBeforeTheyAreCreated() async throws {
        let fixture = try await ToolFixture.make()
        let result = await fixture.run(
            "create --edit -f -", input: Self.manifest,
            programs: Self.editor { $0.replacing("k: v", with: "k: w") })
        #expect(result == .init(code: 0, output: "configmap/a created\n", errors: ""))
        #expect(try await fixture.output("get cm a -o jsonpath={.data.k}") == "w")
    }

    @Test func onlyTries() async throws {
        let fixture = try await ToolFixture.make()
        let result = await fixture.run(
            "create --edit -f - --dry-run=server", input: Self.manifest,
            programs: Self.editor { $0.replacing("k: v", with: "k: w") })
        #expect(result == .init(code: 0, output: "configmap/a created (server dry run)\n", errors: ""))
        #expect(await fixture.run("get cm a").code == 1)
    }

    @Test(arguments: [
        (false, "Edit cancelled, no changes made.\n"), (true, "Edit cancelled, saved file was empty.\n"),
    ])
    func nothingIsCreatedWithoutAChange(empties: Bool, message: String) async throws {
        let fixture = try await ToolFixture.make()
        let result = await fixture.run(
            "create --edit -f -", input: Self.manifest, programs: Self.editor { empties ? "# nothing\n" : $0 })
        #expect(result == .init(code: 0, output: "", errors: message))
        #expect(await fixture.run("get cm a").code == 1)
    }

    @Test func whatCannotBeReadIsShownAgain() async throws {
        let fixture = try await ToolFixture.make()
        let seen = Mutex("")
        let result = await fixture.run(
            "create --edit -f -", input: Self.manifest,
            programs: Self.editor(
                { $0 + "{\n" },
                { text in
                    seen.withLock { $0 = text }
                    return text.replacing("{\n", with: "").replacing("k: v", with: "k: w")
                }))
        #expect(result == .init(code: 0, output: "configmap/a created\n", errors: ""))
        #expect(seen.withLock { $0 }.contains("# configmaps \"a\" was not valid:\n# * <nil>: Invalid value:"))
    }

    @Test func whatCannotBeMendedIsKept() async throws {
        let fixture = try await ToolFixture.make()
        let result = await fixture.run(
            "create --edit -f -", input: Self.manifest, programs: Self.editor({ $0 + "{\n" }, { $0 }))
        #expect(result.code == 1)
        #expect(result.errors.hasPrefix("Edit cancelled, no valid changes were saved.\nA copy of your changes"))
        #expect(result.errors.hasSuffix("error: configmaps \"a\" is invalid\n"))
    }

    @Test func kustomizationsAreFiles() async throws {
        let fixture = try await ToolFixture.make()
        var programs = ChildPrograms.none
        programs.kustomize = { directory in Array(directory == "base" ? Self.manifest.utf8 : "".utf8) }
        #expect(await fixture.run("apply -k base", programs: programs).output == "configmap/a created\n")
        #expect(await fixture.run("get -k base -o name", programs: programs).output == "configmap/a\n")
        #expect(
            await fixture.run("delete -k base", programs: programs).output
                == "configmap \"a\" deleted from default namespace\n")
        #expect(
            await fixture.run("create -k base -f x.yaml", programs: programs).errors
                == "error: only one of -f or -k can be specified\n")
        #expect(
            await fixture.run("apply -k base -R", programs: programs).errors
                == "error: the -k flag can't be used with -f or -R\n")
        #expect(await fixture.run("apply -k base").errors == "error: there is no kustomize here\n")
    }
}
