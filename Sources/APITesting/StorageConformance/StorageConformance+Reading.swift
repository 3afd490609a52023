import Storage

extension StorageConformance {
    /// What reads have to do.
    public static let reading: [StorageConformance] = [
        StorageConformance("a list has what is in its scope, in order") { store in
            for name in ["c", "a", "b"] {
                _ = try await store.create(key(name), value: bytes(name))
                _ = try await store.create(key(name, in: "ns2"), value: bytes(name))
                _ = try await store.create(key(name, of: "others"), value: bytes(name))
                _ = try await store.create(key(name, in: "", of: "thing"), value: bytes(name))
            }
            let all = try await store.list(things, after: nil, limit: nil, at: nil)
            let expected = ["ns", "ns2"].flatMap { namespace in ["a", "b", "c"].map { key($0, in: namespace) } }
            try expect("the keys of the collection", all.records.map(\.key), is: expected)
            try expect("the list's revision", all.revision, is: try await store.currentRevision())
            try expect("what remains", all.remaining, is: 0)
            for namespace in ["ns", "ns2"] {
                let some = try await store.list(
                    StorageScope(collection: "things", namespace: namespace), after: nil, limit: nil, at: nil)
                try expect(
                    "the keys of \(namespace)", some.records.map(\.key),
                    is: ["a", "b", "c"].map { key($0, in: namespace) })
            }
            let none = try await store.list(StorageScope(collection: "thin"), after: nil, limit: nil, at: nil)
            try expect("what a collection holds that is not there", none.records, is: [])
        },
        StorageConformance("a list of everything has every collection, also in pages") { store in
            var keys: [StorageKey] = []
            for collection in ["zebras", "apes", "bears.wood"] {
                for name in ["b", "a"] {
                    for namespace in ["", "ns1", "ns2"] {
                        let key = key(name, in: namespace, of: collection)
                        keys.append(key)
                        _ = try await store.create(key, value: bytes(name))
                    }
                }
            }
            keys.sort()
            let all = try await store.list(.everything, after: nil, limit: nil, at: nil)
            try expect("all keys", all.records.map(\.key), is: keys)
            var pages: [StorageRecord] = []
            repeat {
                let page = try await store.list(.everything, after: pages.last?.key, limit: 5, at: all.revision)
                try expect("what remains", page.remaining, is: keys.count - pages.count - page.records.count)
                try expect(!page.records.isEmpty, "a page to have something while something remains")
                pages += page.records
            } while pages.count < keys.count
            try expect("all pages", pages, is: all.records)
        },
        StorageConformance("names are told apart and ordered by their bytes") { store in
            // A letter with an accent, and the letter followed by the accent: canonically equivalent, and two names.
            let (composed, decomposed) = ("\u{E9}", "e\u{301}")
            let names = [decomposed, "z", composed]
            for namespace in names.reversed() {
                for name in names.reversed() {
                    _ = try await store.create(key(name, in: namespace), value: bytes(name))
                }
            }
            let keys = names.flatMap { namespace in names.map { key($0, in: namespace) } }
            let all = try await store.list(things, after: nil, limit: nil, at: nil)
            try expect(
                "all keys", all.records.map { Array($0.key.description.utf8) },
                is: keys.map { Array($0.description.utf8) })
            for key in keys {
                let record = try await present(key, in: store)
                try expect("the value at \(key)", record.value, is: bytes(key.name))
            }
            let watch = try await store.watch(
                StorageScope(collection: "things", namespace: composed), after: all.revision)
            _ = try await store.delete(
                key(composed, in: decomposed),
                expecting: try await present(key(composed, in: decomposed), in: store).revision)
            let gone = key(decomposed, in: composed)
            _ = try await store.delete(gone, expecting: try await present(gone, in: store).revision)
            try expect(
                "what is watched", try await read(1, from: watch).map { Array($0.key.namespace.utf8) },
                is: [Array(composed.utf8)])
            let some = try await store.list(
                StorageScope(collection: "things", namespace: composed), after: nil, limit: nil, at: nil)
            try expect("the values that are left", some.records.map(\.value), is: [bytes("z"), bytes(composed)])
        },
        StorageConformance("pages are of one snapshot, whatever is written between them") { store in
            for number in 0..<10 { _ = try await store.create(key("k\(number)"), value: bytes("old")) }
            let scope = StorageScope(collection: "things", namespace: "ns")
            let first = try await store.list(scope, after: nil, limit: 4, at: nil)
            try expect("the first page", first.records.map(\.key.name), is: ["k0", "k1", "k2", "k3"])
            try expect("what remains", first.remaining, is: 6)

            let changed = try await present(key("k5"), in: store)
            let again = try await store.update(key("k5"), value: bytes("new"), expecting: changed.revision)
            _ = try await store.update(key("k5"), value: bytes("newest"), expecting: again)
            _ = try await store.delete(key("k6"), expecting: try await present(key("k6"), in: store).revision)
            _ = try await store.create(key("k6"), value: bytes("new"))
            _ = try await store.create(key("k55"), value: bytes("new"))
            _ = try await store.delete(key("k3"), expecting: try await present(key("k3"), in: store).revision)

            let second = try await store.list(scope, after: first.records.last?.key, limit: 4, at: first.revision)
            try expect("the second page", second.records.map(\.key.name), is: ["k4", "k5", "k6", "k7"])
            try expect(second.records.allSatisfy { $0.value == bytes("old") }, "values as they were")
            try expect("the second page's k5", second.records[1], is: changed)
            try expect("the second page's revision", second.revision, is: first.revision)
            try expect("what remains", second.remaining, is: 2)
            let third = try await store.list(scope, after: second.records.last?.key, limit: 4, at: first.revision)
            try expect("the third page", third.records.map(\.key.name), is: ["k8", "k9"])
            try expect("what remains", third.remaining, is: 0)
        },
        StorageConformance("a list at an older revision is what a list was then") { store in
            var pages: [StoragePage] = []
            for number in 0..<40 {
                let key = key("k\(number * 7 % 11)", of: "c\(number % 2)")
                if let record = try await store.get(key) {
                    if number.isMultiple(of: 3) {
                        _ = try await store.delete(key, expecting: record.revision)
                    } else {
                        _ = try await store.update(key, value: bytes("\(number)"), expecting: record.revision)
                    }
                } else {
                    _ = try await store.create(key, value: bytes("\(number)"))
                }
                pages.append(try await store.list(.everything, after: nil, limit: nil, at: nil))
            }
            for page in pages {
                let again = try await store.list(.everything, after: nil, limit: nil, at: page.revision)
                try expect("what was there at \(page.revision)", again.records, is: page.records)
                try expect("the list's revision", again.revision, is: page.revision)
            }
        },
        StorageConformance("a snapshot of a revision yet to come is refused") { store in
            let revision = try await store.create(key("a"), value: bytes("1"))
            try await expect("the list", throws: .futureRevision(revision)) {
                try await store.list(things, after: nil, limit: nil, at: Revision(revision.rawValue + 1))
            }
        },
        StorageConformance("thousands of keys stay in order through creations and deletions") { store in
            var names = (0..<2_000).map { "n\($0 * 7_919 % 2_000)" }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for part in 0..<8 {
                    group.addTask { [names] in
                        for index in stride(from: part, to: names.count, by: 8) {
                            let name = names[index]
                            let revision = try await store.create(key(name), value: bytes(name))
                            if index < 1_500 { _ = try await store.delete(key(name), expecting: revision) }
                        }
                    }
                }
                try await group.waitForAll()
            }
            names.removeFirst(1_500)
            let page = try await store.list(things, after: nil, limit: nil, at: nil)
            try expect("the keys", page.records.map(\.key.name), is: names.sorted())
            try expect(page.records.allSatisfy { $0.value == bytes($0.key.name) }, "each key to have its own value")
        },
    ]
}
