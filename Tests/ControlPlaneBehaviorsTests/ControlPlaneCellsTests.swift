import APIMachinery
import APISchema
import ControlPlaneAPI
import JSON
import Testing

@testable import APIServer
@testable import ControlPlaneBehaviors

/// Rows of the control plane's kinds, as kube-apiserver's printers make them.
@Suite struct ControlPlaneCellsTests {
    private let now: Time

    init() throws {
        now = try Time(parsing: "2026-05-01T12:00:00Z")
    }

    /// Definitions and Swift code agree on which cells are computed.
    @Test func everyComputedColumnHasItsCell() throws {
        let empty = try JSONDocument(parsing: "{}")
        for registration in ControlPlaneAPIRegistrations.all {
            for resource in try DefinitionSet(compact: registration.definitions.bytes).resources {
                let computed = resource.columns.filter { $0.path == nil }.map(\.name)
                let behavior = ResourceBehaviors.controlPlane[
                    GroupResource(group: resource.group, resource: resource.plural)]
                let cells = behavior?.cells?.cells(for: empty.root, now: now) ?? [:]
                #expect(cells.keys.sorted() == computed.sorted(), "\(registration.apiVersion) \(resource.plural)")
            }
        }
    }

    private func core(_ event: JSONValue) throws -> [String: JSONValue] {
        EventCells.cells(of: try CoreV1.Event(parsing: event.serialized()), now: now)
    }

    private func events(_ event: JSONValue) throws -> [String: JSONValue] {
        EventCells.cells(of: try EventsV1.Event(parsing: event.serialized()), now: now)
    }

    @Test func counts() throws {
        let configMap = try CoreV1.ConfigMap(
            parsing: Array(#"{"data":{"a":"1","b":"2"},"binaryData":{"c":"AA=="}}"#.utf8))
        #expect(ConfigMapCells.cells(of: configMap, now: now) == ["Data": 3])
        #expect(ConfigMapCells.cells(of: CoreV1.ConfigMap(), now: now) == ["Data": 0])
        let secret = try CoreV1.Secret(parsing: Array(#"{"data":{"a":"AA=="},"stringData":{"b":""}}"#.utf8))
        #expect(SecretCells.cells(of: secret, now: now) == ["Data": 1])
        #expect(SecretCells.cells(of: CoreV1.Secret(), now: now) == ["Data": 0])
    }

    @Test func eventOfTheCoreGroup() throws {
        let cells = try core([
            "involvedObject": ["kind": "Pod", "name": "web", "fieldPath": "spec.containers{web}"],
            "source": ["component": "kubelet", "host": "n1"], "message": " Started\n", "count": 4,
            "firstTimestamp": "2026-05-01T10:00:00Z", "lastTimestamp": "2026-05-01T11:59:00Z",
        ])
        #expect(
            cells == [
                "Last Seen": "60s", "Object": "pod/web", "Subobject": "spec.containers{web}", "Source": "kubelet, n1",
                "Message": "Started", "First Seen": "120m", "Count": 4,
            ])
    }

    @Test func emptyEvent() throws {
        let cells: [String: JSONValue] = [
            "Last Seen": "<unknown>", "Object": "", "Subobject": "", "Source": "", "Message": "",
            "First Seen": "<unknown>",
            "Count": 1,
        ]
        #expect(try core([:]) == cells)
        #expect(try events([:]) == cells)
    }

    /// Newer reporters give one time and name themselves in other fields.
    @Test func eventWithoutTimestamps() throws {
        let cells = try core([
            "eventTime": "2026-05-01T11:59:50.500000Z", "reportingComponent": "example.com/mailer",
            "reportingInstance": "m-1",
            "involvedObject": ["kind": "Namespace"],
        ])
        #expect(cells["First Seen"] == "10s" && cells["Last Seen"] == "10s")
        #expect(cells["Source"] == "example.com/mailer, m-1")
        #expect(cells["Object"] == "namespace")
        #expect(try core(["source": ["component": "c"]])["Source"] == "c")
    }

    @Test func eventThatRecurs() throws {
        let series: JSONValue = ["count": 9, "lastObservedTime": "2026-05-01T11:59:58.000000Z"]
        let cells = try core([
            "eventTime": "2026-05-01T11:00:00.000000Z", "lastTimestamp": "2026-05-01T11:30:00Z", "count": 2,
            "series": series,
        ])
        #expect(cells["Last Seen"] == "2s" && cells["First Seen"] == "60m" && cells["Count"] == 9)
        let newer = try events(["eventTime": "2026-05-01T11:00:00.000000Z", "series": series])
        #expect(newer["Last Seen"] == "2s" && newer["First Seen"] == "60m" && newer["Count"] == 9)
    }

    @Test func eventOfTheNewerGroup() throws {
        let cells = try events([
            "regarding": ["kind": "Deployment", "name": "web"], "note": "Scaled up", "deprecatedCount": 3,
            "deprecatedSource": ["component": "deployment-controller"], "reportingController": "other",
            "deprecatedFirstTimestamp": "2026-05-01T11:00:00Z", "deprecatedLastTimestamp": "2026-05-01T11:50:00Z",
        ])
        #expect(
            cells == [
                "Last Seen": "10m", "Object": "deployment/web", "Subobject": "", "Source": "deployment-controller",
                "Message": "Scaled up", "First Seen": "60m", "Count": 3,
            ])
    }
}
