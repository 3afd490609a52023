import APIMachinery
import APISchema
import JSON
import Storage

extension Registry {
    /// Deletes an object, or begins to where it has to wait for its finalizers.
    ///
    /// - Returns: the object as it is by then, or was last.
    func delete(
        _ resource: ServedResource, namespace: String, name: String, _ request: DeletionRequest
    ) async throws -> Written {
        for _ in 1...Self.attempts {
            let current = try await get(resource, namespace: namespace, name: name)
            let old = try current.tree()
            try checkPreconditions(request, current, old, resource, name)
            let context = WriteContext(
                resource: resource, subresource: nil, isDryRun: request.isDryRun, user: request.user)
            let strategy = resource.behavior.strategy
            if let fault = strategy.deletionFault(old, context) {
                throw APIError.forbidden(resource.groupResource, name: name, message: fault)
            }
            do {
                let key = key(resource, namespace, name)
                let finalizers = request.finalizers(old.finalizers)
                let grace = GracePeriod(of: old, request, strategy)
                if grace == .pending { return Written(object: current) }
                if finalizers.isEmpty && !strategy.mustStay(old) && grace == .over {
                    guard !request.isDryRun else { return Written(object: current, isDeleted: true) }
                    let revision = try await remove(key, expecting: current.revision)
                    return Written(object: current.at(revision), isDeleted: true)
                }
                var object = old
                object.setMetadata("resourceVersion", nil)
                object.finalizers = finalizers
                grace.write(to: &object)
                if !old.isBeingDeleted {
                    if resource.tracksGeneration {
                        object.setMetadata(
                            "generation", .integer((old.value("metadata", "generation")?.int64Value ?? 0) &+ 1))
                    }
                    strategy.prepareForDeletion(&object, context)
                }
                var tree = JSONValue.object(object)
                resource.schema.prepare(&tree, .steps(isNormalized: resource.definition.isNormalized))
                object = tree.objectValue ?? object
                let (answered, encoded) = try encodings(object, resource, revision: current.revision)
                if request.isDryRun || answered.hasSameText(as: current) { return Written(object: answered) }
                let revision = try await replace(key, with: encoded, expecting: current.revision)
                return Written(object: answered.at(revision))
            } catch let error as StorageError {
                if case .conflict = error {
                    await cache.catchUp(with: error)
                    continue
                }
                throw APIError(error, resource.groupResource, name: name)
            }
        }
        throw APIError.modified(resource.groupResource, name: name)
    }

    private func checkPreconditions(
        _ request: DeletionRequest, _ current: StoredObject, _ old: JSONObject, _ resource: ServedResource,
        _ name: String
    ) throws {
        guard let preconditions = request.options.preconditions else { return }
        // Kubernetes names the kind here rather than the resource.
        let subject = GroupResource(group: resource.definition.group, resource: resource.definition.kind)
        let uid = old.metadataString("uid")
        if let wanted = preconditions.uid, wanted != uid {
            throw APIError.conflict(
                subject, name: name,
                message: "the UID in the precondition (\(wanted)) does not match the UID in record (\(uid)). "
                    + "The object might have been deleted and then recreated")
        }
        if let wanted = preconditions.resourceVersion, wanted != current.revision.description {
            throw APIError.conflict(
                subject, name: name,
                message:
                    "the ResourceVersion in the precondition (\(wanted)) does not match the ResourceVersion in record "
                    + "(\(current.revision)). The object might have been modified")
        }
    }

    /// Deletes every object that is selected.
    ///
    /// - Returns: the objects as they were listed, and the revision of that list.
    func deleteCollection(
        _ resource: ServedResource, namespace: String?, _ list: ListRequest, _ request: DeletionRequest
    ) async throws -> Page {
        let page = try await self.list(resource, namespace: namespace, list)
        for object in page.objects {
            try Task.checkCancellation()
            let metadata = try object.document().root["metadata"]
            do {
                _ = try await delete(
                    resource, namespace: metadata?["namespace"]?.stringValue ?? "",
                    name: metadata?["name"]?.stringValue ?? "", request)
            } catch let error as APIError where error.isNotFound {
                continue
            }
        }
        return page
    }
}
