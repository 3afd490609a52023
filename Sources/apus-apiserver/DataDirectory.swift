import ArgumentParser
import FileAccess
import Foundation
import SystemPackage

/// Where the server keeps what it needs again where no flag says so.
enum DataDirectory {
    /// The user's folder for such things as the XDG base directory specification has it; a folder of the current one
    /// where the user has none.
    static var standard: String { standard(ProcessInfo.processInfo.environment) }

    static func standard(_ environment: [String: String]) -> String {
        // The specification says that a relative path is to be ignored.
        if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") { return "\(state)/apus-apiserver" }
        if let home = environment["HOME"], home.hasPrefix("/") { return "\(home)/.local/state/apus-apiserver" }
        return "apus-data"
    }

    /// Makes the directory, for its owner only, unless it is there.
    ///
    /// - Throws: `ValidationError` that names the flag, the directory and the reason.
    static func prepare(_ path: String) throws {
        do throws(Errno) {
            try Directory.make(path, permissions: .ownerReadWriteExecute)
        } catch {
            throw ValidationError("--data-dir: the directory \(path) cannot be made: \(error)")
        }
    }
}
