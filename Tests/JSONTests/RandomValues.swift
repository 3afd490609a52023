import JSON

/// SplitMix64: the same numbers for the same seed everywhere.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// A random value, at most so deep.
func randomValue(_ random: inout SeededGenerator, depth: Int) -> JSONValue {
    switch Int.random(in: 0..<(depth > 0 ? 10 : 7), using: &random) {
    case 0: return .null
    case 1: return .bool(Bool.random(using: &random))
    case 2: return .integer(Int64.random(in: -1000...1000, using: &random))
    case 3: return .integer(Int64.random(in: .min ... .max, using: &random))
    case 4: return randomNumber(&random)
    case 5, 6: return .string(randomText(&random))
    case 7:
        return .array((0..<Int.random(in: 0..<6, using: &random)).map { _ in randomValue(&random, depth: depth - 1) })
    default:
        var object = JSONObject()
        let limit = Int.random(in: 0..<20, using: &random) == 0 ? 60 : 8
        for _ in 0..<Int.random(in: 0..<limit, using: &random) {
            object[randomText(&random)] = randomValue(&random, depth: depth - 1)
        }
        return .object(object)
    }
}

private func randomNumber(_ random: inout SeededGenerator) -> JSONValue {
    func digits(_ count: ClosedRange<Int>) -> String {
        (0..<Int.random(in: count, using: &random)).map { _ in String(Int.random(in: 0...9, using: &random)) }.joined()
    }
    var text = Bool.random(using: &random) ? "-" : ""
    text += String(Int.random(in: 1...9, using: &random)) + digits(0...30)
    if Bool.random(using: &random) { text += "." + digits(1...5) }
    if Bool.random(using: &random) { text += (Bool.random(using: &random) ? "e-" : "E+") + digits(1...3) }
    guard let number = JSONNumber(text) else { return .null }
    if let integer = Int64(text) { return .integer(integer) }
    return .number(number)
}

/// Texts of letters, of what must be escaped, and of scalars of all lengths.
func randomText(_ random: inout SeededGenerator) -> String {
    var text = ""
    for _ in 0..<Int.random(in: 0..<20, using: &random) {
        let value: UInt32 =
            switch Int.random(in: 0..<12, using: &random) {
            case 0: UInt32.random(in: 0..<0x20, using: &random)
            case 1:
                [0x22, 0x5C, 0x2F, 0x7F, 0x2028, 0xFEFF, 0xFFFF, 0x10_FFFF, 0x80, 0x7FF, 0x800, 0x1_0000].randomElement(
                    using: &random) ?? 0x22
            case 2: UInt32.random(in: 0x80..<0xD800, using: &random)
            case 3: UInt32.random(in: 0xE000...0x10_FFFF, using: &random)
            default: UInt32.random(in: 0x61...0x7A, using: &random)
            }
        if let scalar = Unicode.Scalar(value) { text.unicodeScalars.append(scalar) }
    }
    return text
}
