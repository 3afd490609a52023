import APIMachinery
import APISchema
import ControlPlaneAPI
import JSON

/// The cells of an event's row that no path can say, as kube-apiserver computes them for both groups that have events.
enum EventCells {
    /// The cells of an event of the core group, by the names of their columns.
    static func cells(of event: CoreV1.Event, now: Time) -> [String: JSONValue] {
        EventRow(
            object: event.involvedObject, component: [event.source?.component, event.reportingComponent],
            host: [event.source?.host, event.reportingInstance], message: event.message,
            first: event.firstTimestamp, last: event.lastTimestamp, time: event.eventTime, count: event.count ?? 0,
            series: event.series.map { ($0.count ?? 0, $0.lastObservedTime) }
        ).cells(now: now)
    }

    /// The cells of an event of the group events.k8s.io, by the names of their columns.
    static func cells(of event: EventsV1.Event, now: Time) -> [String: JSONValue] {
        EventRow(
            object: event.regarding, component: [event.deprecatedSource?.component, event.reportingController],
            host: [event.deprecatedSource?.host, event.reportingInstance], message: event.note,
            first: event.deprecatedFirstTimestamp, last: event.deprecatedLastTimestamp, time: event.eventTime,
            count: event.deprecatedCount ?? 0, series: event.series.map { ($0.count, $0.lastObservedTime) }
        ).cells(now: now)
    }
}

/// What an event's row shows, under whichever names the event's group has it.
private struct EventRow {
    var object: CoreV1.ObjectReference?
    /// The fields that may name the component, the first that is not empty counts; so for the host.
    var component: [String?]
    var host: [String?]
    var message: String?
    var first: Time?
    var last: Time?
    var time: MicroTime?
    var count: Int32
    /// How often an event that recurs has been seen, and when last.
    var series: (count: Int32, last: MicroTime?)?

    func cells(now: Time) -> [String: JSONValue] {
        let firstSeen = age(of: shown(first) ?? time?.time, now)
        var lastSeen = shown(last).map { age(of: $0, now) } ?? firstSeen
        // An event that was seen once may have no count.
        var times = count == 0 ? 1 : count
        if let series {
            lastSeen = age(of: series.last?.time, now)
            times = series.count
        }
        return [
            "Last Seen": .string(lastSeen),
            "Object": .string(objectText),
            "Subobject": .string(object?.fieldPath ?? ""),
            "Source": .string(source),
            "Message": .string(trimmed(message ?? "")),
            "First Seen": .string(firstSeen),
            "Count": .integer(Int64(times)),
        ]
    }

    private var objectText: String {
        let kind = (object?.kind ?? "").lowercased()
        guard let name = object?.name, !name.isEmpty else { return kind }
        return "\(kind)/\(name)"
    }

    private var source: String {
        let component = firstGiven(component)
        let host = firstGiven(host)
        return host.isEmpty ? component : "\(component), \(host)"
    }

    private func firstGiven(_ texts: [String?]) -> String {
        texts.compactMap(\.self).first { !$0.isEmpty } ?? ""
    }

    private func shown(_ time: Time?) -> Time? {
        time.flatMap { $0.isZero ? nil : $0 }
    }

    private func age(of time: Time?, _ now: Time) -> String {
        guard let time = shown(time) else { return "<unknown>" }
        return Age.text(seconds: now.secondsSinceEpoch - time.secondsSinceEpoch)
    }

    private func trimmed(_ text: String) -> String {
        guard let first = text.firstIndex(where: { !$0.isWhitespace }),
            let last = text.lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(text[first...last])
    }
}
