import APIClient
public import APIMachinery
public import Logging
public import Timing

/// Controllers, each under its name, to choose from and to run.
///
/// ```swift
/// let controllers = try (ControllerSet.standard + [.lending]).selecting(["*", "-namespace"])
/// await controllers.run(server, logger: logger)
/// ```
public struct ControllerSet: Sendable {
    /// The controllers, in the order in which they were added.
    public private(set) var controllers: [NamedController] = []

    /// No controllers.
    public init() {}

    /// These controllers. Of two with one name the later one counts.
    public init(_ controllers: [NamedController]) {
        for controller in controllers { add(controller) }
    }

    /// The controllers that every server can run.
    public static let standard = ControllerSet([NamespaceController.named, GarbageCollector.named])

    /// Adds a controller, in the place of one that has the same name.
    public mutating func add(_ controller: NamedController) {
        if let index = controllers.firstIndex(where: { $0.name == controller.name }) {
            controllers[index] = controller
        } else {
            controllers.append(controller)
        }
    }

    /// The controllers of a set and more.
    public static func + (set: ControllerSet, more: [NamedController]) -> ControllerSet {
        ControllerSet(set.controllers + more)
    }

    /// The names of the controllers.
    public var names: [String] { controllers.map(\.name) }

    // MARK: Choosing

    /// The controllers that a list of names switches on, as kube-controller-manager's `--controllers` does.
    ///
    /// `*` stands for all that are on by default, `foo` switches a controller on and `-foo` off. What names a controller
    /// counts before the `*`; of several that name it, the first.
    ///
    /// - Throws: ``UnknownControllers`` where a name is not known.
    public func selecting(_ list: [String]) throws(UnknownControllers) -> ControllerSet {
        var choices: [String: Bool] = [:]
        var unknown: [String] = []
        for entry in list where entry != "*" {
            let isOn = !entry.hasPrefix("-")
            let name = isOn ? entry : String(entry.dropFirst())
            if let controller = controllers.first(where: { $0.name == name || $0.aliases.contains(name) }) {
                if choices[controller.name] == nil { choices[controller.name] = isOn }
            } else {
                unknown.append(name)
            }
        }
        guard unknown.isEmpty else { throw UnknownControllers(names: unknown, known: names) }
        let hasStar = list.contains("*")
        return ControllerSet(controllers.filter { choices[$0.name] ?? (hasStar && $0.isOnByDefault) })
    }

    /// What to say about the list of names that ``selecting(_:)`` takes.
    public var selectionHelp: String {
        let off = controllers.filter { !$0.isOnByDefault }.map(\.name)
        return
            "The controllers to run: '*' stands for all that are on by default, 'foo' switches the controller foo on "
            + "and '-foo' off. All controllers: \(names.joined(separator: ", ")). "
            + "Off by default: \(off.isEmpty ? "none" : off.joined(separator: ", "))."
    }

    // MARK: Running

    /// How long to wait before a controller that failed is started again.
    public static let defaultRestart = Backoff(initial: .seconds(1), maximum: .seconds(60), jitter: 0.1)

    /// Runs all controllers until the task is cancelled, and returns when all have ended.
    ///
    /// A controller that throws is started again after a while, longer each time; the others go on.
    ///
    /// - Parameters:
    ///   - sender: The server whose objects they look after.
    ///   - logger: Where they log.
    ///   - restart: The waits before a controller is started again.
    ///   - clock: What waits are measured by.
    public func run(
        _ sender: any RequestSender, logger: Logger = Logger(label: "apus.controllers"),
        restart: Backoff = ControllerSet.defaultRestart, clock: any Clock<Swift.Duration> = ContinuousClock()
    ) async {
        let time = Timekeeper(clock)
        await withTaskGroup(of: Void.self) { group in
            for controller in controllers {
                var context = ControllerContext(client: Clientset(sender: sender), logger: logger)
                context.logger[metadataKey: "controller"] = "\(controller.name)"
                group.addTask { [context] in await Self.keepRunning(controller, context, restart, time) }
            }
        }
    }

    private static func keepRunning(
        _ controller: NamedController, _ context: ControllerContext, _ restart: Backoff, _ time: Timekeeper
    ) async {
        var failures = 0
        while !Task.isCancelled {
            let start = time.now
            do {
                context.logger.debug("the controller starts")
                try await controller.run(context)
                context.logger.debug("the controller has ended")
                return
            } catch {
                guard !Task.isCancelled else { return }
                // One that ran for long had recovered from what went wrong before.
                if time.now - start > restart.maximum { failures = 0 }
                let delay = restart.jitteredDelay(after: failures)
                failures = min(failures + 1, 1 << 20)
                context.logger.error(
                    "the controller failed and is started again", metadata: ["error": "\(error)", "after": "\(delay)"])
                do { try await time.sleep(for: delay) } catch { return }
            }
        }
    }
}
