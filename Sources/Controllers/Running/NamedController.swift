/// A controller that can be switched on and off by its name.
public struct NamedController: Sendable {
    /// The name, such as `namespace-controller`.
    public var name: String
    /// Other names under which it can be switched.
    public var aliases: [String]
    /// Whether `*` switches it on.
    public var isOnByDefault: Bool
    /// Runs the controller until the task is cancelled. What it throws ends it, and it is started again.
    public var run: @Sendable (ControllerContext) async throws -> Void

    /// Names a controller.
    public init(
        _ name: String, aliases: [String] = [], isOnByDefault: Bool = true,
        run: @escaping @Sendable (ControllerContext) async throws -> Void
    ) {
        self.name = name
        self.aliases = aliases
        self.isOnByDefault = isOnByDefault
        self.run = run
    }
}
