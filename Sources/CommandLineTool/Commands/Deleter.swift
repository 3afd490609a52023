internal import APIClient
internal import APIMachinery
internal import HTTPTypes
internal import JSON
internal import Timing

/// Deletes objects, says so, and waits until they are gone.
struct Deleter {
    let session: Session
    var options: DeleteOptions
    let dryRun: DryRun
    let showsNames: Bool
    let isForced: Bool
    let ignoresNotFound: Bool
    var labelSelector = ""
    var fieldSelector = ""

    /// An object whose end is waited for.
    struct Leaving {
        var item: ResourceItem
        var uid: String?
    }

    private static let metadataTypes =
        "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io,application/json"
    /// How long a watch for the end of an object lasts before the object is looked at again, in seconds.
    private static let watchSeconds: Int64 = 60

    func run(_ targets: ResourceBuilder.Targets, waits: Bool, timeout: Swift.Duration) async throws {
        var errors = targets.errors
        var leaving: [Leaving] = []
        var found = 0
        var warnsOfScope = session.isNamespaceEnforced
        for target in targets.items {
            do {
                for item in try await objects(of: target) {
                    if warnsOfScope, item.resource.scope == .cluster {
                        warnsOfScope = false
                        session.environment.errors.line(
                            "Warning: deleting cluster-scoped resources, not scoped to the provided namespace")
                    }
                    do {
                        let uid = try await describing("deleting", item.source) { try await delete(item) }
                        found += 1
                        report(item)
                        leaving.append(Leaving(item: item, uid: uid))
                    } catch  where ignoresNotFound && Self.isNotFound(error) {
                        continue
                    } catch let error as CancellationError {
                        throw error
                    } catch {
                        found += 1
                        errors.append(error)
                    }
                }
            } catch let error as CancellationError {
                throw error
            } catch {
                errors.append(error)
            }
        }
        if let error = ErrorList.of(errors) { throw error }
        if found == 0 {
            if targets.items.allSatisfy({ $0.name == nil }) { session.environment.output.line("No resources found") }
            return
        }
        guard waits else { return }
        try await waitForEnd(leaving, timeout)
    }

    /// Waits until objects are gone that are being deleted.
    ///
    /// - Parameter timeout: How long at most; zero for as long as it takes.
    func waitForEnd(of leaving: [Leaving], _ timeout: Swift.Duration) async throws {
        if dryRun == .none, !leaving.isEmpty { try await waitForEnd(leaving, timeout) }
    }

    private static func isNotFound(_ error: any Error) -> Bool {
        let error = (error as? SourcedError)?.underlying ?? error
        return (error as? APIError)?.isNotFound == true
    }

    /// What the command line is about, object by object.
    func objects(of targets: ResourceBuilder.Targets) async throws -> [ResourceItem] {
        var items: [ResourceItem] = []
        for target in targets.items { items += try await objects(of: target) }
        return items
    }

    /// The object, or all that the selectors select.
    private func objects(of target: ResourceItem) async throws -> [ResourceItem] {
        if target.name != nil { return [target] }
        guard target.object == nil else { throw CommandError("\(target.source): resource name may not be empty") }
        var options = ListOptions()
        options.labelSelector = labelSelector.isEmpty ? nil : labelSelector
        options.fieldSelector = fieldSelector.isEmpty ? nil : fieldSelector
        options.limit = 500
        var items: [ResourceItem] = []
        while true {
            let page = try await session.requests.value(
                .get, session.requests.path(target.resource, target.namespace), query: options.query,
                accept: Self.metadataTypes)
            for object in page["items"]?.arrayValue ?? [] {
                var item = target
                item.name = object["metadata"]?["name"]?.stringValue
                item.namespace = object["metadata"]?["namespace"]?.stringValue
                items.append(item)
            }
            guard let token = page["metadata"]?["continue"]?.stringValue, !token.isEmpty else { return items }
            options.continue = token
        }
    }

    /// Deletes an object without a word and returns its uid, where the server says it.
    func delete(_ item: ResourceItem) async throws -> String? {
        guard dryRun != .client else { return nil }
        let answer = try await session.requests.value(
            .delete, session.requests.path(item.resource, item.namespace, item.name), body: options.encodedJSON())
        return answer["details"]?["uid"]?.stringValue ?? answer["metadata"]?["uid"]?.stringValue
    }

    private func report(_ item: ResourceItem) {
        if showsNames { return session.environment.output.line(item.displayName()) }
        let place = item.namespace.map { " from \($0) namespace" } ?? ""
        session.environment.output.line(
            "\(item.resource.displayName) \(quoted(item.name ?? "")) \(isForced ? "force deleted" : "deleted")"
                + "\(place)\(dryRun.suffix)")
    }

    // MARK: Waiting

    private func waitForEnd(_ leaving: [Leaving], _ timeout: Swift.Duration) async throws {
        guard timeout > .zero else {
            for object in leaving { try await waitForEnd(object) }
            return
        }
        let end: Void? = try await session.environment.time.within(timeout) {
            for object in leaving { try await waitForEnd(object) }
        }
        guard end == nil else { return }
        let names = leaving.map { $0.item.displayName() }.joined(separator: ", ")
        throw CommandError("timed out waiting for the condition on \(names)")
    }

    /// Waits until there is no object of the name, or one of another uid.
    private func waitForEnd(_ leaving: Leaving) async throws {
        let item = leaving.item
        let path = session.requests.path(item.resource, item.namespace, item.name)
        while true {
            // A watch that is given up ends like one whose time is over.
            try Task.checkCancellation()
            let object: JSONValue
            do {
                object = try await session.requests.value(.get, path)
            } catch let error as APIError where error.isNotFound {
                return
            }
            if let uid = leaving.uid, object["metadata"]?["uid"]?.stringValue != uid { return }
            guard item.resource.allows(.watch) else {
                try await session.environment.time.sleep(for: .seconds(1))
                continue
            }
            do {
                try await watchForEnd(item, from: object["metadata"]?["resourceVersion"]?.stringValue)
            } catch let error as APIError where error.isExpired {
                continue
            }
        }
    }

    /// Returns when the object is deleted, or after some time.
    private func watchForEnd(_ item: ResourceItem, from resourceVersion: String?) async throws {
        var options = ListOptions()
        options.fieldSelector = "metadata.name=\(item.name ?? "")"
        options.resourceVersion = resourceVersion
        options.timeoutSeconds = Self.watchSeconds
        let chunks = try await session.requests.watch(
            session.requests.path(item.resource, item.namespace), query: options.query, accept: ResourceRequests.json)
        var decoder = WatchFrameDecoder()
        for try await chunk in chunks {
            decoder.append(chunk)
            while let frame = try decoder.nextFrame() {
                let type = (try? JSONDocument(parsing: frame))?.root["type"]?.stringValue
                if type == "DELETED" || type == "ERROR" { return }
            }
        }
    }
}
