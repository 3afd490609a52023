internal import APIClient
internal import APIMachinery
internal import JSON

/// Lets the user change objects in an editor before they are sent.
struct ObjectEditor {
    let session: Session
    /// The tool's name, after which files are named.
    let tool: String

    private static let explanation = """
        # Please edit the object below. Lines beginning with a '#' will be ignored,
        # and an empty file will abort the edit. If an error occurs while saving this file will be
        # reopened with the relevant failures.
        #

        """

    /// What the user made of an object, in the file in which it is kept until ``discard(_:)``.
    struct Edited {
        var objects: [JSONObject]
        var path: String
    }

    /// Lets the user change an object.
    ///
    /// - Returns: `nil` where nothing was changed, or everything was removed; the user has been told.
    func edit(_ item: ResourceItem) async throws -> Edited? {
        let environment = session.environment
        let original = JSONValue.object(item.object ?? JSONObject()).sortedYAML
        let path = LocalFiles.temporaryPath(
            in: environment.variables["TMPDIR"] ?? "/tmp", prefix: "\(tool)-edit-", suffix: ".yaml")
        var text = original
        var problem: String?
        while true {
            let note = problem.map { Self.note(item, $0) } ?? ""
            try LocalFiles.replace(path, with: Array((Self.explanation + note + text).utf8))
            try await environment.programs.edit(path, environment.variables)
            let edited = Self.withoutComments(try LocalFiles.read(path))
            if problem != nil, edited == text {
                environment.errors.line("Edit cancelled, no valid changes were saved.")
                environment.errors.line("A copy of your changes has been stored to \(quoted(path))")
                throw CommandError("\(item.resource.resource.resource) \(quoted(item.name ?? "")) is invalid")
            }
            if edited == original || edited.allSatisfy({ $0.isWhitespace }) {
                let isEmpty = edited.allSatisfy({ $0.isWhitespace })
                environment.errors.line(
                    isEmpty ? "Edit cancelled, saved file was empty." : "Edit cancelled, no changes made.")
                LocalFiles.remove(path)
                return nil
            }
            var objects: [JSONObject] = []
            do {
                try Manifest.read(Array(edited.utf8), source: "edited-file", into: &objects)
                return Edited(objects: objects, path: path)
            } catch {
                text = edited
                problem = "\(error)"
            }
        }
    }

    /// Removes the file of what has been sent.
    func discard(_ edited: Edited) {
        LocalFiles.remove(edited.path)
    }

    /// Says where the file is of what could not be sent.
    func keep(_ edited: Edited) {
        session.environment.errors.line("A copy of your changes has been stored to \(quoted(edited.path))")
    }

    private static func note(_ item: ResourceItem, _ problem: String) -> String {
        let lines = problem.split(separator: "\n").joined(separator: "\n# ")
        return """
            # \(item.resource.resource.resource) \(quoted(item.name ?? "")) was not valid:
            # * <nil>: Invalid value: "The edited file failed validation": \(lines)
            #

            """
    }

    private static func withoutComments(_ bytes: [UInt8]) -> String {
        String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
            .filter { !$0.drop(while: { $0.isWhitespace }).hasPrefix("#") }.joined(separator: "\n")
    }
}
