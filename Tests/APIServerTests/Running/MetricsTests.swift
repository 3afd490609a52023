import APIMachinery
import CoreMetrics
import HTTPTypes
import JSON
import Testing

@testable import APIServer

@Suite struct MetricsTests {
    private func text(_ registry: PrometheusRegistry) async -> String {
        String(decoding: await registry.text(), as: UTF8.self)
    }

    @Test func metricsAreWrittenAsPrometheusReadsThem() async {
        let registry = PrometheusRegistry()
        registry.describe("requests_total", "Requests,\nby \\path.")
        registry.counter("requests_total", [("path", "a\"b\\c\nd"), ("code", "200")]).increment(by: 2.0)
        registry.counter("requests_total", [("code", "200"), ("path", "a\"b\\c\nd")]).increment(by: Int64(1))
        registry.gauge("temperature").set(-1.5)
        registry.gauge("9 odd-name.x", [("odd-label", "Zoë")]).set(Double.infinity)
        registry.describe("seconds", "Time.", bounds: [0.1, 1])
        let histogram = registry.histogram("seconds", [("verb", "GET")])
        for value in [0.05, 0.1, 0.5, 3] { histogram.record(value) }
        #expect(
            await text(registry) == #"""
                # TYPE _9_odd_name_x gauge
                _9_odd_name_x{odd_label="Zoë"} +Inf
                # HELP requests_total Requests,\nby \\path.
                # TYPE requests_total counter
                requests_total{code="200",path="a\"b\\c\nd"} 3
                # HELP seconds Time.
                # TYPE seconds histogram
                seconds_bucket{verb="GET",le="0.1"} 2
                seconds_bucket{verb="GET",le="1"} 3
                seconds_bucket{verb="GET",le="+Inf"} 4
                seconds_sum{verb="GET"} 3.65
                seconds_count{verb="GET"} 4
                # TYPE temperature gauge
                temperature -1.5

                """#)
    }

    @Test func itIsABackendOfSwiftMetrics() async {
        let registry = PrometheusRegistry()
        registry.describe("time", "Time.", bounds: [1])
        Counter(label: "jobs", dimensions: [("kind", "a")], factory: registry).increment(by: 2)
        let gauge = Gauge(label: "depth", factory: registry)
        gauge.record(7)
        Timer(label: "time", factory: registry).recordMilliseconds(500)
        let text = await text(registry)
        for line in ["jobs{kind=\"a\"} 2\n", "depth 7\n", "time_bucket{le=\"1\"} 1\n", "time_sum 0.5\n"] {
            #expect(text.contains(line), "\(text)")
        }
        gauge.destroy()
        #expect(await !self.text(registry).contains("depth 7"))
    }

    @Test func careFulnessWithLabelsIsNotLeftToCallers() async {
        let registry = PrometheusRegistry()
        for number in 0..<10_100 { registry.counter("many", [("n", "\(number)")]).increment(by: 1.0) }
        #expect(await text(registry).split(separator: "\n").count == 10_001)
        // A metric of one kind stays that.
        registry.gauge("many", [("n", "0")]).set(5.0)
        #expect(await text(registry).contains("many{n=\"0\"} 1\n"))
    }

    @Test func requestsAreCounted() async throws {
        let server = try await TestServer()
        _ = try await server.create(TestServer.configMaps, TestServer.configMap("a"))
        #expect(try await server.send(.get, TestServer.configMaps + "/a").status == 200)
        #expect(try await server.send(.get, TestServer.configMaps + "/none").status == 404)
        #expect(try await server.send(.get, "/api/v1/configmaps").status == 200)
        #expect(
            try await server.send(.post, TestServer.configMaps + "?dryRun=All", TestServer.configMap("b")).status == 201
        )
        // What a client makes up is no label.
        #expect(try await server.send(.get, "/apis/made.up/v1/things").status == 404)
        #expect(try await server.send(.get, TestServer.configMaps + "/a/made-up").status == 404)
        #expect(try await server.send(.init("MADEUP")!, "/api/v1/configmaps").status == 405)
        #expect(try await server.send(.get, "/%zz").status == 400)
        let answer = try await server.send(.get, "/metrics")
        #expect(answer.type == "text/plain; version=0.0.4; charset=utf-8")
        let labels = "component=\"apiserver\",dry_run=\"\",group=\"\",resource=\"configmaps\""
        for line in [
            "apiserver_request_total{code=\"200\",\(labels),scope=\"resource\",subresource=\"\",verb=\"GET\",version=\"v1\"} 1\n",
            "apiserver_request_total{code=\"404\",\(labels),scope=\"resource\",subresource=\"\",verb=\"GET\",version=\"v1\"} 1\n",
            "apiserver_request_total{code=\"200\",\(labels),scope=\"cluster\",subresource=\"\",verb=\"LIST\",version=\"v1\"} 1\n",
            "apiserver_request_duration_seconds_count{\(labels),scope=\"resource\",subresource=\"\",verb=\"GET\",version=\"v1\"} 2\n",
            "apiserver_resource_objects{group=\"\",resource=\"configmaps\"} 1\n",
            "apiserver_resource_objects{group=\"library.example.org\",resource=\"books\"} 0\n",
            "# TYPE apiserver_request_duration_seconds histogram\n",
            "# TYPE process_resident_memory_bytes gauge\n",
            "kubernetes_build_info{",
            "apiserver_current_inflight_requests{request_kind=\"mutating\"} 0\n",
        ] {
            #expect(answer.text.contains(line), "\(line) in \(answer.text)")
        }
        #expect(answer.text.contains("dry_run=\"All\""))
        #expect(!answer.text.lowercased().contains("made"))
        #expect(!answer.text.contains("process_resident_memory_bytes 0\n"))
        #expect(try await server.send(.post, "/metrics").status == 405)
        #expect(try await server.send(.get, "/metrics/x").status == 404)
    }

    @Test func watchesThatGoOnAreCounted() async throws {
        let server = try await TestServer()
        func count() async throws -> Substring? {
            try await server.send(.get, "/metrics").text.split(separator: "\n")
                .first { $0.hasPrefix("apiserver_longrunning_requests{") }?.split(separator: " ").last
        }
        var response: APIResponse? = try await server.response(.get, TestServer.configMaps + "?watch=1")
        #expect(response?.head.status == .ok)
        #expect(try await count() == "1")
        _ = try await server.create(TestServer.configMaps, TestServer.configMap("a"))
        if let response {
            var reader = WatchReader(response)
            _ = try await reader.next(1)
        }
        let metrics = try await server.send(.get, "/metrics").text
        #expect(
            metrics.contains("apiserver_watch_events_total{group=\"\",resource=\"configmaps\",version=\"v1\"} 1\n"),
            "\(metrics)")
        response = nil
        #expect(try await count() == "0")
    }
}
