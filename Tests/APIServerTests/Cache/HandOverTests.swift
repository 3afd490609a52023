import APIMachinery
import APISchema
import HTTPTypes
import JSON
import Logging
import Storage
import Synchronization
import Testing

@testable import APIServer

/// What is written here reaches the cache without being read again.
@Suite(.timeLimit(.minutes(1))) struct HandOverTests {
    private let key = StorageKey(collection: "things", namespace: "ns", name: "one")

    private func object(_ value: Int64) -> JSONObject {
        var fields: JSONObject = [:]
        for index in 0..<20 { fields["f:field\(index)"] = [:] }
        return [
            "apiVersion": "v1", "kind": "Thing",
            "metadata": [
                "name": "one", "labels": ["a": "b", "quoted": "\"\u{E9}\""],
                "managedFields": [
                    ["manager": "m", "fieldsV1": .object(fields), "time": "2026-01-01T00:00:00Z"],
                    ["manager": "small", "fieldsV1": [:]], "none",
                    ["manager": "n", "fieldsV1": .object(fields)],
                ],
                "annotations": ["x": "y"],
            ],
            "spec": ["x": .integer(value)],
        ]
    }

    private func cache(_ storage: any Storage = MemoryStorage()) async throws -> WatchCache {
        let cache = WatchCache(storage: storage, limits: CacheLimits(), logger: Logger(label: "test"))
        try await cache.ready()
        return cache
    }

    private func reads(_ cache: WatchCache) -> Int { cache.readObjects.load(ordering: .relaxed) }

    @Test func whatIsEncodedIsWhatWouldBeRead() throws {
        let sharing = ObjectSharing()
        let encoded = StoredObject.encode(object(1), fingerprint: 7, sharing: sharing)
        #expect(encoded.value == StoredObject.encode(object(1), fingerprint: 7))
        let record = StorageRecord(key: key, value: encoded.value, revision: Revision(3))
        let read = try #require(StoredObject(record, sharing: sharing))
        let handed = encoded.object.at(Revision(3))
        for extent in [StoredObject.Extent.whole, .item, .metadata] {
            #expect(handed.json(extent) == read.json(extent))
        }
        #expect(handed.ownSize == read.ownSize)
        #expect(handed.ownSize < encoded.value.count - 2 * 300)
        #expect(handed.fingerprint == 7)
        // The same set, found in the same place.
        #expect(try handed.labels() === read.labels())
        #expect(try handed.labels()["quoted"] == "\"\u{E9}\"")
        #expect(sharing.segments.count == 1)
    }

    @Test func anObjectWithoutLabelsAndManagersIsHandedOverToo() throws {
        let plain: JSONObject = ["apiVersion": "v1", "kind": "Thing", "metadata": ["name": "one"]]
        let encoded = StoredObject.encode(plain, fingerprint: 7, sharing: ObjectSharing())
        #expect(encoded.object.json() == JSONValue.object(plain).serialized())
        #expect(try encoded.object.labels()["a"] == nil)
    }

    @Test(arguments: [false, true]) func anOwnWriteIsNotRead(isLate: Bool) async throws {
        let storage: any Storage = isLate ? UnsteadyStorage() : MemoryStorage()
        let cache = try await cache(storage)
        let encoded = cache.encode(object(1), fingerprint: 7)
        let revision = try await cache.write(encoded, at: key) { value throws(StorageError) in
            try await storage.create(key, value: value)
        }
        let found = try #require(try await cache.object(at: key))
        #expect(found.revision == revision)
        #expect(found.json() == encoded.object.at(revision).json())
        #expect(reads(cache) == 0)
        #expect(cache.expected.withLock { $0.isEmpty })
    }

    @Test func whatDiffersIsRead() async throws {
        let storage = MemoryStorage()
        let cache = try await cache(storage)
        let other = StoredObject.encode(object(2), fingerprint: 7)
        // The store gets something else than what was announced.
        _ = try await cache.write(cache.encode(object(1), fingerprint: 7), at: key) { _ throws(StorageError) in
            try await storage.create(key, value: other)
        }
        let found = try #require(try await cache.object(at: key))
        #expect(try found.document().root["spec"]?["x"]?.int64Value == 2)
        #expect(reads(cache) == 1)
    }

    @Test func whatFailsIsForgotten() async throws {
        let storage = MemoryStorage()
        let cache = try await cache(storage)
        _ = try await storage.create(key, value: StoredObject.encode(object(2), fingerprint: 7))
        await #expect(throws: StorageError.self) {
            try await cache.write(cache.encode(object(1), fingerprint: 7), at: key) { value throws(StorageError) in
                try await storage.create(key, value: value)
            }
        }
        #expect(cache.expected.withLock { $0.isEmpty })
    }

    @Test func aServerReadsNothingThatItWrites() async throws {
        let server = try await TestServer()
        let before = reads(server.server.cache)
        _ = try await server.create(TestServer.configMaps, TestServer.configMap("a", labels: ["l": "1"]))
        let merge = "application/merge-patch+json"
        let patched = try await server.send(
            .patch, TestServer.configMaps + "/a", ["data": ["b": "2"]], type: merge)
        #expect(patched.status == 200)
        #expect(try await server.send(.get, TestServer.configMaps + "/a").json == patched.json)
        let labelled = try await server.send(.get, TestServer.configMaps + "?labelSelector=l%3D1")
        #expect(labelled["items"]?.arrayValue?.count == 1)
        #expect(reads(server.server.cache) == before)
    }

    // MARK: Names

    @Test func namesAreToldApartByTheirBytes() async throws {
        let storage = MemoryStorage()
        let cache = try await cache(storage)
        let names = ["\u{E9}", "e\u{301}"]
        let watches = try await names.asyncMap { name in
            try await cache.watch(CacheWatcher.Scope(collection: "things", namespace: name), after: nil) { _ in .added }
        }
        for namespace in names {
            for name in names {
                let key = StorageKey(collection: "things", namespace: namespace, name: name)
                let revision = try await storage.create(key, value: StoredObject.encode(object(1), fingerprint: 7))
                await cache.catchUp(to: revision)
                #expect(try await cache.object(at: key)?.revision == revision)
            }
        }
        let objects = try await cache.snapshot("things").objects
        #expect(objects.count == 4)
        for (watch, namespace) in zip(watches, names) {
            let batch = try #require(try await watch.watcher.next())
            #expect(
                batch.deliveries.map { Array($0.event.key.namespace.utf8) } == [
                    Array(namespace.utf8), Array(namespace.utf8),
                ])
        }
    }
}

extension Sequence {
    fileprivate func asyncMap<Result>(_ transform: (Element) async throws -> Result) async rethrows -> [Result] {
        var results: [Result] = []
        for element in self { results.append(try await transform(element)) }
        return results
    }
}
