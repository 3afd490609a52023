import Foundation

/// Prints rows beside their goals.
struct Report: Sendable {
    func row(_ name: String, _ value: Double, _ unit: String, goal: Double, isAtMost: Bool) {
        let verdict = (isAtMost ? value <= goal : value >= goal) ? "met" : "MISSED"
        let text = name.padding(toLength: 52, withPad: " ", startingAt: 0)
        print(
            "\(text)\(String(format: unit.isEmpty ? "%12.2f %@   goal %.2f: %@" : "%12.1f %@   goal %.1f: %@", value, unit, goal, verdict))"
        )
        fflush(nil)
    }
}

extension Duration {
    var milliseconds: Double { Double(components.seconds) * 1e3 + Double(components.attoseconds) * 1e-15 }
}

extension Double {
    func formatted(digits: Int) -> String { String(format: "%.\(digits)f", self) }
}
