import Foundation

/// What the process has used.
enum Usage {
    /// Seconds of processor time of all threads.
    static var processorSeconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// Resident memory in megabytes (10^6 bytes).
    static var residentMegabytes: Double {
        let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
        let pages = text.split(separator: " ").dropFirst().first.flatMap { Double($0) } ?? 0
        return pages * Double(sysconf(Int32(_SC_PAGESIZE))) / 1e6
    }
}

/// How long something took, and how much processor time.
struct Measurement {
    var seconds: Double
    var processorSeconds: Double

    static func of(_ body: () async throws -> Void) async throws -> Measurement {
        let start = ContinuousClock.now
        let used = Usage.processorSeconds
        try await body()
        let time = start.duration(to: .now).components
        return Measurement(
            seconds: Double(time.seconds) + Double(time.attoseconds) * 1e-18,
            processorSeconds: Usage.processorSeconds - used)
    }
}

func report(_ name: String, _ text: String) {
    print("  \(name.padding(toLength: 44, withPad: " ", startingAt: 0))\(text)")
}

func format(_ number: Double, _ digits: Int = 1) -> String { String(format: "%.\(digits)f", number) }
