// What requests cost in the server, without sockets.
// `server-benchmark [OBJECTS] [memory|sqlite] [ROW…]`: 10,000 objects in memory by default, and all rows.

try await ServerBenchmark(Array(CommandLine.arguments.dropFirst())).run()
