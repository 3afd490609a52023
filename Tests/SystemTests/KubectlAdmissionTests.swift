import APIMachinery
import APIServer
import ControlPlaneAPI
import ControlPlaneBehaviors
import Foundation
import HTTPServerTransport
import JSON
import Logging
import Storage
import TestSupport
import Testing

extension SystemTests {
    /// What an author puts into the write pipeline of a server of their own, as kubectl sees it.
    @Suite(.serialized, .enabled(if: TestTools.kubectl.isPresent, "needs kubectl: make test-tools"))
    struct KubectlAdmissionTests {
        /// Labels what is written between mutation and validation, and refuses what is called so.
        private struct Labelling: AdmissionPlugin {
            let name = "Labelling"

            func handles(_ write: WriteRequest) -> Bool { write.resource.groupResource.resource == "configmaps" }

            func mutate(_ write: inout WriteRequest) async throws {
                // A label that is none is a fault that validation finds.
                let label = write.name == "crooked" ? "no label" : "seen"
                if write.object != nil { write.object?.setMetadata("labels", ["admission": .string(label)]) }
            }

            func validate(_ write: WriteRequest) async throws {
                guard write.operation != .delete, write.object?["data"]?["secret"] != nil else { return }
                throw APIError.forbidden(
                    write.resource.groupResource, name: write.name, message: "secrets belong elsewhere")
            }
        }

        /// Runs a server in this process while the body uses it.
        private func withServer(_ body: (Kubectl) async throws -> Void) async throws {
            try await TemporaryFolder.with("admission") { folder in
                var configuration = APIServer.Configuration()
                configuration.behaviors = .controlPlane
                configuration.admission = [Labelling()]
                configuration.logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
                let server = try APIServer(
                    storage: MemoryStorage(), registrations: ControlPlaneAPIRegistrations.all,
                    configuration: configuration)
                var options = ServingOptions(dataDirectory: folder.appendingPathComponent("data").path)
                options.port = 0
                let (addresses, running) = AsyncStream.makeStream(of: ServingAddress.self)
                let serving = Task { [options, logger = configuration.logger] in
                    defer { running.finish() }
                    try await server.serve(options, logger: logger) { running.yield($0) }
                }
                var iterator = addresses.makeAsyncIterator()
                if let address = await iterator.next(), let kubeconfig = address.kubeconfig {
                    var program = TestTools.kubectl
                    program.environment = ["HOME": folder.path, "KUBECONFIG": kubeconfig]
                    try await body(Kubectl(program: program, files: folder))
                } else {
                    Issue.record("the server does not listen")
                }
                serving.cancel()
                try await serving.value
            }
        }

        @Test(.timeLimit(.minutes(1))) func whatAdmissionChangesIsValidatedAndStored() async throws {
            try await withServer { kubectl in
                try await kubectl.output("create", "configmap", "a", "--from-literal=k=v")
                let labels = "jsonpath={.metadata.labels}"
                #expect(try await kubectl.output("get", "cm", "a", "-o", labels) == #"{"admission":"seen"}"#)
                try await kubectl.output("label", "cm", "a", "own=yes")
                #expect(try await kubectl.output("get", "cm", "a", "-o", labels) == #"{"admission":"seen"}"#)
                try await kubectl.fails(
                    "create", "configmap", "crooked", saying: "ConfigMap \"crooked\" is invalid: metadata.labels")
                try await kubectl.fails(
                    "create", "configmap", "b", "--from-literal=secret=1", "--dry-run=server",
                    saying: "configmaps \"b\" is forbidden: secrets belong elsewhere")
                try await kubectl.output("delete", "cm", "a")
                #expect(try await kubectl.output("get", "cm", "-o", "name") == "")
            }
        }
    }
}
