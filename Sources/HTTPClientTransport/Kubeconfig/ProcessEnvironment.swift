#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// What a program is told by its environment, as far as connections depend on it.
public struct ProcessEnvironment: Sendable {
    private let lookUp: @Sendable (String) -> String?

    /// The environment of this process.
    public static let current = ProcessEnvironment { name in getenv(name).map { String(cString: $0) } }

    /// An environment of these variables alone.
    public init(_ variables: [String: String]) {
        self.init { variables[$0] }
    }

    private init(lookUp: @escaping @Sendable (String) -> String?) {
        self.lookUp = lookUp
    }

    /// The value of a variable; `nil` where it is not set or empty.
    public subscript(name: String) -> String? {
        lookUp(name).flatMap { $0.isEmpty ? nil : $0 }
    }
}
