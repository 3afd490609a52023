import JSON
import YAML

/// Reads values of a kubeconfig and says where those are that are wrong. Of a key that is given twice the last value
/// holds.
struct KubeconfigReader {
    let file: String

    func failure(_ node: YAMLNode, _ message: String) -> KubeconfigError {
        KubeconfigError(file: file, line: node.mark.line, message)
    }

    /// The members of a mapping; null is an empty one.
    func members(_ node: YAMLNode, _ what: String) throws(KubeconfigError) -> [String: YAMLNode] {
        if try isNull(node) { return [:] }
        guard node.members != nil else { throw failure(node, "\(what) must be a mapping, not \(node.kindDescription)") }
        do {
            let members = try node.resolvedMembers { _, _ in }
            return Dictionary(members.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
        } catch {
            throw KubeconfigError(file: file, line: error.mark.line, error.message)
        }
    }

    /// The elements of a sequence; null is an empty one.
    func elements(_ node: YAMLNode?, _ what: String) throws(KubeconfigError) -> [YAMLNode] {
        guard let node, try !isNull(node) else { return [] }
        guard let elements = node.elements else {
            throw failure(node, "\(what) must be a sequence, not \(node.kindDescription)")
        }
        return elements
    }

    func value(_ node: YAMLNode) throws(KubeconfigError) -> JSONValue {
        do {
            return try node.jsonValue { _, _ in }
        } catch {
            throw KubeconfigError(file: file, line: error.mark.line, error.message)
        }
    }

    private func isNull(_ node: YAMLNode) throws(KubeconfigError) -> Bool {
        guard node.scalarText != nil else { return false }
        return try value(node).isNull
    }

    /// A string; `nil` where it is absent, null or empty.
    func string(_ members: [String: YAMLNode], _ name: String) throws(KubeconfigError) -> String? {
        guard let node = members[name] else { return nil }
        switch try value(node) {
        case .null: return nil
        case .string(let text): return text.isEmpty ? nil : text
        default: throw failure(node, "\(name) must be a string")
        }
    }

    func bool(_ members: [String: YAMLNode], _ name: String) throws(KubeconfigError) -> Bool {
        guard let node = members[name] else { return false }
        switch try value(node) {
        case .null: return false
        case .bool(let bool): return bool
        default: throw failure(node, "\(name) must be true or false")
        }
    }

    func strings(_ members: [String: YAMLNode], _ name: String) throws(KubeconfigError) -> [String] {
        var strings: [String] = []
        for node in try elements(members[name], name) {
            guard let text = try value(node).stringValue else { throw failure(node, "\(name) must hold strings") }
            strings.append(text)
        }
        return strings
    }

    /// A path, as seen from the file's directory.
    func path(_ members: [String: YAMLNode], _ name: String) throws(KubeconfigError) -> String? {
        try string(members, name).map { Files.path($0, in: Files.directory(of: file)) }
    }

    /// Bytes in base64.
    func data(_ members: [String: YAMLNode], _ name: String) throws(KubeconfigError) -> [UInt8]? {
        guard let text = try string(members, name), let node = members[name] else { return nil }
        do {
            return try Base64.decode(text)
        } catch {
            throw failure(node, "\(name) is not base64")
        }
    }
}

extension KubeconfigReader {
    /// The named entries of a list such as `clusters`.
    func entries<Value>(
        _ members: [String: YAMLNode], _ list: String, _ member: String,
        _ read: ([String: YAMLNode]) throws(KubeconfigError) -> Value
    ) throws(KubeconfigError) -> [Kubeconfig.Entry<Value>] {
        var entries: [Kubeconfig.Entry<Value>] = []
        var names: Set<String> = []
        for node in try elements(members[list], list) {
            let fields = try self.members(node, "an entry of \(list)")
            let name = try string(fields, "name") ?? ""
            guard names.insert(name).inserted else {
                throw failure(node, "the name \"\(name)\" is given twice in \(list)")
            }
            let value = try fields[member].map { node throws(KubeconfigError) in try self.members(node, member) } ?? [:]
            entries.append(.init(name: name, value: try read(value), file: file, line: node.mark.line))
        }
        return entries
    }

    func cluster(_ members: [String: YAMLNode]) throws(KubeconfigError) -> Kubeconfig.Cluster {
        var cluster = Kubeconfig.Cluster()
        cluster.server = try string(members, "server") ?? ""
        cluster.tlsServerName = try string(members, "tls-server-name")
        cluster.insecureSkipTLSVerify = try bool(members, "insecure-skip-tls-verify")
        cluster.certificateAuthority = try path(members, "certificate-authority")
        cluster.certificateAuthorityData = try data(members, "certificate-authority-data")
        cluster.proxyURL = try string(members, "proxy-url")
        cluster.disableCompression = try bool(members, "disable-compression")
        for node in try elements(members["extensions"], "extensions") {
            let fields = try self.members(node, "an extension")
            guard try string(fields, "name") == "client.authentication.k8s.io/exec" else { continue }
            cluster.execConfiguration = try fields["extension"].map { node throws(KubeconfigError) in try value(node) }
        }
        return cluster
    }

    func user(_ members: [String: YAMLNode]) throws(KubeconfigError) -> Kubeconfig.User {
        var user = Kubeconfig.User()
        user.clientCertificate = try path(members, "client-certificate")
        user.clientCertificateData = try data(members, "client-certificate-data")
        user.clientKey = try path(members, "client-key")
        user.clientKeyData = try data(members, "client-key-data")
        user.token = try string(members, "token")
        user.tokenFile = try path(members, "tokenFile")
        user.username = try string(members, "username")
        user.password = try string(members, "password")
        user.impersonatedUser = try string(members, "as")
        user.impersonatedUID = try string(members, "as-uid")
        user.impersonatedGroups = try strings(members, "as-groups")
        if let node = members["as-user-extra"] {
            let extra = try self.members(node, "as-user-extra")
            for name in extra.keys { user.impersonatedExtra[name] = try strings(extra, name) }
        }
        if let node = members["auth-provider"] {
            throw failure(node, "auth-provider is no longer supported: use a credential plugin (exec)")
        }
        if let node = members["exec"] { user.exec = try exec(node) }
        return user
    }

    private func exec(_ node: YAMLNode) throws(KubeconfigError) -> Kubeconfig.ExecConfiguration? {
        let members = try members(node, "exec")
        if members.isEmpty { return nil }
        guard let command = try string(members, "command") else { throw failure(node, "exec needs a command") }
        guard let version = try string(members, "apiVersion") else {
            throw failure(node, "exec needs an apiVersion, such as client.authentication.k8s.io/v1")
        }
        let known = ["client.authentication.k8s.io/v1", "client.authentication.k8s.io/v1beta1"]
        guard known.contains(version) else {
            throw failure(
                members["apiVersion"] ?? node,
                "exec: apiVersion \"\(version)\" is not known; known are \(known.joined(separator: " and "))")
        }
        var exec = Kubeconfig.ExecConfiguration(command: command, apiVersion: version)
        if command.contains("/") { exec.command = Files.path(command, in: Files.directory(of: file)) }
        exec.arguments = try strings(members, "args")
        for node in try elements(members["env"], "env") {
            let fields = try self.members(node, "an entry of env")
            guard let name = try string(fields, "name") else { throw failure(node, "an entry of env needs a name") }
            exec.environment[name] = try string(fields, "value") ?? ""
        }
        exec.installHint = try string(members, "installHint")
        exec.provideClusterInfo = try bool(members, "provideClusterInfo")
        let mode = try string(members, "interactiveMode")
        if let mode, let node = members["interactiveMode"] {
            guard let known = Kubeconfig.ExecConfiguration.InteractiveMode(rawValue: mode) else {
                throw failure(node, "interactiveMode must be Never, IfAvailable or Always, not \"\(mode)\"")
            }
            exec.interactiveMode = known
        } else if version.hasSuffix("/v1") {
            throw failure(node, "exec needs an interactiveMode: Never, IfAvailable or Always")
        }
        return exec
    }

    func context(_ members: [String: YAMLNode]) throws(KubeconfigError) -> Kubeconfig.Context {
        Kubeconfig.Context(
            cluster: try string(members, "cluster") ?? "", user: try string(members, "user") ?? "",
            namespace: try string(members, "namespace"))
    }
}
