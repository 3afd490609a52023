import APIMachinery
import APISchema
import JSON

/// The life cycle of namespaces: nothing is created in one that is not there or is being deleted.
struct NamespaceStage: WriteStage {
    let registry: Registry

    private static let phase = FieldPath([.member("status"), .member("phase")])
    private static let deletion = FieldPath([.member("metadata"), .member("deletionTimestamp")])

    func run(_ write: inout WriteRequest) async throws {
        guard write.operation == .create, write.isStored, write.resource.isNamespaced,
            let namespaces = registry.table.snapshot.resource("", "v1", "namespaces")
        else { return }
        let namespace = write.namespace
        let object = try await registry.stored(namespaces, namespace: "", name: namespace)
        guard try object.text(at: Self.phase) == "Terminating" || object.text(at: Self.deletion) != nil else { return }
        var error = APIError.forbidden(
            write.resource.groupResource, name: write.name,
            message: "unable to create new content in namespace \(namespace) because it is being terminated")
        error.status.details?.causes = [
            StatusCause(
                reason: .namespaceTerminating, message: "namespace \(namespace) is being terminated",
                field: "metadata.namespace")
        ]
        throw error
    }
}
