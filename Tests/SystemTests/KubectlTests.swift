import Foundation
import TestSupport
import Testing

extension SystemTests {
    /// What people do with kubectl.
    @Suite(
        .serialized, .enabled(if: TestTools.kubectl.isPresent, "needs kubectl: make test-tools"),
        .enabled(if: ServerProgram.isBuilt, "needs apus-apiserver beside the tests"))
    struct KubectlTests {
        private static let deployment = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, labels: {tier: front}}
            spec:
              replicas: 2
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec:
                  containers:
                  - {name: nginx, image: "nginx:1.27", ports: [{containerPort: 80}]}
            """

        @Test func saysWhatIsServed() async throws {
            try await ServerProgram.run { server in
                let kubectl = server.kubectl
                let resources = try await kubectl.output("api-resources", "-o", "wide")
                #expect(resources.contains(#/configmaps +cm +v1 +true +ConfigMap +create,delete,deletecollection,get/#))
                #expect(resources.contains(#/deployments +deploy +apps/v1 +true +Deployment +.* all/#), "\(resources)")
                #expect(resources.contains(#/namespaces +ns +v1 +false +Namespace/#))
                let cluster = try await kubectl.output("api-resources", "--namespaced=false", "-o", "name")
                #expect(cluster.contains("namespaces\n") && !cluster.contains("configmaps"))
                let grouped = try await kubectl.output("api-resources", "--api-group=apps", "-o", "name")
                #expect(grouped.contains("deployments.apps\n") && !grouped.contains("pods"))
                let versions = try await kubectl.output("api-versions")
                #expect(versions.contains("apps/v1\n") && versions.hasSuffix("v1\n"), "\(versions)")
                #expect(try await kubectl.output("version").contains("Server Version: v1.36"))
                #expect(try await kubectl.output("get", "--raw", "/readyz") == "ok")
            }
        }

        @Test func createsFromFilesAndGenerators() async throws {
            try await ServerProgram.run { server in
                let kubectl = server.kubectl
                let file = try kubectl.file(
                    "two.yaml",
                    """
                    apiVersion: v1
                    kind: ConfigMap
                    metadata: {name: words}
                    data: {a: b}
                    ---
                    apiVersion: v1
                    kind: Secret
                    metadata: {name: hidden}
                    stringData: {a: b}
                    """)
                #expect(
                    try await kubectl.output("create", "-f", file) == "configmap/words created\nsecret/hidden created\n"
                )
                #expect(
                    try await kubectl.output("get", "secret", "hidden", "-o", "jsonpath={.data.a} {.type}")
                        == "Yg== Opaque")
                try await kubectl.fails("create", "-f", file, saying: "configmaps \"words\" already exists")
                let json = #"{"apiVersion":"v1","kind":"ConfigMap","metadata":{"generateName":"json-"}}"#
                #expect(
                    try await kubectl.output("create", "-f", "-", input: json).contains(
                        #/configmap/json-[a-z0-9]{5} created/#))

                #expect(try await kubectl.output("create", "namespace", "team") == "namespace/team created\n")
                let team = ["-n", "team"]
                #expect(
                    try await kubectl.output(
                        "create", "configmap", "settings", "--from-literal=k=v", "--from-file=\(file)", team[0], team[1]
                    )
                        == "configmap/settings created\n")
                let settings = try await kubectl.output("get", "cm", "settings", "-n", "team", "-o", "jsonpath={.data}")
                #expect(settings.contains(#""k":"v""#) && settings.contains(#""two.yaml":"apiVersion"#), "\(settings)")
                try await kubectl.output("create", "secret", "generic", "key", "--from-literal=p=x", "-n", "team")
                try await kubectl.output(
                    "create", "secret", "docker-registry", "pull", "--docker-username=u", "--docker-password=p", "-n",
                    "team")
                #expect(
                    try await kubectl.output("get", "secret", "pull", "-n", "team", "-o", "jsonpath={.type}")
                        == "kubernetes.io/dockerconfigjson")
                try await kubectl.output("create", "serviceaccount", "robot", "-n", "team")
                #expect(
                    try await kubectl.output(
                        "create", "deployment", "web", "--image=nginx:1.27", "--replicas=3", "--port=80", "-n", "team")
                        == "deployment.apps/web created\n")
                #expect(
                    try await kubectl.output(
                        "get", "deployment", "web", "-n", "team",
                        "-o", "jsonpath={.spec.replicas} {.spec.template.spec.containers[0].ports[0].containerPort}")
                        == "3 80")
                #expect(
                    try await kubectl.output("create", "service", "clusterip", "web", "--tcp=80:8080", "-n", "team")
                        == "service/web created\n")
                try await kubectl.output("create", "service", "nodeport", "outside", "--tcp=80", "-n", "team")
                try await kubectl.output("create", "service", "loadbalancer", "balanced", "--tcp=80", "-n", "team")
                try await kubectl.output(
                    "create", "service", "externalname", "elsewhere", "--external-name=example.com", "-n", "team")
                #expect(
                    try await kubectl.output(
                        "get", "services", "-n", "team", "-o",
                        "jsonpath={range .items[*]}{.metadata.name}={.spec.type} {end}")
                        == "balanced=LoadBalancer elsewhere=ExternalName outside=NodePort web=ClusterIP ")
                #expect(
                    try await kubectl.output("run", "once", "--image=busybox", "-n", "team") == "pod/once created\n")
                #expect(
                    try await kubectl.output("expose", "deployment", "web", "--name=exposed", "-n", "team")
                        == "service/exposed exposed\n")

                let dry = try await kubectl.output(
                    "create", "configmap", "dry", "--from-literal=a=b", "--dry-run=server", "-o", "yaml")
                #expect(dry.contains("uid: ") && dry.contains("name: dry"))
                try await kubectl.fails("get", "configmap", "dry", saying: "(NotFound)")
                try await kubectl.fails("create", "configmap", "Not_A_Name", saying: "a lowercase RFC 1123 subdomain")
                try await kubectl.fails(
                    "create", "configmap", "x", "-n", "nowhere", saying: "namespaces \"nowhere\" not found")
            }
        }

        @Test func appliesTwice() async throws {
            try await ServerProgram.run { server in
                let kubectl = server.kubectl
                func apply(_ text: String, _ flags: String...) async throws -> String {
                    let file = try kubectl.file("applied.yaml", text)
                    return try await Kubectl(
                        program: Program(
                            kubectl.program.url, arguments: kubectl.program.arguments + ["apply", "-f", file] + flags,
                            environment: kubectl.program.environment), files: kubectl.files
                    ).output()
                }
                #expect(
                    try await apply(Self.deployment, "--dry-run=server")
                        == "deployment.apps/web created (server dry run)\n")
                #expect(try await apply(Self.deployment) == "deployment.apps/web created\n")
                #expect(try await apply(Self.deployment) == "deployment.apps/web unchanged\n")
                let generation = ["get", "deployment", "web", "-o", "jsonpath={.metadata.generation}"]
                #expect(try await kubectl.program.run(generation).output == "1")

                let changed = Self.deployment.replacing("nginx:1.27", with: "nginx:1.28")
                    .replacing("labels: {tier: front}", with: "annotations: {note: new}")
                #expect(try await apply(changed) == "deployment.apps/web configured\n")
                let after = try await kubectl.output(
                    "get", "deployment", "web", "-o",
                    "jsonpath={.spec.template.spec.containers[0].image} {.metadata.labels} {.metadata.annotations.note}"
                )
                #expect(after == "nginx:1.28  new")
                #expect(try await kubectl.program.run(generation).output == "2")

                // What others set stays.
                try await kubectl.output("label", "deployment", "web", "theirs=1")
                #expect(try await apply(changed) == "deployment.apps/web unchanged\n")
                #expect(
                    try await kubectl.output("get", "deployment", "web", "-o", "jsonpath={.metadata.labels.theirs}")
                        == "1")

                let invalid = try kubectl.file(
                    "invalid.yaml", Self.deployment.replacing("replicas: 2", with: "replicas: two"))
                try await kubectl.fails("apply", "-f", invalid, saying: "Deployment")
                let misspelt = try kubectl.file(
                    "misspelt.yaml", Self.deployment.replacing("replicas: 2", with: "replica: 2"))
                try await kubectl.fails("apply", "-f", misspelt, saying: #"unknown field "spec.replica""#)
                let difference = try await kubectl("diff", "-f", try kubectl.file("applied.yaml", Self.deployment))
                #expect(difference.status == 1, "\(difference.errors)")
                #expect(
                    difference.output.contains(#/\+ +- image: nginx:1.27|\+ +image: nginx:1.27/#),
                    "\(difference.printed)")
            }
        }

        @Test func getsInEveryFormat() async throws {
            try await ServerProgram.run { server in
                let kubectl = server.kubectl
                try await kubectl.output("create", "configmap", "a", "--from-literal=k=1")
                try await kubectl.output("create", "configmap", "b", "--from-literal=k=2", "--from-literal=l=3")
                try await kubectl.output("label", "configmap", "b", "shelf=low")
                try await kubectl.output("create", "-f", "-", input: Self.deployment)

                #expect(
                    try await kubectl.output("get", "cm").contains(
                        #/^NAME +DATA +AGE\na +1 +[0-9]+s\nb +2 +[0-9]+s\n$/#))
                let wide = try await kubectl.output("get", "deploy", "-o", "wide")
                #expect(
                    wide.contains(#/^NAME +READY +UP-TO-DATE +AVAILABLE +AGE +CONTAINERS +IMAGES +SELECTOR\n/#),
                    "\(wide)")
                #expect(wide.contains(#/web +0/2 +0 +0 +[0-9]+s +nginx +nginx:1.27 +app=web\n/#), "\(wide)")
                #expect(try await kubectl.output("get", "cm", "-o", "name") == "configmap/a\nconfigmap/b\n")
                let json = try await kubectl.output("get", "cm", "a", "-o", "json")
                #expect(json.contains(#""kind": "ConfigMap""#) && json.contains(#""k": "1""#))
                let list = try await kubectl.output("get", "cm", "-o", "yaml")
                #expect(
                    list.hasPrefix("apiVersion: v1\nitems:\n- apiVersion: v1\n") && list.contains("kind: List\n"),
                    "\(list)")
                #expect(try await kubectl.output("get", "cm", "a", "-o", "kyaml").contains(#"kind: "ConfigMap""#))
                #expect(
                    try await kubectl.output("get", "cm", "-o", "jsonpath={.items[*].metadata.name}") == "a b")
                let path = try kubectl.file("path", "{.items[1].data.l}")
                #expect(try await kubectl.output("get", "cm", "-o", "jsonpath-file=\(path)") == "3")
                #expect(
                    try await kubectl.output("get", "cm", "-o", "custom-columns=N:.metadata.name,K:.data.k")
                        == "N     K\na     1\nb     2\n")
                let columns = try kubectl.file("columns", "N K\n.metadata.name .data.k\n")
                #expect(
                    try await kubectl.output("get", "cm", "b", "-o", "custom-columns-file=\(columns)")
                        == "N     K\nb     2\n")
                let template = "{{range .items}}{{.metadata.name}};{{end}}"
                #expect(try await kubectl.output("get", "cm", "-o", "go-template=\(template)") == "a;b;")
                let templateFile = try kubectl.file("template", template)
                #expect(try await kubectl.output("get", "cm", "-o", "go-template-file=\(templateFile)") == "a;b;")

                #expect(try await kubectl.output("get", "cm", "--show-labels").contains(#/b +2 +[0-9]+s +shelf=low\n/#))
                #expect(
                    try await kubectl.output("get", "cm", "-L", "shelf", "--no-headers").contains(
                        #/b +2 +[0-9]+s +low/#))
                #expect(try await kubectl.output("get", "cm", "-l", "shelf=low", "-o", "name") == "configmap/b\n")
                #expect(try await kubectl.output("get", "cm", "-l", "shelf!=low", "-o", "name") == "configmap/a\n")
                #expect(
                    try await kubectl.output("get", "cm", "--field-selector", "metadata.name=a", "-o", "name")
                        == "configmap/a\n")
                #expect(
                    try await kubectl.output("get", "cm", "--chunk-size=1", "-o", "name")
                        == "configmap/a\nconfigmap/b\n")
                let sorted = try await kubectl.output("get", "cm", "--sort-by=.data.k", "--no-headers")
                #expect(sorted.contains(#/^a .*\nb /#), "\(sorted)")
                #expect(
                    try await kubectl.output("get", "cm/a", "deployment/web", "-o", "name")
                        == "configmap/a\ndeployment.apps/web\n")
                #expect(try await kubectl.output("get", "cm,deploy", "-o", "name").contains("deployment.apps/web"))
                #expect(
                    try await kubectl.output("get", "all", "-o", "name") == "service/kubernetes\ndeployment.apps/web\n")
                #expect(try await kubectl.output("get", "cm", "-A", "--no-headers").contains(#/default +a +1/#))
                #expect(try await kubectl("get", "secrets").errors == "No resources found in default namespace.\n")
                try await kubectl.fails(
                    "get", "cm", "zzz", saying: #"Error from server (NotFound): configmaps "zzz" not found"#)
                try await kubectl.fails("get", "zebras", saying: #"the server doesn't have a resource type "zebras""#)
            }
        }

        @Test func watches() async throws {
            try await ServerProgram.run { server in
                let kubectl = server.kubectl
                try await kubectl.output("create", "configmap", "first", "--from-literal=k=1")
                try await kubectl.running("get", "cm", "--watch", "-o", "name") { watch in
                    #expect(try await watch.lines(1) == ["configmap/first"])
                    try await kubectl.output("create", "configmap", "second")
                    try await kubectl.output("delete", "configmap", "first")
                    #expect(try await watch.lines(3) == ["configmap/first", "configmap/second", "configmap/first"])
                }
                try await kubectl.running("get", "cm", "--watch", "--output-watch-events") { watch in
                    let head = try await watch.lines(2)
                    #expect(
                        head[0].contains(#/^EVENT +NAME +DATA +AGE$/#) && head[1].contains(#/^ADDED +second +0 /#),
                        "\(head)")
                    try await kubectl.output("patch", "cm", "second", "-p", #"{"data":{"x":"y"}}"#)
                    let lines = try await watch.lines(3)
                    #expect(lines[2].contains(#/^MODIFIED +second +1 /#), "\(lines)")
                }
            }
        }
    }
}
