import Foundation
import TestSupport
import Testing

extension SystemTests {
    /// How people change, explain and remove things with kubectl.
    @Suite(
        .serialized, .enabled(if: TestTools.kubectl.isPresent, "needs kubectl: make test-tools"),
        .enabled(if: ServerProgram.isBuilt, "needs apus-apiserver beside the tests"))
    struct KubectlChangeTests {
        private func withDeployment(_ body: (Kubectl) async throws -> Void) async throws {
            try await ServerProgram.run { server in
                try await server.kubectl.output(
                    "create", "deployment", "web", "--image=nginx:1.27", "--replicas=2", "--port=80")
                try await body(server.kubectl)
            }
        }

        @Test func labelsAndAnnotates() async throws {
            try await withDeployment { kubectl in
                #expect(
                    try await kubectl.output("label", "deploy", "web", "tier=front") == "deployment.apps/web labeled\n")
                try await kubectl.fails("label", "deploy", "web", "tier=back", saying: "already has a value")
                try await kubectl.output("label", "deploy", "web", "tier=back", "--overwrite")
                try await kubectl.fails(
                    "label", "deploy", "web", "tier=not valid", "--overwrite", saying: "a valid label")
                let labels = "jsonpath={.metadata.labels}"
                #expect(
                    try await kubectl.output("get", "deploy", "web", "-o", labels) == #"{"app":"web","tier":"back"}"#)
                #expect(
                    try await kubectl.output("label", "deploy", "web", "tier-") == "deployment.apps/web unlabeled\n")
                #expect(try await kubectl.output("get", "deploy", "web", "-o", labels) == #"{"app":"web"}"#)
                #expect(
                    try await kubectl.output("annotate", "deploy", "--all", "example.com/note=hello there")
                        == "deployment.apps/web annotated\n")
                #expect(
                    try await kubectl.output(
                        "get", "deploy", "web", "-o", #"jsonpath={.metadata.annotations.example\.com/note}"#)
                        == "hello there")
                try await kubectl.output("annotate", "deploy", "web", "example.com/note-")
                #expect(
                    try await kubectl.output("get", "deploy", "web", "-o", "jsonpath={.metadata.annotations}") == "")
            }
        }

        @Test func edits() async throws {
            try await withDeployment { kubectl in
                var editing = kubectl
                let editor = try kubectl.file("editor", "#!/bin/sh\nsed -i 's/replicas: 2/replicas: 4/' \"$1\"\n")
                try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: editor)
                editing.program.environment["KUBE_EDITOR"] = editor
                #expect(try await editing.output("edit", "deployment", "web") == "deployment.apps/web edited\n")
                #expect(try await kubectl.output("get", "deploy", "web", "-o", "jsonpath={.spec.replicas}") == "4")
                // The second time there is nothing to replace.
                #expect(try await editing("edit", "deployment", "web").printed.contains("no changes made"))
            }
        }

        @Test func patches() async throws {
            try await withDeployment { kubectl in
                let strategic = #"{"spec":{"template":{"spec":{"containers":[{"name":"side","image":"busybox:1"}]}}}}"#
                #expect(
                    try await kubectl.output("patch", "deploy", "web", "-p", strategic)
                        == "deployment.apps/web patched\n")
                let images = "jsonpath={.spec.template.spec.containers[*].image}"
                #expect(try await kubectl.output("get", "deploy", "web", "-o", images) == "busybox:1 nginx:1.27")
                #expect(
                    try await kubectl.output("patch", "deploy", "web", "-p", strategic)
                        == "deployment.apps/web patched (no change)\n")
                let merge = #"{"spec":{"template":{"spec":{"containers":[{"name":"only","image":"nginx:2"}]}}}}"#
                try await kubectl.output("patch", "deploy", "web", "--type=merge", "-p", merge)
                #expect(try await kubectl.output("get", "deploy", "web", "-o", images) == "nginx:2")
                let json =
                    #"[{"op":"test","path":"/spec/replicas","value":2},{"op":"replace","path":"/spec/replicas","value":9}]"#
                try await kubectl.output("patch", "deploy", "web", "--type=json", "-p", json)
                #expect(try await kubectl.output("get", "deploy", "web", "-o", "jsonpath={.spec.replicas}") == "9")
                try await kubectl.fails("patch", "deploy", "web", "--type=json", "-p", json, saying: "rejected")
                try await kubectl.output(
                    "patch", "deploy", "web", "--subresource=status", "--type=merge", "-p",
                    #"{"status":{"replicas":9,"readyReplicas":3},"spec":{"replicas":1}}"#)
                #expect(
                    try await kubectl.output(
                        "get", "deploy", "web", "-o", "jsonpath={.spec.replicas} {.status.readyReplicas}")
                        == "9 3")
                try await kubectl.fails(
                    "patch", "deploy", "web", "-p", #"{"spec":{"selector":{"matchLabels":{"app":"other"}}}}"#,
                    saying: "field is immutable")
            }
        }

        @Test func scales() async throws {
            try await withDeployment { kubectl in
                #expect(
                    try await kubectl.output("scale", "deploy", "web", "--replicas=5") == "deployment.apps/web scaled\n"
                )
                try await kubectl.fails(
                    "scale", "deploy", "web", "--replicas=1", "--current-replicas=2",
                    saying: "Expected replicas to be 2")
                try await kubectl.output("scale", "deploy", "web", "--replicas=7", "--current-replicas=5")
                #expect(try await kubectl.output("get", "deploy", "web", "-o", "jsonpath={.spec.replicas}") == "7")
                #expect(
                    try await kubectl.output(
                        "get", "deploy", "web", "--subresource=scale", "-o", "jsonpath={.kind} {.spec.replicas}")
                        == "Scale 7")
                try await kubectl.fails("scale", "cm", "web", "--replicas=1", saying: "NotFound")
            }
        }

        @Test func explainsAndDescribes() async throws {
            try await withDeployment { kubectl in
                let explained = try await kubectl.output(
                    "explain", "deployment.spec.template.spec.containers.resources")
                #expect(
                    explained.contains("GROUP:      apps\nKIND:       Deployment\nVERSION:    v1\n"), "\(explained)")
                #expect(explained.contains(#/FIELD: resources <ResourceRequirements>/#) && explained.contains("limits"))
                let recursive = try await kubectl.output("explain", "service", "--recursive")
                #expect(
                    recursive.contains("sessionAffinityConfig") && recursive.contains("timeoutSeconds"), "\(recursive)")
                try await kubectl.fails("explain", "pod.spec.nonsense", saying: #"field "nonsense" does not exist"#)

                let deployment = try await kubectl.output("describe", "deployment", "web")
                #expect(
                    deployment.contains(#/Name: +web\n/#) && deployment.contains(#/Replicas: +2 desired/#),
                    "\(deployment)")
                try await kubectl.output("run", "once", "--image=busybox:1", "--labels=job=test")
                let pod = try await kubectl.output("describe", "pod", "once")
                #expect(pod.contains(#/Image: +busybox:1\n/#) && pod.contains(#/Labels: +job=test\n/#), "\(pod)")
                #expect(pod.contains("Status:       Pending"), "\(pod)")
                try await kubectl.output("expose", "deployment", "web", "--port=80")
                let service = try await kubectl.output("describe", "service", "web")
                #expect(
                    service.contains(#/Selector: +app=web\n/#) && service.contains(#/Port: +<unset> +80/TCP/#),
                    "\(service)")
                try await kubectl.output("create", "configmap", "words", "--from-literal=a=b")
                #expect(try await kubectl.output("describe", "cm", "words").contains("a:\n----\nb\n"))
                try await kubectl.output("create", "secret", "generic", "hidden", "--from-literal=a=longer")
                let secret = try await kubectl.output("describe", "secret", "hidden")
                #expect(secret.contains(#/a: +6 bytes/#) && !secret.contains("longer"))
                let described = try await kubectl.output("describe", "namespace", "default")
                #expect(described.contains(#/Status: +Active/#))
            }
        }

        @Test func deletesAndWaits() async throws {
            try await withDeployment { kubectl in
                let status = #"{"status":{"conditions":[{"type":"Available","status":"True"}]}}"#
                try await kubectl.running("wait", "--for=condition=Available", "deployment/web", "--timeout=60s") {
                    wait in
                    try await kubectl.output(
                        "patch", "deploy", "web", "--subresource=status", "--type=merge", "-p", status)
                    #expect(try await wait.lines(1) == ["deployment.apps/web condition met"])
                    #expect(await wait.end(within: 30) == 0)
                }
                try await kubectl.running("wait", "--for=create", "cm/later", "--timeout=60s") { wait in
                    try await kubectl.output("create", "cm", "later")
                    #expect(await wait.end(within: 60) == 0)
                }
                try await kubectl.running("wait", "--for=jsonpath={.data.a}=b", "cm/later", "--timeout=60s") { wait in
                    try await kubectl.output("patch", "cm", "later", "-p", #"{"data":{"a":"b"}}"#)
                    #expect(await wait.end(within: 60) == 0)
                }
                try await kubectl.running("wait", "--for=delete", "cm/later", "--timeout=60s") { wait in
                    let deleted = try await kubectl.output("delete", "cm", "later")
                    #expect(deleted == "configmap \"later\" deleted from default namespace\n")
                    #expect(await wait.end(within: 60) == 0)
                }
                try await kubectl.fails(
                    "wait", "--for=condition=Progressing", "deploy/web", "--timeout=0", saying: "condition")

                // What has finalizers stays until they are gone.
                try await kubectl.output("create", "cm", "held")
                try await kubectl.output(
                    "patch", "cm", "held", "-p", #"{"metadata":{"finalizers":["example.com/hold"]}}"#)
                try await kubectl.output("delete", "cm", "held", "--wait=false")
                #expect(
                    try await kubectl.output("get", "cm", "held", "-o", "jsonpath={.metadata.deletionTimestamp}") != "")
                try await kubectl.output(
                    "patch", "cm", "held", "--type=merge", "-p", #"{"metadata":{"finalizers":null}}"#)
                try await kubectl.fails("get", "cm", "held", saying: "NotFound")

                for name in ["x", "y", "z"] {
                    try await kubectl.output("create", "cm", name)
                    try await kubectl.output("label", "cm", name, "set=\(name == "z" ? "two" : "one")")
                }
                let deleted = try await kubectl.output("delete", "cm", "-l", "set=one", "-o", "name")
                #expect(deleted == "configmap/x\nconfigmap/y\n")
                try await kubectl.output("delete", "cm", "--all")
                #expect(try await kubectl.output("get", "cm", "-o", "name") == "")
                try await kubectl.fails("delete", "cm", "x", saying: "NotFound")
                #expect(try await kubectl.output("delete", "cm", "x", "--ignore-not-found") == "")
                try await kubectl.output("run", "once", "--image=busybox")
                try await kubectl.output("delete", "pod", "once", "--grace-period=0", "--force")
                try await kubectl.fails("get", "pod", "once", saying: "NotFound")
                try await kubectl.output("delete", "deployment", "web", "--cascade=background")
                try await kubectl.fails("delete", "namespace", "default", saying: "this namespace may not be deleted")
            }
        }
    }
}
