import APIMachinery
import APISchema
import HTTPTypes
import Synchronization

/// What the server measures of requests, under kube-apiserver's names.
///
/// Labels never come from what a client sent: requests for what is not served share one series per method.
final class RequestMetrics: Sendable {
    /// Which series a request belongs to.
    private struct Route: Hashable {
        var verb = ""
        var group = ""
        var version = ""
        var resource = ""
        var subresource = ""
        var scope = ""
        var isDryRun = false
    }

    /// The handles of a route, so that they are looked up once.
    private final class Series: Sendable {
        let labels: PrometheusRegistry.Labels
        let duration: PrometheusHistogram
        let size: PrometheusHistogram?
        let running: PrometheusValue?
        /// By status; there are few.
        let counters = Mutex<[(status: Int, counter: PrometheusValue)]>([])
        let dryRun: String

        init(_ route: Route, _ registry: PrometheusRegistry) {
            labels = [
                ("verb", route.verb), ("group", route.group), ("version", route.version), ("resource", route.resource),
                ("subresource", route.subresource), ("scope", route.scope), ("component", "apiserver"),
            ]
            dryRun = route.isDryRun ? "All" : ""
            duration = registry.histogram("apiserver_request_duration_seconds", labels + [("dry_run", dryRun)])
            let isReading = route.verb == "GET" || route.verb == "LIST"
            size = isReading ? registry.histogram("apiserver_response_sizes", labels) : nil
            let isLongRunning = route.verb == "WATCH" || route.verb == "CONNECT"
            running = isLongRunning ? registry.gauge("apiserver_longrunning_requests", labels) : nil
        }

        func counter(_ status: Int, _ registry: PrometheusRegistry) -> PrometheusValue {
            counters.withLock { counters in
                if let known = counters.first(where: { $0.status == status }) { return known.counter }
                let counter = registry.counter(
                    "apiserver_request_total", labels + [("code", String(status)), ("dry_run", dryRun)])
                counters.append((status, counter))
                return counter
            }
        }
    }

    private let registry: PrometheusRegistry
    private let routes = Mutex<[Route: Series]>([:])
    /// Resources that come and go must not fill the memory.
    private static let maximumRoutes = 10_000

    init(_ registry: PrometheusRegistry) {
        self.registry = registry
        registry.describe(
            "apiserver_request_total",
            "Requests, by verb, group, version, resource, subresource, scope, component, status code and dry run.")
        registry.describe(
            "apiserver_request_duration_seconds",
            "Time until the head of the answer in seconds, without watches and connections.",
            bounds: [
                0.005, 0.025, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1, 1.25, 1.5, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30, 45, 60,
            ])
        registry.describe(
            "apiserver_response_sizes", "Size of the answers to reads in bytes.",
            bounds: [1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9])
        registry.describe("apiserver_longrunning_requests", "Watches and connections that are going on.")
        registry.describe(
            "apiserver_current_inflight_requests", "Requests that are being answered, by whether they write.")
    }

    /// Counts an answer.
    ///
    /// - Parameter info: `nil` for a request that could not be read.
    /// - Returns: the gauge of such watches or connections as the answer begins; `nil` where it does not.
    func record(
        _ info: RequestInfo?, _ table: ResourceTable, status: Int, size: Int?, time: Swift.Duration
    ) -> PrometheusValue? {
        let series = series(info, table)
        series.counter(status, registry).increment(by: 1.0)
        if let running = series.running { return status == 200 ? running : nil }
        let (seconds, attoseconds) = time.components
        series.duration.record(Double(seconds) + Double(attoseconds) / 1e18)
        if let size, status == 200 { series.size?.record(Double(size)) }
        return nil
    }

    private func series(_ info: RequestInfo?, _ table: ResourceTable) -> Series {
        let route = Self.route(info, table)
        return routes.withLock { routes in
            if let series = routes[route] { return series }
            let isFull = routes.count >= Self.maximumRoutes
            let key = isFull ? Route(verb: route.verb) : route
            if let series = routes[key] { return series }
            let series = Series(key, registry)
            routes[key] = series
            return series
        }
    }

    private static func route(_ info: RequestInfo?, _ table: ResourceTable) -> Route {
        guard let info else { return Route(verb: "OTHER") }
        var route = Route(verb: reportedVerb(info.verb))
        guard info.isResource, let resource = table.snapshot.resource(info.group, info.version, info.resource),
            let endpoint = resource.endpoint(info.subresource)
        else { return route }
        route.verb = reportedVerb(endpoint.counted(info.verb))
        route.group = info.group
        route.version = info.version
        route.resource = info.resource
        route.subresource = info.subresource
        let isOfObject = !info.name.isEmpty || info.verb == .create
        route.scope = isOfObject ? "resource" : info.namespace.isEmpty ? "cluster" : "namespace"
        route.isDryRun = info.isMutating && info.query.contains("dryRun")
        return route
    }

    /// The verb as kube-apiserver's metrics have it: writes by their method.
    private static func reportedVerb(_ verb: Verb) -> String {
        switch verb {
        case .create, "post": "POST"
        case .update, "put": "PUT"
        case .get, .list, .watch, .patch, .delete, .deleteCollection, .connect, "head", "options":
            verb.rawValue.uppercased()
        default: "OTHER"
        }
    }
}

/// Measures requests.
struct MetricsFilter: RequestFilter {
    let metrics: RequestMetrics
    let table: ResourceTable

    func handle(_ request: APIRequest, _ context: RequestContext, next: @escaping RequestHandler) async throws
        -> APIResponse
    {
        do {
            var response = try await next(request, context)
            let gauge = record(context, status: response.head.status.code, size: response.body.count)
            if let gauge, case .chunks(let chunks) = response.body {
                response.body = .chunks(chunks.keeping(GoingOn(gauge)))
            }
            return response
        } catch {
            _ = record(context, status: (error as? APIError)?.code ?? 500, size: nil)
            throw error
        }
    }

    private func record(_ context: RequestContext, status: Int, size: Int?) -> PrometheusValue? {
        metrics.record(
            context.record.info, table, status: status, size: size, time: ContinuousClock.now - context.receivedAt)
    }

    /// Counts a watch or a connection for as long as there is somebody to read it.
    private final class GoingOn: Sendable {
        private let gauge: PrometheusValue

        init(_ gauge: PrometheusValue) {
            self.gauge = gauge
            gauge.increment(by: 1.0)
        }

        deinit { gauge.decrement(by: 1.0) }
    }
}
