import APIMachinery

/// What the server tells of itself as a whole, under kube-apiserver's names.
enum ServerMetrics {
    static func add(to registry: PrometheusRegistry, version: VersionInfo, inFlight: InFlightFilter) {
        registry.describe(
            "kubernetes_build_info", "A metric with a constant value of 1, labelled by what the server was built from.")
        registry.gauge(
            "kubernetes_build_info",
            [
                ("major", version.major), ("minor", version.minor), ("git_version", version.gitVersion),
                ("git_commit", version.gitCommit), ("git_tree_state", version.gitTreeState),
                ("build_date", version.buildDate), ("go_version", version.goVersion), ("compiler", version.compiler),
                ("platform", version.platform),
            ]
        ).set(1.0)
        let reading = registry.gauge("apiserver_current_inflight_requests", [("request_kind", "readOnly")])
        let writing = registry.gauge("apiserver_current_inflight_requests", [("request_kind", "mutating")])
        registry.addCollector {
            reading.set(Double(inFlight.readingInFlight))
            writing.set(Double(inFlight.writingInFlight))
        }
    }
}
