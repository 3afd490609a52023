import APIMachinery
import APISchema
import HTTPTypes
import JSON
import Storage

/// The answer to a request to watch: how it begins, and what it goes on with.
struct WatchAnswer {
    private let call: EndpointCall
    private let encoder: WatchEncoder

    init(_ call: EndpointCall) throws {
        self.call = call
        encoder = WatchEncoder(try call.answerer(isWatch: true))
    }

    func response() async throws -> APIResponse {
        let registry = call.server.registry
        var request = try await call.listRequest(isWatch: true)
        if !call.name.isEmpty {
            request.selection = try Selection(
                labels: call.info.query["labelSelector"], fields: "metadata.name=\(FieldQuery.escape(call.name))",
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
            return expired(from: after ?? .zero)
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
                plan.initial = try await registry.page(of: beginning.snapshot, call.resource, call.scope, all).objects
            }
            var pace = Work.Pace()
            for event in beginning.backlog {
                try await pace.step()
                if let type = try filter(event) { plan.backlog.append(.init(type: type, event: event)) }
            }
        } catch {
            beginning.watcher.cancel()
            throw error
        }
        return APIResponse(
            status: .ok, headerFields: [.contentType: encoder.contentType],
            body: .chunks(WatchSource(plan, encoder, call.server.watches).chunks))
    }

    /// A watch from a revision that is no longer kept begins, and ends at once with an event that says so.
    private func expired(from revision: Revision) -> APIResponse {
        APIResponse(
            status: .ok, headerFields: [.contentType: encoder.contentType],
            body: .bytes(encoder.error(.expired("too old resource version: \(revision)"))))
    }

    private func timeout(_ request: ListRequest) -> Swift.Duration {
        if let seconds = request.timeoutSeconds, seconds > 0 { return .seconds(min(seconds, 1 << 31)) }
        // Spread, so that clients that began together do not come again together.
        return call.server.limits.minimumWatch * Double.random(in: 1...2)
    }
}
