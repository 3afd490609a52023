import APIMachinery
import HTTPTypes
import JSON

/// The namespaced resources of a server whose objects can be deleted, as its discovery documents say at this moment.
///
/// Each is named once, in the version that the server prefers, or else in the first that has it.
struct DeletableResources: Sendable {
    /// A resource and how its objects can be deleted.
    struct Entry: Sendable, Hashable {
        var resource: GroupVersionResource
        var verbs: Set<String>
    }

    /// The resources, in the server's order.
    private(set) var entries: [Entry] = []
    /// The groups and versions whose documents could not be had, and why.
    private(set) var failures: [(apiVersion: String, reason: String)] = []
    /// Groups and versions of a form that cannot be read.
    private(set) var unreadable: [String] = []

    /// Asks a server.
    ///
    /// - Throws: `APIError` and what the sender throws where not even the groups can be had.
    init(of sender: any RequestSender) async throws {
        let core: MetaV1.APIVersions = try await Self.document("/api", sender)
        for version in core.versions { try await add(version, sender) }
        let list: MetaV1.APIGroupList = try await Self.document("/apis", sender)
        for group in list.groups {
            let preferred = group.preferredVersion?.groupVersion
            for version in group.versions where version.groupVersion == preferred {
                try await add(version.groupVersion, sender)
            }
            for version in group.versions where version.groupVersion != preferred {
                try await add(version.groupVersion, sender)
            }
        }
    }

    private mutating func add(_ text: String, _ sender: any RequestSender) async throws {
        guard let apiVersion = APIVersion(text) else {
            unreadable.append(text)
            return
        }
        let path =
            (apiVersion.group.isEmpty ? "/api/" : "/apis/\(PercentEncoding.encode(apiVersion.group))/")
            + PercentEncoding.encode(apiVersion.version)
        let list: MetaV1.APIResourceList
        do {
            list = try await Self.document(path, sender)
        } catch let error as APIError {
            // A group that was removed meanwhile has nothing left to delete.
            if !error.isNotFound { failures.append((text, error.description)) }
            return
        }
        // Subresources have a slash in their names.
        for resource in list.resources
        where resource.namespaced && resource.verbs.contains("delete") && !resource.name.contains("/") {
            let name = GroupVersionResource(
                group: apiVersion.group, version: apiVersion.version, resource: resource.name)
            guard !entries.contains(where: { $0.resource.groupResource == name.groupResource }) else { continue }
            entries.append(Entry(resource: name, verbs: Set(resource.verbs)))
        }
    }

    private static func document<Document: JSONDecodable>(
        _ path: String, _ sender: any RequestSender
    ) async throws -> Document {
        let response = try await sender.send(
            APIRequest(method: .get, path: path, headerFields: [.accept: "application/json"]))
        let code = response.head.status.code
        let bytes = try await response.body.collect()
        guard code == 200 else {
            if let status = try? Status(parsing: bytes), status.code != nil { throw APIError(status: status) }
            throw APIError(
                code: code, reason: code == 404 ? .notFound : .internalError,
                message: "\(path) was answered with the status code \(code)")
        }
        do {
            return try Document(parsing: bytes)
        } catch {
            throw APIError.internalError("\(path) cannot be read: \(error)")
        }
    }
}
