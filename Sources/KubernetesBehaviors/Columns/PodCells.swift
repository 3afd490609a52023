import APIMachinery
import APISchema
import ControlPlaneAPI
import JSON
import KubernetesAPI

/// The cells of a pod's row that no path can say, as kube-apiserver computes them.
enum PodCells {
    /// The cells by the names of their columns.
    static func cells(of pod: CoreV1.Pod, now: Time) -> [String: JSONValue] {
        let summary = PodSummary(pod)
        return [
            "Ready": .string("\(summary.ready)/\(summary.containers)"),
            "Status": .string(summary.reason),
            "Restarts": .string(restarts(summary, now: now)),
            "IP": .string(shown(address(of: pod))),
            "Node": .string(shown(pod.spec?.nodeName)),
            "Nominated Node": .string(shown(pod.status?.nominatedNodeName)),
            "Readiness Gates": .string(readinessGates(of: pod)),
        ]
    }

    /// That a pod is done, where it is.
    static func conditions(of pod: CoreV1.Pod) -> [TableRowCondition] {
        switch pod.status?.phase {
        case .succeeded?:
            [
                TableRowCondition(
                    type: "Completed", status: .true, reason: "Succeeded",
                    message: "The pod has completed successfully.")
            ]
        case .failed?:
            [TableRowCondition(type: "Completed", status: .true, reason: "Failed", message: "The pod failed.")]
        default: []
        }
    }

    private static func shown(_ text: String?) -> String {
        guard let text, !text.isEmpty else { return "<none>" }
        return text
    }

    private static func restarts(_ summary: PodSummary, now: Time) -> String {
        guard summary.restarts != 0, let last = summary.lastRestart, !last.isZero else { return "\(summary.restarts)" }
        let age = Age.text(seconds: now.secondsSinceEpoch - last.secondsSinceEpoch)
        return "\(summary.restarts) (\(age) ago)"
    }

    /// The pod's first address. Where `podIP` and `podIPs` differ, the older field counts.
    private static func address(of pod: CoreV1.Pod) -> String? {
        if let address = pod.status?.podIP, !address.isEmpty { return address }
        return pod.status?.podIPs?.first?.ip
    }

    private static func readinessGates(of pod: CoreV1.Pod) -> String {
        guard let gates = pod.spec?.readinessGates, !gates.isEmpty else { return "<none>" }
        let met = gates.count { gate in
            pod.status?.conditions?.first { $0.type == gate.conditionType }?.status == "True"
        }
        return "\(met)/\(gates.count)"
    }
}

/// What a pod's containers add up to.
private struct PodSummary {
    var containers: Int
    var ready = 0
    var restarts: Int64 = 0
    var lastRestart: Time?
    /// What the pod does, in a word.
    var reason: String

    init(_ pod: CoreV1.Pod) {
        let sidecars = Set((pod.spec?.initContainers ?? []).filter { $0.restartPolicy == .always }.map(\.name))
        containers = (pod.spec?.containers.count ?? 0) + sidecars.count
        reason = pod.status?.phase?.rawValue ?? ""
        if let why = pod.status?.reason, !why.isEmpty { reason = why }
        let conditions = pod.status?.conditions ?? []
        if conditions.contains(where: { $0.type == "PodScheduled" && $0.reason == "SchedulingGated" }) {
            reason = "SchedulingGated"
        }

        let sidecarRestarts = addInitContainers(of: pod, sidecars: sidecars)
        let isInitialized = conditions.contains { $0.type == "Initialized" && $0.status == "True" }
        if !isInitializing || isInitialized {
            restarts = sidecarRestarts.count
            lastRestart = sidecarRestarts.last
            addContainers(of: pod, isReady: conditions.contains { $0.type == "Ready" && $0.status == "True" })
        }

        if pod.metadata.deletionTimestamp != nil {
            if pod.status?.reason == "NodeLost" {
                reason = "Unknown"
            } else if pod.status?.phase != .succeeded, pod.status?.phase != .failed {
                reason = "Terminating"
            }
        }
    }

    /// Whether an init container is yet to be done.
    private var isInitializing = false

    /// Adds the init containers up to the first that is not done, and counts how often sidecars were restarted.
    private mutating func addInitContainers(
        of pod: CoreV1.Pod, sidecars: Set<String>
    ) -> (count: Int64, last: Time?) {
        var sidecarRestarts: (count: Int64, last: Time?) = (0, nil)
        for (position, status) in (pod.status?.initContainerStatuses ?? []).enumerated() {
            restarts += Int64(status.restartCount)
            noteRestart(status)
            let isSidecar = sidecars.contains(status.name)
            if isSidecar {
                sidecarRestarts.count += Int64(status.restartCount)
                if let ended = status.lastState?.terminated?.finishedAt {
                    sidecarRestarts.last = max(sidecarRestarts.last ?? ended, ended)
                }
            }
            let ended = status.state?.terminated
            if let ended, ended.exitCode == 0 { continue }
            if isSidecar, status.started == true {
                if status.ready { ready += 1 }
                continue
            }
            if let ended {
                reason = "Init:" + Self.word(for: ended)
            } else if let waiting = status.state?.waiting?.reason, !waiting.isEmpty, waiting != "PodInitializing" {
                reason = "Init:" + waiting
            } else {
                reason = "Init:\(position)/\(pod.spec?.initContainers?.count ?? 0)"
            }
            isInitializing = true
            break
        }
        return sidecarRestarts
    }

    private mutating func addContainers(of pod: CoreV1.Pod, isReady: Bool) {
        var hasRunning = false
        for status in (pod.status?.containerStatuses ?? []).reversed() {
            restarts += Int64(status.restartCount)
            noteRestart(status)
            if let waiting = status.state?.waiting?.reason, !waiting.isEmpty {
                reason = waiting
            } else if let ended = status.state?.terminated {
                reason = Self.word(for: ended)
            } else if status.ready, status.state?.running != nil {
                hasRunning = true
                ready += 1
            }
        }
        if reason == "Completed", hasRunning { reason = isReady ? "Running" : "NotReady" }
    }

    private mutating func noteRestart(_ status: CoreV1.ContainerStatus) {
        if let ended = status.lastState?.terminated?.finishedAt { lastRestart = max(lastRestart ?? ended, ended) }
    }

    private static func word(for ended: CoreV1.ContainerStateTerminated) -> String {
        if let reason = ended.reason, !reason.isEmpty { return reason }
        if let signal = ended.signal, signal != 0 { return "Signal:\(signal)" }
        return "ExitCode:\(ended.exitCode)"
    }
}
