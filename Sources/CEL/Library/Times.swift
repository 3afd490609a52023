import APIMachinery
import Foundation

extension CELLibrary {
    /// What a timestamp and a duration are made of.
    mutating func addTimes() {
        let parts: [(String, @Sendable (Calendar) -> Int)] = [
            ("getFullYear", { $0.year }), ("getMonth", { $0.month - 1 }), ("getDate", { $0.day }),
            ("getDayOfMonth", { $0.day - 1 }), ("getDayOfWeek", { $0.weekday }), ("getDayOfYear", { $0.yearDay }),
            ("getHours", { $0.hour }), ("getMinutes", { $0.minute }), ("getSeconds", { $0.second }),
            ("getMilliseconds", { $0.milliseconds }),
        ]
        for (name, part) in parts {
            method(name, of: .timestamp, .int) { value throws(EvaluationError) in
                guard case .timestamp(let time) = value else { throw .noOverload(name) }
                return .int(Int64(part(Calendar(time, offset: 0))))
            }
            method(name, of: .timestamp, .string, .int) { value, zone throws(EvaluationError) in
                guard case .timestamp(let time) = value, case .string(let zone) = zone else { throw .noOverload(name) }
                return .int(Int64(part(Calendar(time, offset: try Calendar.offset(zone, time)))))
            }
        }
        let units: [(String, Int64)] = [
            ("getHours", 3_600_000_000_000), ("getMinutes", 60_000_000_000), ("getSeconds", 1_000_000_000),
        ]
        for (name, unit) in units {
            method(name, of: .duration, .int) { value throws(EvaluationError) in
                guard case .duration(let duration) = value else { throw .noOverload(name) }
                return .int(duration.nanoseconds / unit)
            }
        }
        method("getMilliseconds", of: .duration, .int) { value throws(EvaluationError) in
            guard case .duration(let duration) = value else { throw .noOverload("getMilliseconds") }
            return .int(duration.nanoseconds / 1_000_000 % 1000)
        }
    }
}

/// A moment as clocks and calendars of a time zone show it.
private struct Calendar {
    let year: Int
    let month: Int
    let day: Int
    let hour: Int
    let minute: Int
    let second: Int
    let milliseconds: Int
    /// From Sunday, 0.
    let weekday: Int
    /// From 0.
    let yearDay: Int

    /// - Parameter offset: Seconds by which the zone is ahead of UTC.
    init(_ time: CELTimestamp, offset: Int64) {
        let seconds = time.seconds + offset
        let days = Int((seconds >= 0 ? seconds : seconds - 86_399) / 86_400)
        let rest = Int(seconds - Int64(days) * 86_400)
        (year, month, day) = CivilDate.date(days: days)
        hour = rest / 3600
        minute = rest / 60 % 60
        second = rest % 60
        milliseconds = Int(time.nanoseconds / 1_000_000)
        weekday = ((days + 4) % 7 + 7) % 7
        yearDay = days - CivilDate.days(year: year, month: 1, day: 1)
    }

    /// By how many seconds a zone is ahead of UTC at a time: by its name in the IANA database, or as `+hh:mm`.
    static func offset(_ zone: String, _ time: CELTimestamp) throws(EvaluationError) -> Int64 {
        if zone == "UTC" || zone.isEmpty { return 0 }
        if zone.contains(":") {
            let isNegative = zone.hasPrefix("-")
            let parts = zone.drop { $0 == "-" || $0 == "+" }.split(separator: ":", omittingEmptySubsequences: false)
            guard parts.count == 2, parts.allSatisfy({ $0.count == 2 }), let hours = UInt8(parts[0]),
                let minutes = UInt8(parts[1]), hours <= 23, minutes <= 59
            else { throw EvaluationError("\"\(zone)\" is no time zone") }
            let seconds = Int64(hours) * 3600 + Int64(minutes) * 60
            return isNegative ? -seconds : seconds
        }
        guard let zone = TimeZone(identifier: zone) else { throw EvaluationError("\"\(zone)\" is no time zone") }
        return Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(time.seconds))))
    }
}
