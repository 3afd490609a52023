import APICompiler
import ArgumentParser

/// `apusgen dump`: shows what a set compiles to.
struct Dump: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Print the representation of a set as JSON.")

    @OptionGroup var input: InputOptions
    @Flag(help: "Print the definitions that the set refers to, too.") var all = false

    func run() throws {
        let output = input.compile()
        Output.report(output.diagnostics)
        if output.hasErrors { throw ExitCode.failure }
        Output.print(DefinitionDump.render(all ? output.result.all : output.result.own))
    }
}
