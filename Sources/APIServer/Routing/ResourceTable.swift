public import APIMachinery
public import APISchema
import Synchronization

/// The resources that a server serves, and what it tells of them.
///
/// Requests read a snapshot; a change makes a new one and puts it in place at once. So a resource appears with its
/// routes, discovery and documents together, and a request that has begun ends as it began.
public final class ResourceTable: Sendable {
    private struct State {
        var parts: [Part] = []
        var nextNumber = 0
        var snapshot = ResourceSnapshot(parts: [], behaviors: [:], previous: nil)
    }

    /// Definitions that were added together.
    struct Part: Sendable {
        /// Tells parts of the same name apart.
        var number = 0
        var name: String
        var definitions: DefinitionSet
        var documents: [APIVersion: ServedDocument]
    }

    private let state = Mutex(State())
    private let behaviors: ResourceBehaviors

    /// - Parameter behaviors: What Swift code adds to resources, whenever they are added.
    public init(behaviors: ResourceBehaviors = [:]) {
        self.behaviors = behaviors
    }

    /// The resources as they are now.
    var snapshot: ResourceSnapshot { state.withLock { $0.snapshot } }

    /// Adds what generated code registers.
    ///
    /// - Throws: `CompactFormError` for definitions that this program cannot read.
    public func add(_ registrations: [GroupVersionRegistration]) throws {
        var parts: [Part] = []
        for registration in registrations {
            let definitions = try DefinitionSet(compact: registration.definitions.bytes)
            let document = registration.openAPI.isEmpty ? nil : ServedDocument(registration.openAPI)
            parts.append(
                Part(
                    name: "compiled \(registration.apiVersion)", definitions: definitions,
                    documents: document.map { [registration.apiVersion: $0] } ?? [:]))
        }
        change { $0 += parts }
    }

    /// Adds resources to a server, which may be running, or replaces those that were added under the same name.
    ///
    /// - Parameters:
    ///   - definitions: The resources and the types that they need beyond those that are being served.
    ///   - name: By which ``remove(_:)`` finds them again.
    public func add(_ definitions: DefinitionSet, named name: String) {
        change { parts in
            parts.removeAll { $0.name == name }
            parts.append(Part(name: name, definitions: definitions, documents: [:]))
        }
    }

    /// Removes the resources that were added under a name. Their watches end; what is stored stays.
    ///
    /// - Returns: whether there were any.
    @discardableResult
    public func remove(_ name: String) -> Bool {
        change { parts in
            let count = parts.count
            parts.removeAll { $0.name == name }
            return parts.count < count
        }
    }

    private func change<Result: Sendable>(_ body: (inout [Part]) -> Result) -> Result {
        let (result, retired) = state.withLock { state in
            let result = body(&state.parts)
            for index in state.parts.indices where state.parts[index].number == 0 {
                state.nextNumber += 1
                state.parts[index].number = state.nextNumber
            }
            let old = state.snapshot
            state.snapshot = ResourceSnapshot(parts: state.parts, behaviors: behaviors, previous: old)
            return (result, old.resources.filter { !state.snapshot.contains($0) })
        }
        for resource in retired { resource.retire() }
        return result
    }
}
