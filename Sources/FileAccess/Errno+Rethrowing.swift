package import SystemPackage

#if canImport(Darwin)
internal import Darwin
#elseif canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#endif

extension Errno {
    /// Calls functions of swift-system, which throw nothing else.
    package static func rethrowing<Result>(_ body: () throws -> Result) throws(Errno) -> Result {
        do {
            return try body()
        } catch {
            throw error as? Errno ?? .ioError
        }
    }

    /// Calls a function of C that returns 0 where all is well.
    static func check(_ body: () -> Int32) throws(Errno) {
        guard body() == 0 else { throw Errno(rawValue: errno) }
    }
}
