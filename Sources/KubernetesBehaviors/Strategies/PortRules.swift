import APISchema
import JSON

/// What ports may be, by number and by name.
enum PortRules {
    /// What is wrong with a number; `nil` where nothing is.
    static func numberFault(_ number: Int64) -> String? {
        (1...65535).contains(number) ? nil : "must be between 1 and 65535, inclusive"
    }

    /// What is wrong with a name (RFC 6335 §5.1: an IANA service name).
    static func nameFaults(_ name: String) -> [String] {
        let bytes = Array(name.utf8)
        var faults: [String] = []
        if bytes.isEmpty || bytes.count > 15 { faults.append("must be from 1 to 15 characters long") }
        let isLetter = { (byte: UInt8) in (97...122).contains(byte) }
        if !bytes.allSatisfy({ isLetter($0) || (48...57).contains($0) || $0 == 45 }) {
            faults.append("must contain only lower-case letters, digits and hyphens")
        }
        if !bytes.contains(where: isLetter) { faults.append("must contain at least one letter") }
        if zip(bytes, bytes.dropFirst()).contains(where: { $0 == 45 && $1 == 45 }) {
            faults.append("must not contain consecutive hyphens")
        }
        if bytes.first == 45 || bytes.last == 45 { faults.append("must not begin or end with a hyphen") }
        return faults
    }

    /// Checks a field that holds a number or a name.
    static func check(_ field: String, of value: JSONValue, _ faults: inout Faults) {
        if case .string(let name)? = value[field] {
            for fault in nameFaults(name) { faults.add(field, .invalid, fault, .string(name)) }
        } else if let fault = numberFault(value.number(field)) {
            faults.add(field, .invalid, fault, .integer(value.number(field)))
        }
    }
}
