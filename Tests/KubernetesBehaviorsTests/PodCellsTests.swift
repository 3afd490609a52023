import APIMachinery
import ControlPlaneAPI
import JSON
import KubernetesAPI
import Testing

@testable import KubernetesBehaviors

/// A pod's row in the cases that kube-apiserver's printer tells apart.
@Suite struct PodCellsTests {
    static let now = "2026-05-01T12:00:00Z"

    /// What one pod shows.
    struct Row: Equatable, CustomStringConvertible {
        var ready: String
        var status: String
        var restarts: String

        init(_ ready: String, _ status: String, _ restarts: String = "0") {
            (self.ready, self.status, self.restarts) = (ready, status, restarts)
        }

        var description: String { "\(ready) \(status) \(restarts)" }
    }

    private func cells(_ pod: JSONValue) throws -> [String: JSONValue] {
        PodCells.cells(of: try CoreV1.Pod(parsing: pod.serialized()), now: try Time(parsing: Self.now))
    }

    private func row(spec: JSONValue = ["containers": [["name": "a"], ["name": "b"]]], _ status: JSONValue) throws
        -> Row
    {
        try row(ofPod: ["spec": spec, "status": status])
    }

    private func row(ofPod pod: JSONValue) throws -> Row {
        let cells = try cells(pod)
        return Row(
            try #require(cells["Ready"]?.stringValue), try #require(cells["Status"]?.stringValue),
            try #require(cells["Restarts"]?.stringValue))
    }

    /// The status of a container.
    private func container(
        _ name: String = "a", _ state: JSONValue = ["running": [:]], ready: Bool = true, restarts: Int64 = 0,
        last: String? = nil, started: Bool? = nil
    ) -> JSONValue {
        var status: JSONObject = [
            "name": .string(name), "state": state, "ready": .bool(ready), "restartCount": .integer(restarts),
        ]
        if let last { status["lastState"] = ["terminated": ["exitCode": 1, "finishedAt": .string(last)]] }
        if let started { status["started"] = .bool(started) }
        return .object(status)
    }

    // MARK: Containers

    @Test func phases() throws {
        #expect(try row(["phase": "Pending"]) == Row("0/2", "Pending"))
        #expect(try row(["phase": "Running", "containerStatuses": [container()]]) == Row("1/2", "Running"))
        #expect(try row(["phase": "Failed", "reason": "Evicted"]) == Row("0/2", "Evicted"))
        #expect(try row([:]) == Row("0/2", ""))
        #expect(try row(ofPod: ["metadata": ["name": "empty"]]) == Row("0/0", ""))
    }

    @Test func statesOfContainers() throws {
        func row(_ state: JSONValue, ready: Bool = false) throws -> Row {
            try self.row([
                "phase": "Running", "containerStatuses": [container("a"), container("b", state, ready: ready)],
            ])
        }
        #expect(try row(["waiting": ["reason": "ContainerCreating"]]) == Row("1/2", "ContainerCreating"))
        #expect(try row(["waiting": [:]]) == Row("1/2", "Running"))
        #expect(try row(["terminated": ["exitCode": 3]]) == Row("1/2", "ExitCode:3"))
        #expect(try row(["terminated": ["exitCode": 137, "signal": 9]]) == Row("1/2", "Signal:9"))
        #expect(try row(["terminated": ["exitCode": 1, "reason": "OOMKilled"]]) == Row("1/2", "OOMKilled"))
        #expect(try row(["running": [:]], ready: false) == Row("1/2", "Running"))
        #expect(try row([:], ready: true) == Row("1/2", "Running"))
    }

    /// The first container's word counts, as the others are looked at before it.
    @Test func theFirstContainerSpeaks() throws {
        let statuses: JSONValue = [
            container("a", ["waiting": ["reason": "ErrImagePull"]], ready: false),
            container("b", ["waiting": ["reason": "ContainerCreating"]], ready: false),
        ]
        #expect(try row(["phase": "Pending", "containerStatuses": statuses]) == Row("0/2", "ErrImagePull"))
    }

    @Test func completed() throws {
        let done: JSONValue = ["terminated": ["exitCode": 0, "reason": "Completed"]]
        #expect(
            try row(["phase": "Succeeded", "containerStatuses": [container("a", done, ready: false)]])
                == Row("0/2", "Completed"))
        // While another container runs, the pod does.
        let statuses: JSONValue = [container("a", done, ready: false), container("b")]
        let isReady: JSONValue = [["type": "Ready", "status": "True"]]
        #expect(
            try row(["phase": "Running", "containerStatuses": statuses, "conditions": isReady]) == Row("1/2", "Running")
        )
        #expect(try row(["phase": "Running", "containerStatuses": statuses]) == Row("1/2", "NotReady"))
    }

    // MARK: Restarts

    @Test func restartsAndTheLatestOne() throws {
        let statuses: JSONValue = [
            container(
                "a", ["waiting": ["reason": "CrashLoopBackOff"]], ready: false, restarts: 7,
                last: "2026-05-01T11:55:00Z"),
            container("b", restarts: 2, last: "2026-05-01T10:00:00Z"),
        ]
        #expect(
            try row(["phase": "Running", "containerStatuses": statuses]) == Row("1/2", "CrashLoopBackOff", "9 (5m ago)")
        )
        #expect(
            try row(["phase": "Running", "containerStatuses": [container(restarts: 3)]]) == Row("1/2", "Running", "3"))
        let unknown = container(restarts: 1, last: "0001-01-01T00:00:00Z")
        #expect(try row(["phase": "Running", "containerStatuses": [unknown]]) == Row("1/2", "Running", "1"))
    }

    // MARK: Init containers

    private let initSpec: JSONValue = [
        "initContainers": [["name": "one"], ["name": "two"]], "containers": [["name": "a"]],
    ]

    @Test func initContainers() throws {
        func row(_ statuses: JSONValue...) throws -> Row {
            try self.row(
                spec: initSpec,
                [
                    "phase": "Pending", "initContainerStatuses": .array(statuses),
                    "containerStatuses": [container("a", ["waiting": ["reason": "PodInitializing"]], ready: false)],
                ])
        }
        let done = container("one", ["terminated": ["exitCode": 0]], restarts: 1, last: "2026-05-01T11:59:30Z")
        let running = container("one", ready: false)
        #expect(try row(running) == Row("0/1", "Init:0/2"))
        #expect(try row(done, container("two", ready: false, restarts: 2)) == Row("0/1", "Init:1/2", "3 (30s ago)"))
        #expect(try row(container("one", ["waiting": ["reason": "PodInitializing"]])) == Row("0/1", "Init:0/2"))
        #expect(try row(container("one", ["waiting": ["reason": "ErrImagePull"]])) == Row("0/1", "Init:ErrImagePull"))
        #expect(try row(container("one", ["terminated": ["exitCode": 2]])) == Row("0/1", "Init:ExitCode:2"))
        #expect(
            try row(container("one", ["terminated": ["exitCode": 2, "signal": 15]])) == Row("0/1", "Init:Signal:15"))
        #expect(
            try row(container("one", ["terminated": ["exitCode": 1, "reason": "Error"]]), running)
                == Row("0/1", "Init:Error"))
        // Once all are done, their restarts no longer count.
        #expect(try row(done, container("two", ["terminated": ["exitCode": 0]])) == Row("0/1", "PodInitializing"))
    }

    /// A pod that was initialized once shows its containers, whatever its init containers do now.
    @Test func initializedBefore() throws {
        let status: JSONValue = [
            "phase": "Running", "conditions": [["type": "Initialized", "status": "True"]],
            "initContainerStatuses": [container("one", ready: false, restarts: 4)],
            "containerStatuses": [container("a", restarts: 1)],
        ]
        #expect(try row(spec: initSpec, status) == Row("1/1", "Init:0/2", "1"))
    }

    @Test func sidecars() throws {
        let spec: JSONValue = [
            "initContainers": [["name": "one"], ["name": "side", "restartPolicy": "Always"]],
            "containers": [["name": "a"]],
        ]
        let done = container("one", ["terminated": ["exitCode": 0]], restarts: 5)
        func row(_ side: JSONValue) throws -> Row {
            try self.row(
                spec: spec,
                [
                    "phase": "Running", "initContainerStatuses": [done, side],
                    "containerStatuses": [container("a", restarts: 1)],
                ])
        }
        let started = container("side", restarts: 2, last: "2026-05-01T11:00:00Z", started: true)
        #expect(try row(started) == Row("2/2", "Running", "3 (60m ago)"))
        #expect(try row(container("side", ready: false, started: true)) == Row("1/2", "Running", "1"))
        #expect(try row(container("side", ready: false, started: false)) == Row("0/2", "Init:1/2", "5"))
        #expect(
            try row(container("side", ["waiting": ["reason": "CrashLoopBackOff"]], ready: false, restarts: 3))
                == Row("0/2", "Init:CrashLoopBackOff", "8"))
    }

    // MARK: The pod as a whole

    @Test func gatesOnScheduling() throws {
        let conditions: JSONValue = [["type": "PodScheduled", "status": "False", "reason": "SchedulingGated"]]
        #expect(try row(["phase": "Pending", "conditions": conditions]) == Row("0/2", "SchedulingGated"))
    }

    @Test func terminating() throws {
        func status(_ status: JSONValue) throws -> String {
            try row(ofPod: ["metadata": ["deletionTimestamp": "2026-05-01T12:00:30Z"], "status": status]).status
        }
        #expect(try status(["phase": "Running", "containerStatuses": [container()]]) == "Terminating")
        #expect(try status(["phase": "Pending"]) == "Terminating")
        #expect(try status(["phase": "Running", "reason": "NodeLost"]) == "Unknown")
        #expect(try status(["phase": "Failed"]) == "Failed")
        #expect(try status(["phase": "Succeeded", "reason": "Completed"]) == "Completed")
    }

    @Test func wideColumns() throws {
        let none = try cells([:])
        for name in ["IP", "Node", "Nominated Node", "Readiness Gates"] { #expect(none[name] == "<none>") }
        let full = try cells([
            "spec": [
                "nodeName": "n1",
                "readinessGates": [["conditionType": "a"], ["conditionType": "b"], ["conditionType": "c"]],
            ],
            "status": [
                "podIP": "10.0.0.1", "podIPs": [["ip": "10.0.0.1"], ["ip": "fd00::1"]], "nominatedNodeName": "n2",
                "conditions": [["type": "a", "status": "True"], ["type": "b", "status": "False"]],
            ],
        ])
        #expect(full["IP"] == "10.0.0.1")
        #expect(full["Node"] == "n1")
        #expect(full["Nominated Node"] == "n2")
        #expect(full["Readiness Gates"] == "1/3")
        #expect(try cells(["status": ["podIPs": [["ip": "fd00::1"]]]])["IP"] == "fd00::1")
    }
}
