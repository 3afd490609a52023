public import Storage
import Timing

/// What every backend of ``Storage`` has to do, as checks to be run one by one.
///
/// A check opens a new, empty store and throws a ``StorageConformanceFailure`` that says what was expected and what was
/// there instead. It needs no test library; with Swift Testing, a backend's tests are
///
/// ```swift
/// @Test(arguments: StorageConformance.all)
/// func conforms(_ conformance: StorageConformance) async throws {
///     try await conformance.run(on: StorageConformance.Backend { limits in
///         MyStorage(history: limits.history, watcherQueue: limits.watcherQueue)
///     })
/// }
/// ```
///
/// A backend that keeps values beyond the life of a store also runs ``restarting``.
public struct StorageConformance: Sendable, CustomStringConvertible {
    /// What a store under test is to keep.
    public struct Limits: Sendable {
        /// How many of the newest writes have to be kept; older ones are to be forgotten, though the store may do so
        /// in steps: after ten times as many writes, the first must be forgotten.
        public var history: Int
        /// How many events may wait for a watcher.
        public var watcherQueue: Int

        /// Enough for any check that is not about limits.
        public static let plenty = Limits(history: 10_000, watcherQueue: 10_000)
    }

    /// A backend, as the checks use it.
    public struct Backend: Sendable {
        let open: @Sendable (Limits) async throws -> any Storage

        /// - Parameter open: Opens a store that is empty the first time. Each check is to be given a backend of its own.
        ///   The checks of ``restarting`` close the store and open it again, and expect to find what was written.
        public init(open: @escaping @Sendable (Limits) async throws -> any Storage) {
            self.open = open
        }
    }

    /// What the backend has to do, in a few words.
    public let name: String
    private let check: @Sendable (Backend) async throws -> Void

    /// The name.
    public var description: String { name }

    /// What every backend has to do.
    public static let all: [StorageConformance] = writing + concurrency + reading + watching + history

    /// Does the check.
    ///
    /// - Parameter limit: How long it may take. What waits for something that does not come has failed.
    /// - Throws: ``StorageConformanceFailure`` where the backend does something else, and whatever the backend throws
    ///   that was not expected.
    public func run(on backend: Backend, within limit: Duration = .seconds(60)) async throws {
        let (name, check) = (name, check)
        do {
            let end: Void? = try await Timekeeper().within(limit) { try await check(backend) }
            guard end == nil else { return }
            throw StorageConformanceFailure("an end within \(limit); something is waited for that does not come")
        } catch let failure as StorageConformanceFailure {
            throw failure.naming(name)
        }
    }

    /// A check of a backend, for those that need to open the store themselves.
    init(_ name: String, onBackend check: @escaping @Sendable (Backend) async throws -> Void) {
        self.name = name
        self.check = check
    }

    /// A check of a new store.
    init(
        _ name: String, limits: Limits = .plenty, _ check: @escaping @Sendable (any Storage) async throws -> Void
    ) {
        self.init(name) { backend in
            let store = try await backend.open(limits)
            do {
                try await check(store)
            } catch {
                await store.close()
                throw error
            }
            await store.close()
        }
    }
}
