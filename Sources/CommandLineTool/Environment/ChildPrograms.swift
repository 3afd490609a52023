internal import Subprocess

#if canImport(System)
internal import System
#else
internal import SystemPackage
#endif

/// The programs that commands leave work to.
public struct ChildPrograms: Sendable {
    /// Lets the user change a file, and returns when the editor has ended.
    public var edit: @Sendable (_ file: String, _ variables: [String: String]) async throws -> Void
    /// The manifests that a kustomization in a directory makes.
    public var kustomize: @Sendable (_ directory: String) async throws -> [UInt8]

    /// Programs.
    public init(
        edit: @escaping @Sendable (_ file: String, _ variables: [String: String]) async throws -> Void,
        kustomize: @escaping @Sendable (_ directory: String) async throws -> [UInt8]
    ) {
        self.edit = edit
        self.kustomize = kustomize
    }

    /// None: commands that need one fail.
    public static var none: ChildPrograms {
        ChildPrograms(
            edit: { _, _ in throw CommandError("there is no editor here") },
            kustomize: { _ in throw CommandError("there is no kustomize here") })
    }

    /// The editor that `KUBE_EDITOR` or `EDITOR` names (vi where neither does), and the `kustomize` of the `PATH`.
    static var installed: ChildPrograms { ChildPrograms(edit: edit, kustomize: kustomize) }

    /// The size beyond which the manifests of a kustomization are not read.
    private static let maximumOutput = 256 << 20

    @Sendable
    private static func edit(_ file: String, _ variables: [String: String]) async throws {
        let named = ["KUBE_EDITOR", "EDITOR"].compactMap { variables[$0] }.first { !$0.isEmpty } ?? "vi"
        var words = named.split(separator: " ").map(String.init) + [file]
        if named.contains(where: { "\"'\\".contains($0) }) {
            // What is quoted is for the shell to take apart.
            words = [variables["SHELL"] ?? "/bin/bash", "-c", "\(named) \(quoted(file))"]
        }
        do {
            let result = try await Subprocess.run(
                executable(words[0]), arguments: Arguments(Array(words.dropFirst())), input: .currentStandardInput,
                output: .currentStandardOutput, error: .currentStandardError)
            guard result.terminationStatus.isSuccess else {
                throw CommandError("there was a problem with the editor \(quoted(named))")
            }
        } catch let error as SubprocessError where error.code == .executableNotFound {
            throw CommandError("there was a problem with the editor \(quoted(named))")
        }
    }

    @Sendable
    private static func kustomize(_ directory: String) async throws -> [UInt8] {
        do {
            let result = try await Subprocess.run(
                .name("kustomize"), arguments: ["build", directory], input: .none,
                output: .bytes(limit: maximumOutput), error: .currentStandardError)
            guard result.terminationStatus.isSuccess else {
                throw CommandError("kustomize build \(directory) has failed")
            }
            return result.standardOutput
        } catch let error as SubprocessError where error.code == .executableNotFound {
            throw CommandError(
                "-k needs the program kustomize, which is not in the PATH (https://kubectl.docs.kubernetes.io/installation/kustomize)"
            )
        }
    }

    private static func executable(_ command: String) -> Executable {
        command.contains("/") ? .path(FilePath(command)) : .name(command)
    }
}
