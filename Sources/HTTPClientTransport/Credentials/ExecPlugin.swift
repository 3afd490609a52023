import APIMachinery
import JSON
import NIOSSL
import Subprocess

#if canImport(System)
import System
#else
import SystemPackage
#endif

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Credentials from a program that is asked for them (`client.authentication.k8s.io`), and kept until they expire.
actor ExecPlugin: CredentialSource {
    private struct Known {
        var credential: Credential
        /// Seconds since 1970; `nil` where they do not expire.
        var expiresAt: Int64?
    }

    private let configuration: Kubeconfig.ExecConfiguration
    private let cluster: Kubeconfig.Cluster
    private let isTerminal: Bool
    private var known: Known?
    /// The program while it runs: all that need credentials meanwhile wait for the same answer.
    private var running: Task<Known, any Error>?

    /// The program's answer may have so many bytes.
    private static let answerLimit = 1 << 20

    init(
        _ configuration: Kubeconfig.ExecConfiguration, cluster: Kubeconfig.Cluster,
        isTerminal: Bool = isatty(STDIN_FILENO) == 1
    ) {
        self.configuration = configuration
        self.cluster = cluster
        self.isTerminal = isTerminal
    }

    func current() async throws -> Credential {
        if let known, known.expiresAt.map({ $0 > Time.now().secondsSinceEpoch }) ?? true { return known.credential }
        if let running { return try await running.value.credential }
        // Not a child task: it goes on for the others where the request that began it is given up.
        let task = Task { try await ask() }
        running = task
        defer { running = nil }
        let answer = try await task.value
        known = answer
        return answer.credential
    }

    func refused(_ credential: Credential) async -> Bool {
        if known?.credential == credential { known = nil }
        return true
    }

    // MARK: Asking

    private var program: String { "the credential plugin \(configuration.command)" }

    private nonisolated func failure(_ message: String) -> KubeconfigError {
        KubeconfigError("the credential plugin \(configuration.command) \(message)")
    }

    private func ask() async throws -> Known {
        let isInteractive: Bool
        switch configuration.interactiveMode {
        case .never: isInteractive = false
        case .ifAvailable: isInteractive = isTerminal
        case .always:
            guard isTerminal else { throw failure("needs a terminal, and standard input is none") }
            isInteractive = true
        }
        var variables: [Environment.Key: String?] = [:]
        for (name, value) in configuration.environment { variables[Environment.Key(stringLiteral: name)] = value }
        variables["KUBERNETES_EXEC_INFO"] = try question(isInteractive: isInteractive)
        let environment = Environment.inherit.updating(variables)
        let output: String
        do {
            output = try await run(environment, isInteractive: isInteractive)
        } catch let error as SubprocessError where error.code == .executableNotFound {
            let hint = configuration.installHint.map { "\n\n\($0)" } ?? ""
            throw failure("is not installed, or not in the PATH\(hint)")
        } catch let error as SubprocessError where error.code == .outputLimitExceeded {
            throw failure("answers with more than \(Self.answerLimit) bytes")
        } catch let error as SubprocessError {
            throw failure("cannot be run: \(error)")
        }
        return try answer(output)
    }

    private func run(_ environment: Environment, isInteractive: Bool) async throws -> String {
        let command = configuration.command
        let executable: Executable = command.contains("/") ? .path(FilePath(command)) : .name(command)
        let arguments = Arguments(configuration.arguments)
        let status: TerminationStatus
        let output: String?
        if isInteractive {
            let result = try await Subprocess.run(
                executable, arguments: arguments, environment: environment, input: .currentStandardInput,
                output: .string(limit: Self.answerLimit), error: .currentStandardError)
            (status, output) = (result.terminationStatus, result.standardOutput)
        } else {
            let result = try await Subprocess.run(
                executable, arguments: arguments, environment: environment, input: .none,
                output: .string(limit: Self.answerLimit), error: .currentStandardError)
            (status, output) = (result.terminationStatus, result.standardOutput)
        }
        guard status.isSuccess else { throw failure("failed: \(status)") }
        return output ?? ""
    }

    /// What the program is told, in `KUBERNETES_EXEC_INFO`.
    private func question(isInteractive: Bool) throws -> String {
        var spec: JSONObject = ["interactive": .bool(isInteractive)]
        if configuration.provideClusterInfo {
            var info: JSONObject = ["server": .string(cluster.server)]
            info["tls-server-name"] = cluster.tlsServerName.map(JSONValue.string)
            if cluster.insecureSkipTLSVerify { info["insecure-skip-tls-verify"] = true }
            if let authority = try TLSFiles.authority(of: cluster) {
                info["certificate-authority-data"] = .string(Base64.encode(authority))
            }
            info["proxy-url"] = cluster.proxyURL.map(JSONValue.string)
            if cluster.disableCompression { info["disable-compression"] = true }
            info["config"] = cluster.execConfiguration
            spec["cluster"] = .object(info)
        }
        let question: JSONObject = [
            "kind": "ExecCredential", "apiVersion": .string(configuration.apiVersion), "spec": .object(spec),
        ]
        return String(decoding: JSONValue.object(question).serialized(), as: UTF8.self)
    }

    private func answer(_ text: String) throws -> Known {
        let document: JSONDocument
        do {
            document = try JSONDocument(parsing: text)
        } catch {
            // What it wrote may be a secret, so only the place is told.
            throw failure("answers with what is no JSON: \(error)")
        }
        let root = document.root
        guard root["kind"]?.stringValue == "ExecCredential" else { throw failure("does not answer an ExecCredential") }
        let version = root["apiVersion"]?.stringValue ?? ""
        guard version == configuration.apiVersion else {
            throw failure("answers in version \"\(version)\", asked for was \(configuration.apiVersion)")
        }
        guard let status = root["status"], status.kind == .object else { throw failure("answers without a status") }
        var credential = Credential()
        if let token = status["token"]?.stringValue, !token.isEmpty { credential.authorization = "Bearer \(token)" }
        let certificate = status["clientCertificateData"]?.stringValue ?? ""
        let key = status["clientKeyData"]?.stringValue ?? ""
        guard certificate.isEmpty == key.isEmpty else {
            throw failure("answers with a certificate or a key alone; both are needed")
        }
        var expiries: [Int64] = []
        if !certificate.isEmpty {
            let pair = Credential.CertificatePair(certificate: Array(certificate.utf8), key: Array(key.utf8))
            credential.certificate = pair
            let chain = try TLSFiles.certificates(pair.certificate, "the certificate of \(program)")
            // A certificate that has expired is asked for anew, whatever the program says.
            if let first = chain.first { expiries.append(Int64(first.notValidAfter)) }
        }
        guard credential != Credential() else { throw failure("answers with neither a token nor a certificate") }
        if let text = status["expirationTimestamp"]?.stringValue {
            do {
                expiries.append(try Time(parsing: text).secondsSinceEpoch)
            } catch {
                throw failure("answers with an expirationTimestamp that is none: \(error)")
            }
        }
        return Known(credential: credential, expiresAt: expiries.min())
    }
}
