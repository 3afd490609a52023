/// Why a text is no quantity.
public enum QuantityError: Error, Hashable, CustomStringConvertible {
    /// The text is not a decimal number with a suffix.
    case malformed
    /// The suffix is none of those known.
    case unknownSuffix(String)
    /// The number has more digits, or a larger exponent, than is accepted.
    case tooLarge

    /// What is wrong, for people.
    public var description: String {
        switch self {
        case .malformed: "a quantity is a decimal number with an optional suffix, such as 100m, 1.5, 64Mi or 2e3"
        case .unknownSuffix(let suffix):
            "unknown suffix \"\(suffix)\": a quantity may end in n, u, m, k, M, G, T, P, E, in Ki, Mi, Gi, Ti, Pi, Ei, "
                + "or in an exponent such as e3"
        case .tooLarge: "the quantity has more than \(Quantity.maximumDigits) digits"
        }
    }
}
