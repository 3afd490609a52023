import HTTPClientTransport
import JSON
import Testing
import YAML

@Suite struct KubeconfigTests {
    private let directory = TemporaryDirectory()

    private static let whole = """
        apiVersion: v1
        kind: Config
        current-context: work
        preferences: {colors: true}
        x-unknown: [1, 2]
        clusters:
        - name: main
          cluster:
            server: https://main.example.org:6443/prefix/
            certificate-authority: pki/ca.crt
            tls-server-name: inside
            proxy-url: http://proxy.example.org:3128
            disable-compression: true
            extensions:
            - name: client.authentication.k8s.io/exec
              extension: {audience: x}
        - name: data
          cluster:
            server: https://data.example.org
            certificate-authority-data: aGVsbG8=
        users:
        - name: ann
          user:
            client-certificate: /abs/ann.crt
            client-key: ann.key
            unknown-field: kept
        - name: bob
          user:
            token: secret-token
            as: carl
            as-uid: "9"
            as-groups: [a, b]
            as-user-extra: {scope: [read, write]}
        - name: plugin
          user:
            exec:
              apiVersion: client.authentication.k8s.io/v1
              command: bin/login
              args: [--for, me]
              env:
              - {name: A, value: b}
              installHint: install it
              provideClusterInfo: true
              interactiveMode: Never
        - name: file
          user:
            tokenFile: tokens/t
        - name: basic
          user: {username: u, password: p}
        contexts:
        - name: work
          context: {cluster: main, user: ann, namespace: shop}
        - name: other
          context: {cluster: data, user: bob}

        """

    @Test func readsEverything() throws {
        let path = directory.write("config", Self.whole)
        let config = try Kubeconfig(.file(path))
        #expect(config.currentContext == "work")
        let main = try #require(config.cluster("main"))
        #expect(main.line == 7 && main.file == path)
        #expect(main.value.certificateAuthority == "\(directory.path)/pki/ca.crt")
        #expect(main.value.tlsServerName == "inside" && main.value.disableCompression)
        #expect(main.value.proxyURL == "http://proxy.example.org:3128")
        #expect(main.value.execConfiguration == ["audience": "x"])
        #expect(config.cluster("data")?.value.certificateAuthorityData == Array("hello".utf8))
        let ann = try #require(config.user("ann")?.value)
        #expect(ann.clientCertificate == "/abs/ann.crt" && ann.clientKey == "\(directory.path)/ann.key")
        let bob = try #require(config.user("bob")?.value)
        #expect(bob.token == "secret-token" && bob.impersonatedUser == "carl" && bob.impersonatedUID == "9")
        #expect(bob.impersonatedGroups == ["a", "b"] && bob.impersonatedExtra == ["scope": ["read", "write"]])
        let exec = try #require(config.user("plugin")?.value.exec)
        #expect(exec.command == "\(directory.path)/bin/login" && exec.arguments == ["--for", "me"])
        #expect(exec.environment == ["A": "b"] && exec.installHint == "install it")
        #expect(exec.provideClusterInfo && exec.interactiveMode == .never)
        #expect(config.user("file")?.value.tokenFile == "\(directory.path)/tokens/t")
        #expect(config.user("basic")?.value.password == "p")
        #expect(config.context("other")?.value == Kubeconfig.Context(cluster: "data", user: "bob"))
        #expect(config.context("none") == nil)
    }

    @Test func settingsOfAContext() throws {
        let config = try Kubeconfig(.file(directory.write("config", Self.whole)))
        let work = try ConnectionSettings(config)
        #expect(work.cluster.server == "https://main.example.org:6443/prefix/" && work.namespace == "shop")
        let other = try ConnectionSettings(config, overrides: ConnectionOverrides(context: "other"))
        #expect(other.user.token == "secret-token" && other.namespace == nil)

        var overrides = ConnectionOverrides()
        overrides.cluster = "data"
        overrides.user = "plugin"
        overrides.namespace = "x"
        let mixed = try ConnectionSettings(config, overrides: overrides)
        #expect(mixed.cluster.server == "https://data.example.org" && mixed.user.exec != nil && mixed.namespace == "x")

        overrides.server = "http://127.0.0.1:1"
        overrides.token = "t"
        overrides.insecureSkipTLSVerify = true
        let flags = try ConnectionSettings(config, overrides: overrides)
        #expect(flags.cluster.server == "http://127.0.0.1:1" && flags.cluster.insecureSkipTLSVerify)
        #expect(flags.cluster.certificateAuthorityData == nil)
        // What says who one is takes the place of what said it before.
        #expect(flags.user.token == "t" && flags.user.exec == nil)
    }

    @Test func emptyOverridesSayNothing() throws {
        let config = try Kubeconfig(.file(directory.write("config", Self.whole)))
        var overrides = ConnectionOverrides(context: "")
        let members: [WritableKeyPath<ConnectionOverrides, String?>] = [
            \.cluster, \.user, \.namespace, \.server, \.tlsServerName, \.certificateAuthority, \.clientCertificate,
            \.clientKey, \.token, \.username, \.password, \.impersonatedUser, \.impersonatedUID, \.proxyURL,
        ]
        for member in members { overrides[keyPath: member] = "" }
        #expect(try ConnectionSettings(config, overrides: overrides) == ConnectionSettings(config))
    }

    @Test func theLastValueOfAKeyHolds() throws {
        let path = directory.write(
            "config",
            """
            current-context: one
            current-context: two
            contexts: [{name: two, context: {cluster: c, user: u}}]
            clusters: [{name: c, cluster: {server: "https://a", server: "https://b"}}]
            users: [{name: u, user: {token: a, token: b}}]
            """)
        let settings = try ConnectionSettings(Kubeconfig(.file(path)))
        #expect(settings.cluster.server == "https://b" && settings.user.token == "b")
    }

    @Test(arguments: [
        ("", "no server is configured: there is no current-context; name one with --context or `config use-context`"),
        ("current-context: x", "there is no context \"x\"; known are: none"),
        (
            "current-context: x\ncontexts:\n- {name: x, context: {cluster: c, user: u}}\n",
            "3: there is no cluster \"c\""
        ),
        (
            "current-context: x\ncontexts: [{name: x, context: {cluster: c, user: u}}]\nclusters: [{name: c, cluster: {server: 's'}}]\n",
            "2: there is no user \"u\""
        ),
        (
            "current-context: x\ncontexts: [{name: x, context: {cluster: c}}]\nclusters: [{name: c}]\n",
            "2: the cluster \"c\" has no server"
        ),
    ])
    func whatIsMissingIsNamed(text: String, message: String) throws {
        let path = directory.write("config", text)
        let error = #expect(throws: KubeconfigError.self) { try ConnectionSettings(Kubeconfig(.file(path))) }
        #expect(error?.description == (message.first?.isNumber == true ? "\(path):\(message)" : "\(path): \(message)"))
    }

    @Test(arguments: [
        ("[]", "1: a kubeconfig must be a mapping, not a sequence"),
        ("kind: Pod", "1: kind must be Config, not \"Pod\": is this a kubeconfig?"),
        ("apiVersion: v2", "1: apiVersion must be v1, not \"v2\""),
        ("a: 1\n---\nb: 2\n", "3: a kubeconfig is one document, and another begins here"),
        ("clusters: 7", "1: clusters must be a sequence, not a number"),
        ("clusters:\n- name: a\n- name: a\n", "3: the name \"a\" is given twice in clusters"),
        ("users:\n- name: a\n  user:\n    token: 12345\n", "4: token must be a string"),
        (
            "clusters:\n- name: a\n  cluster: {insecure-skip-tls-verify: 'yes'}\n",
            "3: insecure-skip-tls-verify must be true or false"
        ),
        (
            "clusters:\n- name: a\n  cluster: {certificate-authority-data: '%%'}\n",
            "3: certificate-authority-data is not base64"
        ),
        (
            "users:\n- name: a\n  user:\n    auth-provider: {name: gcp}\n",
            "4: auth-provider is no longer supported: use a credential plugin (exec)"
        ),
        ("users:\n- name: a\n  user: {exec: {args: [x]}}\n", "3: exec needs a command"),
        (
            "users:\n- name: a\n  user: {exec: {command: x}}\n",
            "3: exec needs an apiVersion, such as client.authentication.k8s.io/v1"
        ),
        (
            "users:\n- name: a\n  user: {exec: {command: x, apiVersion: client.authentication.k8s.io/v1}}\n",
            "3: exec needs an interactiveMode: Never, IfAvailable or Always"
        ),
        (
            "users:\n- name: a\n  user: {exec: {command: x, apiVersion: client.authentication.k8s.io/v1, interactiveMode: No way}}\n",
            "3: interactiveMode must be Never, IfAvailable or Always, not \"No way\""
        ),
        ("users:\n- name: a\n  user: {as-groups: [1]}\n", "3: as-groups must hold strings"),
    ])
    func badFilesAreRefusedWithTheLine(text: String, message: String) {
        let path = directory.write("config", text)
        let error = #expect(throws: KubeconfigError.self) { try Kubeconfig(.file(path)) }
        #expect(error?.description == "\(path):\(message)")
    }

    @Test(arguments: ["a: [", "\t- x", "a: &x [*x]", "a: b: c", "\u{0}"])
    func whatIsNoYAMLIsRefused(text: String) {
        let error = #expect(throws: KubeconfigError.self) {
            try KubeconfigFile(parsing: Array(text.utf8), path: "/x/config")
        }
        #expect(error?.file == "/x/config" && error?.line != nil)
    }

    @Test func aFileThatMustBeThereIsMissed() {
        let path = "\(directory.path)/none"
        let error = #expect(throws: KubeconfigError.self) { try Kubeconfig(.file(path)) }
        #expect(error?.description == "\(path): cannot be read: No such file or directory")
        let isDirectory = #expect(throws: KubeconfigError.self) { try Kubeconfig(.file(directory.path)) }
        #expect(isDirectory?.message == "cannot be read: Is a directory")
    }

    // MARK: Several files

    private func two() -> (String, String, KubeconfigLocation) {
        let one = directory.write(
            "one", "clusters: [{name: a, cluster: {server: 'https://one'}}]\nusers: [{name: u, user: {token: one}}]\n")
        let two = directory.write(
            "two",
            """
            current-context: x
            clusters:
            - {name: a, cluster: {server: 'https://two'}}
            - {name: b, cluster: {server: 'https://b'}}
            contexts: [{name: x, context: {cluster: b, user: u}}, {name: other, context: {cluster: a, user: u}}]
            """)
        let list = ProcessEnvironment([
            "KUBECONFIG": "\(one)::\(directory.path)/none:\(two):\(one)", "HOME": "/nowhere",
        ])
        return (one, two, .standard(in: list))
    }

    @Test func theFirstWins() throws {
        let (one, two, location) = two()
        #expect(location.paths == [one, "\(directory.path)/none", two])
        let config = try Kubeconfig(location)
        #expect(config.cluster("a")?.value.server == "https://one" && config.cluster("b")?.value.server == "https://b")
        #expect(config.currentContext == "x")
        #expect(config.clusters.map(\.name) == ["a", "b"])
        #expect(try ConnectionSettings(config).user.token == "one")
    }

    @Test func theUsualPlaces() {
        #expect(KubeconfigLocation.standard(in: ProcessEnvironment(["HOME": "/h"])).paths == ["/h/.kube/config"])
        #expect(
            KubeconfigLocation.standard(in: ProcessEnvironment(["HOME": "/h", "KUBECONFIG": ""])).paths == [
                "/h/.kube/config"
            ])
        #expect(KubeconfigLocation.standard(in: ProcessEnvironment([:])).paths == [])
    }

    @Test func usesAnotherContext() throws {
        let (_, two, location) = two()
        var config = try Kubeconfig(location)
        let error = #expect(throws: KubeconfigError.self) { try config.useContext("none") }
        #expect(error?.message == "no context exists with the name \"none\"")
        try config.useContext("other")
        #expect(config.currentContext == "other")
        // It is written where it stood.
        #expect(try KubeconfigFile(path: two).currentContext == "other")
        #expect(try Kubeconfig(location).currentContext == "other")
        #expect(directory.read("one").contains("current-context") == false)
    }

    @Test func writingKeepsWhatIsUnknown() throws {
        let path = directory.write("config", Self.whole, mode: 0o640)
        var config = try Kubeconfig(.file(path))
        try config.useContext("other")
        let written = directory.read("config")
        var expected = try JSONValue(yaml: Self.whole)
        expected["current-context"] = "other"
        #expect(try JSONValue(yaml: written) == expected)
        #expect(directory.mode("config") == 0o640)
    }

    @Test func aNewFileIsForItsOwnerOnly() throws {
        var file = try KubeconfigFile(parsing: [], path: "\(directory.path)/new/config")
        file.setCurrentContext("x")
        try file.write()
        #expect(directory.mode("new/config") == 0o600)
        #expect(directory.read("new/config").contains("current-context: x"))
        let bad = try KubeconfigFile(parsing: [], path: "/proc/none/config")
        #expect(throws: KubeconfigError.self) { try bad.write() }
    }

    @Test func showsNoSecrets() throws {
        let config = try Kubeconfig(.file(directory.write("config", Self.whole)))
        let shown = JSONValue.object(config.content())
        let text = String(decoding: shown.serialized(), as: UTF8.self)
        #expect(!text.contains("secret-token") && !text.contains("aGVsbG8="))
        #expect(shown["users"]?[1]?["user"]?["token"] == "REDACTED")
        #expect(shown["clusters"]?[1]?["cluster"]?["certificate-authority-data"] == "DATA+OMITTED")
        #expect(shown["clusters"]?[0]?["cluster"]?["certificate-authority"] == .string("\(directory.path)/pki/ca.crt"))
        #expect(shown["users"]?[0]?["user"]?["unknown-field"] == "kept")
        let whole = JSONValue.object(config.content(showsSecrets: true))
        #expect(whole["users"]?[1]?["user"]?["token"] == "secret-token")
        #expect(whole["current-context"] == "work")
    }

    // MARK: In a pod

    @Test func aPodsFiles() throws {
        let environment = ProcessEnvironment(["KUBERNETES_SERVICE_HOST": "fd00::1", "KUBERNETES_SERVICE_PORT": "443"])
        #expect(try ConnectionSettings.inCluster(environment: environment, directory: directory.path) == nil)
        directory.write("token", "t\n")
        directory.write("ca.crt", "x")
        directory.write("namespace", "shop\n")
        let settings = try #require(
            try ConnectionSettings.inCluster(environment: environment, directory: directory.path))
        #expect(settings.cluster.server == "https://[fd00::1]:443" && settings.namespace == "shop")
        #expect(settings.user.tokenFile == "\(directory.path)/token")
        #expect(settings.cluster.certificateAuthority == "\(directory.path)/ca.crt")
        #expect(
            try ConnectionSettings.inCluster(environment: ProcessEnvironment([:]), directory: directory.path) == nil)
    }

    @Test func withoutAnythingItSaysSo() {
        let location = KubeconfigLocation(paths: ["/nowhere/config"], isRequired: false)
        let error = #expect(throws: KubeconfigError.self) {
            try ConnectionSettings(location, environment: ProcessEnvironment([:]))
        }
        #expect(error?.description == "no server is configured: there is no kubeconfig at /nowhere/config")
    }
}
