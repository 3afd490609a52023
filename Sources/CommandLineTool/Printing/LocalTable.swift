internal import APIMachinery
internal import JSON

/// The Table of objects from a server that makes none: names and ages.
enum LocalTable {
    /// A Table as it is; for an object or a list one is made.
    static func table(of value: JSONValue) -> JSONValue {
        if value["kind"]?.stringValue == "Table" { return value }
        let now = Time.now()
        let rows = Getter.items(of: value).map { object -> JSONValue in
            let metadata = object["metadata"]
            return [
                "cells": [
                    metadata?["name"] ?? "", .string(age(metadata?["creationTimestamp"]?.stringValue, now)),
                ],
                "object": object,
            ]
        }
        return [
            "kind": "Table", "columnDefinitions": [["name": "Name", "format": "name"], ["name": "Age"]],
            "rows": .array(rows),
        ]
    }

    private static func age(_ text: String?, _ now: Time) -> String {
        guard let text, let time = try? Time(parsing: text) else { return "<unknown>" }
        return HumanDuration.text(seconds: now.secondsSinceEpoch - time.secondsSinceEpoch)
    }
}

/// Spans of time as kubectl shows ages: two units at most, the smaller one only while it matters.
enum HumanDuration {
    static func text(seconds: Int64) -> String {
        let minute: Int64 = 60
        let hour = 60 * minute
        let day = 24 * hour
        let year = 365 * day
        switch seconds {
        case ..<(-1): return "<invalid>"
        case ..<0: return "0s"
        case ..<(2 * minute): return "\(seconds)s"
        case ..<(10 * minute): return pair(seconds / minute, "m", seconds % minute, "s")
        case ..<(3 * hour): return "\(seconds / minute)m"
        case ..<(8 * hour): return pair(seconds / hour, "h", seconds / minute % 60, "m")
        case ..<(2 * day): return "\(seconds / hour)h"
        case ..<(8 * day): return pair(seconds / day, "d", seconds / hour % 24, "h")
        case ..<(2 * year): return "\(seconds / day)d"
        case ..<(8 * year): return pair(seconds / year, "y", seconds / day % 365, "d")
        default: return "\(seconds / year)y"
        }
    }

    private static func pair(_ large: Int64, _ unit: String, _ small: Int64, _ smallUnit: String) -> String {
        small == 0 ? "\(large)\(unit)" : "\(large)\(unit)\(small)\(smallUnit)"
    }
}
