import APIServer
import ArgumentParser

/// Who may do what.
struct AccessFlags: ParsableArguments {
    @Option(
        name: .customLong("client-ca-file"),
        help: ArgumentHelp(
            """
            Certificates, as PEM, of those who sign client certificates, beside the server's own authority. The common \
            name of a client's certificate is the user, its organizations are the groups.
            """, valueName: "file"))
    var clientAuthorityFile: String?

    @Option(
        help: ArgumentHelp(
            "Users with bearer tokens: lines token,user,uid[,\"group1,group2\"].", valueName: "file"))
    var tokenAuthFile: String?

    @Option(
        help: ArgumentHelp(
            """
            Whether requests without a credential are let through to authorization, as system:anonymous in the group \
            system:unauthenticated. Without this flag they may read health and version only; false refuses them even \
            that.
            """, valueName: "true|false"))
    var anonymousAuth: Bool?

    @Option(
        help: ArgumentHelp(
            """
            What decides what users may do, separated by commas and asked in their order: AlwaysAllow, AlwaysDeny. The \
            group system:masters may do everything whatever they say.
            """, valueName: "modes"))
    var authorizationMode = ListFlag([AuthorizationMode.alwaysDeny.rawValue])

    func validate() throws {
        let modes = try modes()
        guard anonymousAuth != true || !modes.contains(.alwaysAllow) else {
            throw ValidationError(
                "--anonymous-auth=true and --authorization-mode=AlwaysAllow together let everybody do everything: give one"
            )
        }
    }

    /// - Throws: `ValidationError`.
    func modes() throws -> [AuthorizationMode] {
        do {
            return try AuthorizationMode.modes(named: authorizationMode.values)
        } catch {
            throw ValidationError("--authorization-mode: \(error)")
        }
    }

    /// Puts what the flags say into a server's configuration.
    ///
    /// - Throws: what is wrong with the files.
    func apply(to configuration: inout APIServer.Configuration) throws {
        var users: [(token: String, user: UserInfo)] = []
        if let path = tokenAuthFile {
            users = try TokenFile.parse(TextFile.read(path, flag: "--token-auth-file"), path: path)
        }
        configuration.authenticators = [CertificateAuthenticator(), TokenAuthenticator(users)]
        configuration.authorizers = try modes().map(\.authorizer)
        configuration.anonymousAccess =
            switch anonymousAuth {
            case nil: .healthAndVersion
            case true?: .authorized
            case false?: .none
            }
    }
}
