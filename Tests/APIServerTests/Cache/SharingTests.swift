import APIMachinery
import JSON
import Storage
import Testing

@testable import APIServer

@Suite struct SharingTests {
    private func record(_ name: String, manager: String = "m") -> StorageRecord {
        var fields: JSONObject = [:]
        for index in 0..<20 { fields["f:field\(index)"] = [:] }
        let entry: JSONValue = ["manager": .string(manager), "fieldsV1": .object(fields)]
        let object: JSONObject = [
            "apiVersion": "v1", "kind": "Thing",
            "metadata": [
                "name": .string(name), "labels": ["a": "b", "n": .string(name)], "managedFields": [entry, entry],
            ],
            "spec": ["x": 1],
        ]
        return StorageRecord(
            key: StorageKey(collection: "things", namespace: "", name: name),
            value: StoredObject.encode(object, fingerprint: 7), revision: Revision(5))
    }

    @Test func objectsAreTheSameWhateverTheyShare() throws {
        let sharing = ObjectSharing()
        let record = record("one")
        let alone = try #require(StoredObject(value: record.value, revision: record.revision))
        let shared = try #require(StoredObject(record, sharing: sharing))
        for extent in [StoredObject.Extent.whole, .item, .metadata] {
            #expect(alone.json(extent) == shared.json(extent))
            _ = try JSONDocument(parsing: shared.json(extent))
        }
        #expect(alone.hasSameText(as: shared))
        #expect(shared.ownSize < alone.ownSize / 2)
        #expect(shared.json().count <= shared.size)
        #expect(shared.fingerprint == 7)
        #expect(try shared.labels()["n"] == "one")
        #expect(try shared.labels()["m"] == nil)
        let document = try JSONDocument(parsing: shared.json())
        #expect(document.root["metadata"]?["resourceVersion"]?.stringValue == "5")
    }

    @Test func whatNobodyHasAnyMoreIsForgotten() throws {
        let sharing = ObjectSharing()
        var objects = (0..<10).compactMap { StoredObject(record("o\($0)"), sharing: sharing) }
        #expect(objects.count == 10)
        #expect(sharing.segments.count == 1)
        #expect(sharing.labels.count == 10)
        objects.removeAll()
        #expect(sharing.segments.count == 0)
        #expect(sharing.labels.count == 0)
    }

    @Test func anEventIsEncodedOncePerForm() throws {
        let object = try #require(StoredObject(record("one"), sharing: ObjectSharing()))
        let event = CacheEvent(
            key: record("one").key, revision: Revision(5), object: object, previous: nil)
        func form(_ type: WatchEventType) -> CacheEvent.FrameForm {
            CacheEvent.FrameForm(
                resource: 1, type: type, encoding: .json, view: .object, rowObject: .metadata)
        }
        var made = 0
        for _ in 1...3 {
            for type in [WatchEventType.added, .modified] {
                let bytes = event.frame(form(type)) {
                    made += 1
                    return Array(type.rawValue.utf8)
                }
                #expect(bytes == Array(type.rawValue.utf8))
            }
        }
        #expect(made == 2)
    }

    @Test func historyIsBounded() throws {
        let object = try #require(StoredObject(record("one"), sharing: ObjectSharing()))
        func history(_ limits: CacheLimits) -> EventHistory {
            var history = EventHistory(begin: .zero, limits: limits)
            for number in 1...1_000 {
                history.append(
                    CacheEvent(
                        key: record("one").key, revision: Revision(Int64(number)), object: object, previous: object))
            }
            return history
        }
        let byCount = history(CacheLimits(history: 100))
        #expect(byCount.begin == Revision(900))
        #expect(byCount.after(Revision(900)).count == 100)
        #expect(byCount.after(Revision(998)).map(\.revision) == [Revision(999), Revision(1_000)])
        let bySize = history(CacheLimits(historyBytes: 10_000))
        #expect(bySize.begin > Revision(900))
        #expect(!bySize.after(bySize.begin).isEmpty)
    }
}
