import SystemPackage

/// Standard output for lines that other programs wait for.
enum StandardOutput {
    /// Writes a line at once, also where standard output is no terminal.
    static func write(_ line: String) {
        _ = try? FileDescriptor.standardOutput.writeAll((line + "\n").utf8)
    }
}
