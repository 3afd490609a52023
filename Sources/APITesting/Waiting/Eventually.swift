import APIClient
public import APIMachinery
import JSON
import Synchronization

/// How long tests wait for what should happen soon: long enough for a machine that is busy with other things.
public let patience = Swift.Duration.seconds(60)

extension ResourceClient where Resource: Listable & Watchable {
    /// Waits until an object is as it should be.
    ///
    /// It watches, so that it returns as soon as it is so. States that are passed quickly can be missed.
    ///
    /// - Parameters:
    ///   - name: The object's name.
    ///   - time: How long to wait at most.
    ///   - condition: Whether the object is as it should be; asked whenever it has changed.
    /// - Returns: The object as it was then.
    /// - Throws: ``NeverHappened``, with the object as it was last; `APIError` where the server refuses to say.
    @discardableResult
    public func eventually(
        _ name: String, within time: Swift.Duration = patience,
        _ condition: @escaping @Sendable (Resource) throws -> Bool
    ) async throws -> Resource {
        try await eventually(name, within: time) { object in
            guard let object, try condition(object) else { return nil }
            return object
        }
    }

    /// Waits until an object is gone.
    ///
    /// - Throws: ``NeverHappened``, with the object as it was last; `APIError` where the server refuses to say.
    public func eventuallyGone(_ name: String, within time: Swift.Duration = patience) async throws {
        _ = try await eventually(name, within: time) { $0 == nil ? true : nil }
    }

    private func eventually<Result: Sendable>(
        _ name: String, within time: Swift.Duration, _ result: @escaping @Sendable (Resource?) throws -> Result?
    ) async throws -> Result {
        let subject = "\(Resource.plural) \(name)"
        return try await eventually(
            "\(subject) is not as it should be", within: time,
            options: ListOptions(fieldSelector: "metadata.name=\(name)")
        ) { objects in try result(objects.first) }
    }

    /// Waits until the objects give a result.
    ///
    /// - Parameters:
    ///   - failure: What is wrong while there is no result; the objects are shown behind it.
    ///   - time: How long to wait at most.
    ///   - options: Which objects.
    ///   - result: The result, `nil` while there is none; asked whenever an object has changed. The objects come in the
    ///     order of their namespaces and names.
    /// - Returns: The first result.
    /// - Throws: ``NeverHappened``, with the objects as they were last; `APIError` where the server refuses to say.
    @discardableResult
    public func eventually<Result: Sendable>(
        _ failure: String, within time: Swift.Duration = patience, options: ListOptions = ListOptions(),
        _ result: @escaping @Sendable ([Resource]) throws -> Result?
    ) async throws -> Result {
        let last = Mutex<[Resource]>([])
        return try await APITesting.within(time) {
            var objects: [ObjectKey: Resource] = [:]
            for try await event in self.watching(options) {
                switch event {
                case .listed(let listed, _):
                    objects = Dictionary(listed.map { (ObjectKey($0), $0) }) { $1 }
                case .changed(.added(let object)), .changed(.modified(let object)):
                    objects[ObjectKey(object)] = object
                case .changed(.deleted(let object)): objects[ObjectKey(object)] = nil
                case .changed(.bookmark): continue
                }
                let state = objects.sorted { $0.key < $1.key }.map(\.value)
                last.withLock { $0 = state }
                if let result = try result(state) { return result }
            }
            throw CancellationError()
        } otherwise: {
            let objects = last.withLock { $0 }.map { String(decoding: $0.encodedJSON(), as: UTF8.self) }
            return "\(failure): \(objects.isEmpty ? "there is none" : objects.joined(separator: ", "))"
        }
    }
}
