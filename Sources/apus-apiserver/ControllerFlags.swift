import APIServer
import ArgumentParser
import Controllers
import Logging

/// What runs beside the server.
struct ControllerFlags: ParsableArguments {
    @Option(help: ArgumentHelp(stringLiteral: ControllerSet.standard.selectionHelp))
    var controllers = ListFlag(["*"])

    /// The controllers that are switched on.
    ///
    /// - Throws: `ValidationError` for a name that none has.
    func selected() throws -> ControllerSet {
        do {
            return try ControllerSet.standard.selecting(controllers.values)
        } catch {
            throw ValidationError("--controllers: \(error)")
        }
    }

    func validate() throws { _ = try selected() }

    /// Lets a server run the controllers while it serves.
    func add(to server: APIServer, logger: Logger) throws {
        let controllers = try selected()
        guard !controllers.names.isEmpty else { return }
        server.addPostStartHook("start-controllers") { [unowned server] hook in
            hook.started()
            await controllers.run(server, logger: logger)
        }
    }
}
