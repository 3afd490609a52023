import APIMachinery
import APISchema
import HTTPTypes
import JSON
import Storage

/// What a server does with requests for resources.
struct ResourceEndpoints: Sendable {
    let registry: Registry
    let watches: WatchRegistry
    let limits: RequestLimits

    /// A request that has been matched with a resource.
    struct Call: Sendable {
        var request: APIRequest
        var info: RequestInfo
        var context: RequestContext
        var resource: ServedResource
        var transcoder: Transcoder
        /// The kind Scale, as which `scale` subresources are read and answered.
        var scale: ServedResource?

        /// The namespace of the objects; empty for resources of the cluster.
        var namespace: String { resource.isNamespaced ? info.namespace : "" }
        /// The namespace that a collection is of; `nil` for all.
        var scope: String? { resource.isNamespaced && !info.namespace.isEmpty ? info.namespace : nil }
        var subresource: String? { info.subresource.isEmpty ? nil : info.subresource }

        func answerer(isWatch: Bool = false) throws -> Answerer {
            try Answerer(request, info.query, resource, transcoder, isWatch: isWatch)
        }

        var reader: ObjectReader {
            ObjectReader(resource: resource, transcoder: transcoder, warnings: context.warnings)
        }

        /// The encodings in which objects of the resource can be sent.
        var bodyEncodings: [Encoding] {
            Encoding.allCases.filter { $0 != .protobuf || transcoder.hasProtobuf(resource.definition.typeName) }
        }
    }

    func answer(_ call: Call) async throws -> APIResponse {
        if let warning = call.resource.definition.deprecationWarning { call.context.warnings.add(warning) }
        if let paths = call.subresource.flatMap(call.resource.subresource(named:))?.scale, let scale = call.scale {
            return try await ScaleEndpoint(registry: registry, paths: paths, scale: scale).answer(call)
        }
        switch call.info.verb {
        case "get": return try await get(call)
        case "list": return try await list(call)
        case "watch": return try await watch(call)
        case "create": return try await create(call)
        case "update": return try await update(call)
        case "patch": return try await patch(call)
        case "delete": return try await delete(call)
        case "deletecollection": return try await deleteCollection(call)
        default: throw APIError.methodNotAllowed()
        }
    }

    // MARK: Reading

    private func get(_ call: Call) async throws -> APIResponse {
        let answerer = try call.answerer()
        try await checkRevision(call)
        return try answerer.object(
            try await registry.get(call.resource, namespace: call.namespace, name: call.info.name))
    }

    /// An object is always answered as it is now, which is never older than what a client has seen; a revision that is
    /// yet to come is none that it has seen.
    private func checkRevision(_ call: Call) async throws {
        guard let text = call.info.query["resourceVersion"] else { return }
        guard let number = Int64(text), number >= 0 else {
            throw APIError.badRequest("invalid resource version: \(APIError.versionFault(text))")
        }
        try await registry.checkRevision(Revision(number))
    }

    private func list(_ call: Call) async throws -> APIResponse {
        let answerer = try call.answerer()
        let request = try ListRequest(call.info.query, resource: call.resource, isWatch: false)
        return try await answerer.list(try await registry.list(call.resource, namespace: call.scope, request))
    }

    private func watch(_ call: Call) async throws -> APIResponse {
        let encoder = WatchEncoder(try call.answerer(isWatch: true))
        var request = try ListRequest(call.info.query, resource: call.resource, isWatch: true)
        if !call.info.name.isEmpty {
            request.selection = try Selection(
                labels: call.info.query["labelSelector"], fields: "metadata.name=\(FieldQuery.escape(call.info.name))",
                resource: call.resource)
        }
        // Without a revision, or from any, a watch begins with what there is, as if it had just been added.
        let sendsInitial =
            request.sendsInitialEvents ?? (request.resourceVersion == nil || request.resourceVersion == .zero)
        var after = request.resourceVersion
        if sendsInitial {
            if let wanted = after { try await registry.checkRevision(wanted) }
            after = nil
        }
        if after == .zero { after = nil }
        let filter = registry.filter(call.resource, request.selection)
        let beginning: WatchCache.Beginning
        do {
            beginning = try await registry.cache.watch(
                request.selection.scope(of: call.resource, namespace: call.scope), after: after, filter: filter)
        } catch .compacted {
            return expired(encoder, from: after ?? .zero)
        } catch {
            throw APIError(error, call.resource.groupResource, name: "", asked: after)
        }
        var plan = WatchSource.Plan(
            registry: registry, resource: call.resource, watcher: beginning.watcher, initial: [], backlog: [],
            revision: beginning.snapshot.revision,
            marksInitialEnd: request.sendsInitialEvents == true && request.allowsBookmarks,
            allowsBookmarks: request.allowsBookmarks, timeout: timeout(request))
        do {
            if sendsInitial {
                var all = ListRequest()
                all.selection = request.selection
                plan.initial = try registry.page(
                    of: beginning.snapshot, call.resource, call.scope, all
                ).objects
            }
            for event in beginning.backlog {
                if let type = try filter(event) { plan.backlog.append(.init(type: type, event: event)) }
            }
        } catch {
            beginning.watcher.cancel()
            throw error
        }
        return APIResponse(
            status: .ok, headerFields: [.contentType: encoder.contentType],
            body: .chunks(WatchSource(plan, encoder, watches).chunks))
    }

    /// A watch from a revision that is no longer kept begins, and ends at once with an event that says so.
    private func expired(_ encoder: WatchEncoder, from revision: Revision) -> APIResponse {
        APIResponse(
            status: .ok, headerFields: [.contentType: encoder.contentType],
            body: .bytes(encoder.error(.expired("too old resource version: \(revision)"))))
    }

    private func timeout(_ request: ListRequest) -> Swift.Duration {
        if let seconds = request.timeoutSeconds, seconds > 0 { return .seconds(min(seconds, 1 << 31)) }
        // Spread, so that clients that began together do not come again together.
        return limits.minimumWatch * Double.random(in: 1...2)
    }

    // MARK: Writing

    private func create(_ call: Call) async throws -> APIResponse {
        let answerer = try call.answerer()
        let options = try WriteOptions(call.info.query, kind: "CreateOptions", user: call.context.user)
        let object = try await sentObject(call, options)
        let written = try await registry.create(
            object, call.resource, namespace: call.namespace, options, call.context.warnings)
        return try answerer.object(written.object, status: .created)
    }

    /// The object in the body.
    private func sentObject(_ call: Call, _ options: WriteOptions) async throws -> JSONObject {
        var object = try await call.reader.object(
            in: call.request, options.fieldValidation, encodings: call.bodyEncodings)
        if let warning = MetadataValidation.removeRepeatedOwners(from: &object) { call.context.warnings.add(warning) }
        return object
    }

    private func update(_ call: Call) async throws -> APIResponse {
        let answerer = try call.answerer()
        let options = try WriteOptions(call.info.query, kind: "UpdateOptions", user: call.context.user)
        let object = try await sentObject(call, options)
        let written = try await registry.update(
            .replacement(object), call.resource, namespace: call.namespace, name: call.info.name,
            subresource: call.subresource, options, call.context.warnings)
        return try answerer.object(written.object)
    }

    private func patch(_ call: Call) async throws -> APIResponse {
        let answerer = try call.answerer()
        let options = try WriteOptions(call.info.query, kind: "PatchOptions", user: call.context.user)
        let patch = try await Patch(call.request, call.resource)
        let reader = call.reader
        let resource = call.resource
        let warnings = call.context.warnings
        let written = try await registry.update(
            .function { current in
                var object = try patch.apply(to: current, resource)
                try reader.checkPatchedKind(&object)
                try reader.checkPatched(object, options.fieldValidation)
                if let warning = MetadataValidation.removeRepeatedOwners(from: &object) { warnings.add(warning) }
                return object
            }, resource, namespace: call.namespace, name: call.info.name, subresource: call.subresource, options,
            warnings)
        return try answerer.object(written.object)
    }

    private func delete(_ call: Call) async throws -> APIResponse {
        let answerer = try call.answerer()
        let request = try await DeletionRequest(
            call.request, call.info.query, transcoder: call.transcoder, user: call.context.user)
        let written = try await registry.delete(
            call.resource, namespace: call.namespace, name: call.info.name, request)
        return written.isDeleted ? try answerer.deleted(written.object) : try answerer.object(written.object)
    }

    private func deleteCollection(_ call: Call) async throws -> APIResponse {
        let answerer = try call.answerer()
        let list = try ListRequest(call.info.query, resource: call.resource, isWatch: false)
        let request = try await DeletionRequest(
            call.request, call.info.query, transcoder: call.transcoder, user: call.context.user)
        return try await answerer.list(
            try await registry.deleteCollection(call.resource, namespace: call.scope, list, request))
    }
}
