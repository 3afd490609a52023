import Foundation
import TestSupport
import Testing

extension SystemTests {
    /// What kubectl's `--cascade` does to pods that name a deployment as their owner.
    @Suite(
        .serialized, .enabled(if: TestTools.kubectl.isPresent, "needs kubectl: make test-tools"),
        .enabled(if: ServerProgram.isBuilt, "needs apus-apiserver beside the tests"), .timeLimit(.minutes(3)))
    struct KubectlCascadeTests {
        private static let finalizers = "jsonpath={.metadata.finalizers}"

        /// Creates a deployment and two pods of its own.
        private func createWorkload(_ kubectl: Kubectl) async throws {
            try await kubectl.output("create", "deployment", "web", "--image=nginx:1.27")
            let uid = try await kubectl.output("get", "deploy", "web", "-o", "jsonpath={.metadata.uid}")
            let pods = ["web-1", "web-2"].map { name in
                """
                apiVersion: v1
                kind: Pod
                metadata:
                  name: \(name)
                  ownerReferences:
                  - {apiVersion: apps/v1, kind: Deployment, name: web, uid: \(uid), controller: true, blockOwnerDeletion: true}
                spec:
                  containers: [{name: nginx, image: "nginx:1.27"}]

                """
            }
            try await kubectl.output("create", "-f", "-", input: pods.joined(separator: "---\n"))
        }

        @Test func cascades() async throws {
            try await ServerProgram.run(["--storage-backend", "memory"]) { server in
                let kubectl = server.kubectl
                try await createWorkload(kubectl)
                // kubectl waits until the deployment is gone.
                try await kubectl.output("delete", "deploy", "web", "--cascade=orphan", "--timeout=60s")
                #expect(
                    try await kubectl.output("get", "pods", "-o", "jsonpath={.items[*].metadata.ownerReferences}") == ""
                )
                #expect(try await kubectl.output("get", "pods", "-o", "name") == "pod/web-1\npod/web-2\n")
                try await kubectl.output("delete", "pods", "--all")

                try await createWorkload(kubectl)
                try await kubectl.output(
                    "patch", "pod", "web-1", "-p", #"{"metadata":{"finalizers":["example.com/hold"]}}"#)
                try await kubectl.output("delete", "deploy", "web", "--cascade=foreground", "--wait=false")
                try await kubectl.output("wait", "--for=delete", "pod/web-2", "--timeout=60s")
                #expect(
                    try await kubectl.output("get", "deploy", "web", "-o", Self.finalizers)
                        == #"["foregroundDeletion"]"#
                )
                try await kubectl.output(
                    "patch", "pod", "web-1", "--type=merge", "-p", #"{"metadata":{"finalizers":null}}"#)
                try await kubectl.output("wait", "--for=delete", "deploy/web", "--timeout=60s")
                #expect(try await kubectl.output("get", "pods", "-o", "name") == "")

                try await createWorkload(kubectl)
                try await kubectl.output("delete", "deploy", "web", "--cascade=background")
                try await kubectl.output("wait", "--for=delete", "pod/web-1", "pod/web-2", "--timeout=60s")
            }
        }

        @Test func theCollectorCanBeSwitchedOff() async throws {
            let flags = ["--storage-backend", "memory", "--controllers=*,-garbage-collector-controller"]
            try await ServerProgram.run(flags) { server in
                let kubectl = server.kubectl
                try await createWorkload(kubectl)
                try await kubectl.output("delete", "deploy", "web", "--cascade=orphan", "--wait=false")
                try await kubectl.output("create", "namespace", "shop")
                try await kubectl.output("delete", "namespace", "shop", "--timeout=60s")
                #expect(try await kubectl.output("get", "deploy", "web", "-o", Self.finalizers) == #"["orphan"]"#)
            }
        }
    }
}
