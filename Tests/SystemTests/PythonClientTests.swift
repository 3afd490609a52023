import Foundation
import TestSupport
import Testing

extension SystemTests {
    /// The Kubernetes client of Python.
    @Suite(
        .enabled(if: TestTools.hasPackage("kubernetes"), "needs the Python package kubernetes: make test-tools"),
        .enabled(if: ServerProgram.isBuilt, "needs apus-apiserver beside the tests"))
    struct PythonClientTests {
        private static let script = Repository.folder.appendingPathComponent(
            "Tests/SystemTests/Scripts/python_client.py")

        @Test func createsWatchesPatchesAndDeletes() async throws {
            try await ServerProgram.run { server in
                let result = try await TestTools.python.run([
                    Self.script.path, server.address, ServerProgram.adminToken,
                ])
                #expect(result.status == 0, "\(result.printed)")
                #expect(result.output.hasSuffix("done\n"), "\(result.printed)")
            }
        }
    }
}
