internal import APIMachinery

/// How strictly the server looks at fields that it does not know.
enum Validation {
    /// Reads the value of `--validate`.
    static func parse(_ text: String) throws(CommandError) -> FieldValidation {
        switch text.lowercased() {
        case "strict", "true": .strict
        case "warn": .warn
        case "ignore", "false": .ignore
        default:
            throw CommandError(
                "invalid - validate option \(quoted(text)); must be one of: strict (or true), warn, ignore (or false)")
        }
    }
}
