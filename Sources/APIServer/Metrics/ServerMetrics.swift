import APIMachinery
import APISchema

/// What the server tells of itself as a whole, under kube-apiserver's names.
enum ServerMetrics {
    static func add(
        to registry: PrometheusRegistry, version: VersionInfo, inFlight: InFlightFilter, cache: WatchCache,
        table: ResourceTable
    ) {
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
        registry.describe("apiserver_resource_objects", "Stored objects, by resource.")
        registry.addCollector { [registry] in
            let counts = cache.counts
            var seen: Set<String> = []
            // What is stored together is counted once, as what it is stored as.
            let values = table.snapshot.resources.filter {
                $0.definition.isStored && seen.insert($0.collection).inserted
            }
            .map { resource in
                (
                    labels: [
                        ("group", resource.storageDefinition.group), ("resource", resource.storageDefinition.plural),
                    ],
                    value: Double(counts[resource.collection] ?? 0)
                )
            }
            registry.setGauges("apiserver_resource_objects", values)
        }
    }
}
