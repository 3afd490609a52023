import Foundation

/// What the command line says.
struct Options: Sendable {
    var server = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        .appendingPathComponent("apus-apiserver")
    var objects = 10_000
    var watchers = 500
    var storage = "sqlite"
    var port = 16443

    init() {}

    init(_ arguments: ArraySlice<String>) throws {
        var arguments = arguments
        func number(_ text: String) throws -> Int {
            guard let number = Int(text), number > 0 else { throw ConnectionError(description: "\(text) is no number") }
            return number
        }
        while let name = arguments.popFirst() {
            guard let value = arguments.popFirst() else { throw ConnectionError(description: "\(name) needs a value") }
            switch name {
            case "--server": server = URL(fileURLWithPath: value)
            case "--objects": objects = try number(value)
            case "--watchers": watchers = try number(value)
            case "--storage": storage = value
            case "--port": port = try number(value)
            default:
                throw ConnectionError(
                    description: "unknown option \(name): there are --server, --objects, --watchers, --storage, --port")
            }
        }
    }
}
