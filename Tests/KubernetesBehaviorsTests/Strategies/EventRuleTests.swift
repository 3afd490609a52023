import JSON
import Testing

/// What events of both groups have to say.
@Suite struct EventRuleTests {
    private static let events = "/apis/events.k8s.io/v1/namespaces/default/events"
    private static let coreEvents = "/api/v1/namespaces/default/events"

    private static func event(_ name: String, _ changes: JSONObject = [:]) -> JSONValue {
        var event: JSONObject = [
            "metadata": ["name": .string(name)], "eventTime": "2024-01-02T03:04:05.123456Z",
            "reportingController": "k8s.io/x", "reportingInstance": "i", "action": "A", "reason": "R", "type": "Normal",
            "regarding": ["kind": "Pod", "namespace": "default", "name": "x"], "note": "N",
        ]
        for (key, value) in changes { event[key] = value.isNull ? nil : value }
        return .object(event)
    }

    @Test(
        arguments: [
            (["eventTime": .null], ["eventTime Required"]), (["type": "Odd"], ["type Invalid"]),
            (["reportingController": ""], ["reportingController Required", "reportingController Invalid"]),
            (["note": .string(String(repeating: "x", count: 1025))], ["message Invalid"]),
            (["action": .string(String(repeating: "x", count: 129))], ["action Invalid"]),
            (["reason": ""], ["reason Required"]),
            (["deprecatedCount": 1, "deprecatedSource": ["host": "h"]], ["count Invalid", "source Invalid"]),
            (["series": ["count": 1]], ["series.count Invalid", "series.lastObservedTime Required"]),
            (["regarding": ["name": "x"]], []),
        ] as [(JSONObject, Set<String>)])
    func newEvents(changes: JSONObject, causes: Set<String>) async throws {
        let server = try await WorkloadServer()
        #expect(try await server.causes(Self.events, Self.event("e", changes)) == causes)
    }

    @Test func onlyTheSeriesChanges() async throws {
        let server = try await WorkloadServer()
        _ = try await server.create(Self.events, Self.event("e"))
        let path = Self.events + "/e"
        #expect(
            try await server.merge(path, ["note": "other", "reportingController": "k8s.io/y"]).causes
                == ["message Invalid", "reportingController Invalid"])
        let series: JSONValue = ["count": 2, "lastObservedTime": "2024-01-02T03:04:06.000000Z"]
        #expect(try await server.merge(path, ["series": series]).status == 200)
    }

    @Test func coreEventsAreTakenMoreLightly() async throws {
        let server = try await WorkloadServer()
        let about: JSONValue = ["kind": "Pod", "namespace": "default", "name": "x"]
        #expect(try await server.causes(Self.coreEvents, ["metadata": ["name": "a_b"], "involvedObject": about]) == [])
        #expect(
            try await server.causes(
                Self.coreEvents,
                ["metadata": ["name": "e"], "involvedObject": ["kind": "Pod", "namespace": "other", "name": "x"]])
                == ["involvedObject.namespace Invalid"])
        // With a time of its own an event says who reports it.
        let timed: JSONValue = [
            "metadata": ["name": "e"], "involvedObject": about, "eventTime": "2024-01-02T03:04:05.123456Z",
            "type": "Odd",
        ]
        #expect(
            try await server.causes(Self.coreEvents, timed) == [
                "reportingComponent Required", "reportingComponent Invalid", "reportingInstance Required",
                "action Required", "reason Required",
            ])
    }
}
