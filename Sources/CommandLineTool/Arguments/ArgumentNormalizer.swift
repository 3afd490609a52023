/// Turns a command line as kubectl's users write it into one that ArgumentParser reads alike.
///
/// kubectl takes flags before and after the command, short flags joined to each other and to their values, and
/// `--flag=false`; flags whose value is optional take it only after `=`. What comes out is the command's name, then each
/// flag as `--name=value` or `--name`, then `--` and the other arguments.
struct ArgumentNormalizer {
    /// The tool's own name, for messages.
    let tool: String
    /// The names of commands below a command; `nil` where there is no such command.
    let subcommands: ([String]) -> [String]?

    /// What a command line says.
    struct Result: Equatable {
        /// The command, such as `["config", "view"]`.
        var command: [String]
        /// What ArgumentParser is given.
        var arguments: [String]
    }

    func normalize(_ arguments: [String]) throws(CommandError) -> Result {
        var command: [String] = []
        var flags: [(name: String, value: String?)] = []
        var others: [String] = []
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            if argument == "--" {
                others += rest
                break
            }
            if argument.hasPrefix("--") {
                try long(argument.dropFirst(2), &rest, command, &flags)
            } else if argument.hasPrefix("-"), argument.count > 1 {
                try short(argument.dropFirst(), &rest, command, &flags)
            } else if others.isEmpty, let names = subcommands(command), !names.isEmpty {
                guard names.contains(argument) else {
                    let path = ([tool] + command).joined(separator: " ")
                    throw CommandError("unknown command \(quoted(argument)) for \(quoted(path))")
                }
                command.append(argument)
            } else {
                others.append(argument)
            }
        }
        var result = command
        for flag in flags {
            result += try written(flag.name, flag.value, command)
        }
        if !others.isEmpty { result += ["--"] + others }
        return Result(command: command, arguments: result)
    }

    private func unknown(_ message: String, _ command: [String]) -> CommandError {
        let path = ([tool] + command).joined(separator: " ")
        return CommandError("\(message)\nSee '\(path) --help' for usage.")
    }

    private func long(
        _ text: Substring, _ rest: inout ArraySlice<String>, _ command: [String],
        _ flags: inout [(name: String, value: String?)]
    ) throws(CommandError) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let name = String(parts[0])
        guard let form = FlagForms.form(of: name, in: command) else {
            throw unknown("unknown flag: --\(name)", command)
        }
        if parts.count == 2 {
            flags.append((name, String(parts[1])))
        } else if form.takesNextWord {
            guard let value = rest.popFirst() else { throw unknown("flag needs an argument: --\(name)", command) }
            flags.append((name, value))
        } else {
            flags.append((name, nil))
        }
    }

    private func short(
        _ text: Substring, _ rest: inout ArraySlice<String>, _ command: [String],
        _ flags: inout [(name: String, value: String?)]
    ) throws(CommandError) {
        var letters = text
        while true {
            let present = letters
            guard let letter = letters.popFirst() else { return }
            guard let name = FlagForms.short[letter], let form = FlagForms.form(of: name, in: command) else {
                throw unknown("unknown shorthand flag: '\(letter)' in -\(present)", command)
            }
            // An equals sign at the end is no mark before a value, but a value.
            if letters.first == "=", letters.count > 1 {
                flags.append((name, String(letters.dropFirst())))
                return
            }
            guard form.takesNextWord else {
                flags.append((name, nil))
                continue
            }
            if !letters.isEmpty {
                flags.append((name, String(letters)))
                return
            }
            guard let value = rest.popFirst() else {
                throw unknown("flag needs an argument: '\(letter)' in -\(present)", command)
            }
            flags.append((name, value))
        }
    }

    private func invalid(
        _ value: String, _ name: String, _ form: FlagForm?, _ command: [String]
    ) -> CommandError {
        // Flags that have a letter are named with it.
        let letter = FlagForms.short.first { $0.value == name }.map { "-\($0.key), " } ?? ""
        let problem = form?.problem(with: value) ?? ""
        return unknown(
            "invalid argument \(quoted(value)) for \(quoted("\(letter)--\(name)")) flag: \(problem)", command)
    }

    private func written(
        _ name: String, _ value: String?, _ command: [String]
    ) throws(CommandError) -> [String] {
        let form = FlagForms.form(of: name, in: command)
        switch form {
        case .off, .on:
            guard let value else { return ["--\(name)"] }
            switch value {
            case "1", "t", "T", "true", "TRUE", "True": return ["--\(name)"]
            case "0", "f", "F", "false", "FALSE", "False":
                return form == .on ? ["--no-\(name)"] : []
            default:
                throw invalid(value, name, form, command)
            }
        case .valueOr(let fallback): return Self.pair(name, value ?? fallback)
        default:
            let value = value ?? ""
            if form?.problem(with: value) != nil { throw invalid(value, name, form, command) }
            return Self.pair(name, value)
        }
    }

    /// After an equals sign ArgumentParser takes nothing for no value, and drops further ones; a word of its own may not
    /// begin with a hyphen.
    private static func pair(_ name: String, _ value: String) -> [String] {
        value.isEmpty || value.hasPrefix("=") ? ["--\(name)", value] : ["--\(name)=\(value)"]
    }
}
