public import APIMachinery
public import APISchema
import Synchronization

/// The resources that a server serves, and what it tells of them.
///
/// Requests read a snapshot; a change makes a new one beside it and puts it in place at once. So a resource appears with
/// its routes, discovery and documents together, a request that has begun ends as it began, and none waits for a change.
/// A change costs what comes or goes with it, however much else is served.
public final class ResourceTable: Sendable {
    /// Held while a change is made; requests know nothing of it.
    private let contents: Mutex<TableContents>
    private let current: Mutex<ResourceSnapshot>

    /// - Parameter behaviors: What Swift code adds to resources, whenever they are added.
    public init(behaviors: ResourceBehaviors = [:]) {
        let empty = TableContents(behaviors: behaviors)
        current = Mutex(empty.snapshot)
        contents = Mutex(empty)
    }

    /// The resources as they are now.
    var snapshot: ResourceSnapshot { current.withLock { $0 } }

    /// Adds what generated code registers.
    ///
    /// - Throws: `CompactFormError` for definitions that this program cannot read.
    public func add(_ registrations: [GroupVersionRegistration]) throws {
        let added = try registrations.map { try CompiledRegistration($0) }
        change { $0.add(added) }
    }

    /// Adds resources to a server, which may be running, or replaces those that were added under the same name.
    ///
    /// - Parameters:
    ///   - definitions: The resources and the types that they need beyond those of the compiled registrations. Types that
    ///     were added under other names are not seen. Of two definitions of a type or a resource the first counts: the
    ///     compiled one before all others.
    ///   - name: By which ``remove(_:)`` finds them again.
    public func add(_ definitions: DefinitionSet, named name: String) {
        change { $0.add(definitions, named: name) }
    }

    /// Adds what serves groups and versions without definitions, to a server which may be running, or puts it in the place
    /// of what was added under the same name.
    ///
    /// - Parameters:
    ///   - source: What is told of in discovery and asked for answers.
    ///   - name: By which ``remove(_:)`` finds it again.
    public func add(_ source: any APISource, named name: String) {
        change { $0.add(source, named: name) }
    }

    /// Removes what was added under a name. Watches of definitions' resources end, and what is stored stays; what a source
    /// is answering, it ends itself.
    ///
    /// - Returns: whether there was any.
    @discardableResult
    public func remove(_ name: String) -> Bool {
        var isKnown = false
        change { contents in
            guard let retired = contents.remove(name) else { return [] }
            isKnown = true
            return retired
        }
        return isKnown
    }

    /// - Parameter body: Returns the resources that are no longer served.
    private func change(_ body: (inout TableContents) -> [ServedResource]) {
        let retired = contents.withLock { contents in
            let retired = body(&contents)
            let snapshot = contents.snapshot
            // What only the former snapshot held is released by whoever reads it last, not under the lock.
            let former = current.withLock { current in
                defer { current = snapshot }
                return current
            }
            withExtendedLifetime(former) {}
            return retired
        }
        for resource in retired { resource.retire() }
    }
}
