import APIClient
import APIMachinery
import Logging
import Timing

/// Watches the metadata of all objects that the server can delete, of each resource by a watch of its own.
///
/// Resources come and go with what discovery names. One that cannot be watched is tried again and stops no other.
struct ResourceMonitors: Sendable {
    /// What a watch tells.
    enum Change: Sendable {
        case event(ResumedEvent<PartialObjectMetadata>)
        /// The watch has ended for good.
        case ended
    }

    private struct Running {
        var resource: ServerResource
        /// Ends the watch when it is finished.
        var stop: AsyncStream<Never>.Continuation
    }

    let resources: CollectedResources
    let client: MetadataClient
    let configuration: GarbageCollector.Configuration
    let time: Timekeeper
    let logger: Logger
    /// What is told of changes, one of each watch at a time.
    let onChange: @Sendable (Change, OwnershipGraph.Source) -> Void

    /// Watches until the task is cancelled.
    ///
    /// - Parameter onSynced: Called once when each resource that is there at the beginning was listed, or could not be.
    func run(onSynced: @escaping @Sendable () -> Void) async {
        let (tried, reports) = AsyncStream<Int>.makeStream()
        await withDiscardingTaskGroup { group in
            var running: [GroupResource: Running] = [:]
            var count = 0
            var failures = 0
            var isFirst = true
            while !Task.isCancelled {
                do {
                    try await refresh()
                    failures = 0
                    let started = update(&running, &count)
                    for (resource, id, stopped) in started {
                        group.addTask { await monitor(resource, id, until: stopped) { reports.yield(id) } }
                    }
                    if isFirst {
                        isFirst = false
                        let first = Set(started.map(\.1))
                        group.addTask { await Self.wait(for: first, in: tried, then: onSynced) }
                    }
                } catch {
                    if Task.isCancelled { break }
                    logger.warning("the resources cannot be discovered", metadata: ["error": "\(error)"])
                    failures = min(failures + 1, 1 << 20)
                }
                let delay =
                    failures == 0
                    ? configuration.discoveryPeriod : configuration.watching.jitteredDelay(after: failures - 1)
                do { try await time.sleep(for: delay) } catch { break }
            }
        }
    }

    private func refresh() async throws {
        for (version, reason) in try await resources.refresh() {
            logger.warning(
                "the resources of a group cannot be discovered",
                metadata: ["version": "\(version)", "error": "\(reason)"])
        }
    }

    /// Waits for watches to have been tried, and goes on reading for those that come later.
    private static func wait(
        for watches: Set<Int>, in tried: AsyncStream<Int>, then onSynced: @Sendable () -> Void
    ) async {
        var rest = watches
        if rest.isEmpty { onSynced() }
        for await id in tried where rest.remove(id) != nil {
            if rest.isEmpty { onSynced() }
        }
    }

    /// Ends the watches of what is no longer there and says which ones are to begin.
    private func update(
        _ running: inout [GroupResource: Running], _ count: inout Int
    ) -> [(ServerResource, Int, AsyncStream<Never>)] {
        let wanted = resources.collected
        let names = Dictionary(wanted.map { ($0.resource.groupResource, $0) }) { first, _ in first }
        for (name, monitor) in running where names[name].map({ !monitor.resource.isWatchedLike($0) }) ?? true {
            monitor.stop.finish()
            running[name] = nil
        }
        var started: [(ServerResource, Int, AsyncStream<Never>)] = []
        for resource in wanted where running[resource.resource.groupResource] == nil {
            count += 1
            let (stopped, stop) = AsyncStream<Never>.makeStream()
            running[resource.resource.groupResource] = Running(resource: resource, stop: stop)
            started.append((resource, count, stopped))
        }
        return started
    }

    private func monitor(
        _ resource: ServerResource, _ id: Int, until stopped: AsyncStream<Never>,
        onTried: @escaping @Sendable () -> Void
    ) async {
        let source = OwnershipGraph.Source(
            id: id, apiVersion: resource.kind.apiVersion, kind: resource.kind.kind)
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await watch(resource, source, onTried) }
            group.addTask { for await _ in stopped {} }
            await group.next()
            group.cancelAll()
        }
        onTried()
        if !Task.isCancelled { onChange(.ended, source) }
    }

    private func watch(
        _ resource: ServerResource, _ source: OwnershipGraph.Source, _ onTried: @escaping @Sendable () -> Void
    ) async {
        var policy = ResumingWatch<PartialObjectMetadata>.Policy()
        policy.backoff = configuration.watching
        policy.onRetry = { error in
            onTried()
            log(error, resource)
        }
        let events = ResumingWatch(client.listWatch(resource.resource), policy: policy)
        var failures = 0
        while !Task.isCancelled {
            do {
                for try await event in events {
                    failures = 0
                    onChange(.event(event), source)
                    if case .listed = event { onTried() }
                }
            } catch is CancellationError {
                return
            } catch {
                // What cannot be watched now may be later, when it is served or allowed.
                onTried()
                log(error, resource)
                let delay = configuration.watching.jitteredDelay(after: failures)
                failures = min(failures + 1, 1 << 20)
                do { try await time.sleep(for: delay) } catch { return }
            }
        }
    }

    private func log(_ error: any Error, _ resource: ServerResource) {
        logger.warning(
            "the objects cannot be watched, trying again",
            metadata: ["resource": "\(resource.resource.groupResource)", "error": "\(error)"])
    }
}

extension ServerResource {
    fileprivate func isWatchedLike(_ other: ServerResource) -> Bool {
        resource == other.resource && kind == other.kind && scope == other.scope
    }
}
