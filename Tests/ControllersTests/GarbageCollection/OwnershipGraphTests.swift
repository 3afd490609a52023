import APIMachinery
import Testing

@testable import Controllers

/// What the graph makes of what watches tell, without a server.
@Suite struct OwnershipGraphTests {
    private let pods = OwnershipGraph.Source(id: 1, apiVersion: "v1", kind: "Pod")
    private let sets = OwnershipGraph.Source(id: 2, apiVersion: "apps/v1", kind: "ReplicaSet")
    private var graph = OwnershipGraph()

    private func object(
        _ name: String, in namespace: String = "n", owners: [OwnerReference] = [], finalizers: [String]? = nil,
        isBeingDeleted: Bool = false
    ) -> ObjectMeta {
        var object = ObjectMeta(name: name, namespace: namespace, ownerReferences: owners, finalizers: finalizers)
        object.uid = "uid-\(name)"
        if isBeingDeleted { object.deletionTimestamp = .now() }
        return object
    }

    private func reference(_ name: String, isBlocking: Bool = true) -> OwnerReference {
        OwnerReference(
            apiVersion: "apps/v1", kind: "ReplicaSet", name: name, uid: "uid-\(name)", blockOwnerDeletion: isBlocking)
    }

    private func place(_ name: String) -> ObjectCoordinates {
        ObjectCoordinates(apiVersion: "apps/v1", kind: "ReplicaSet", namespace: "n", name: name)
    }

    @Test mutating func anOwnerThatWasNotSeenIsLookedForOnce() {
        #expect(graph.put(object("a", owners: [reference("set")]), pods).work == [.examine("uid-set")])
        #expect(graph.put(object("b", owners: [reference("set")]), pods).work == [])
        #expect(graph["uid-set"]?.coordinates == nil)
        // It was only late.
        #expect(graph.put(object("set"), sets).work == [])
        #expect(Set(graph["uid-set"]?.dependents ?? []) == ["uid-a", "uid-b"])
    }

    @Test mutating func thoseWhoNameAnAbsentOwnerAreLookedAt() {
        _ = graph.replace(with: ["a", "b"].map { object($0, owners: [reference("set")]) }, pods)
        #expect(graph.markAbsent("uid-set", place("set")) == ["uid-a", "uid-b"])
        #expect(graph.markAbsent("uid-set", place("set")) == [])
        #expect(graph.put(object("c", owners: [reference("set")]), pods).work == [.examine("uid-c")])
        #expect(graph.isAbsent("uid-set", place("set")) && !graph.isAbsent("uid-set", place("other")))
    }

    @Test mutating func nothingIsKeptOfWhatIsGone() {
        _ = graph.replace(with: [object("set")], sets)
        _ = graph.replace(with: (0..<10).map { object("\($0)", owners: [reference("set"), reference("x")]) }, pods)
        #expect(graph.count == 12)
        #expect(Set(graph.remove("uid-set", sets).work) == Set((0..<10).map { .examine("uid-\($0)") }))
        // A list without them is as good as their deletions.
        _ = graph.replace(with: [], pods)
        #expect(graph.count == 0)
        #expect(graph.remove("uid-set", sets).work == [])
    }

    @Test mutating func anOwnerIsLookedAtWhenTheLastThatBlocksItIsGone() {
        let foreground = [ObjectMeta.foregroundFinalizer]
        _ = graph.put(object("set"), sets)
        for name in ["a", "b"] { _ = graph.put(object(name, owners: [reference("set")]), pods) }
        _ = graph.put(object("c", owners: [reference("set", isBlocking: false)]), pods)
        let begun = graph.put(object("set", finalizers: foreground, isBeingDeleted: true), sets).work
        #expect(Set(begun) == [.examine("uid-set"), .examine("uid-a"), .examine("uid-b"), .examine("uid-c")])
        #expect(graph.remove("uid-a", pods).work == [])
        // It ceases to block.
        #expect(
            graph.put(object("b", owners: [reference("set", isBlocking: false)]), pods).work.contains(
                .examine("uid-set")))
        #expect(graph["uid-set"]?.isUnblocked == true)
    }

    @Test mutating func aDeletionIsTakenUpOnceForEachPolicy() {
        _ = graph.put(object("set"), sets)
        let orphaning = object("set", finalizers: [ObjectMeta.orphanFinalizer], isBeingDeleted: true)
        #expect(graph.put(orphaning, sets).work == [.orphan("uid-set")])
        #expect(graph.put(orphaning, sets).work == [])
        let foreground = object("set", finalizers: [ObjectMeta.foregroundFinalizer], isBeingDeleted: true)
        #expect(graph.put(foreground, sets).work == [.examine("uid-set")])
        // Finalizers alone mean nothing before a deletion.
        #expect(graph.put(object("other", finalizers: [ObjectMeta.orphanFinalizer]), sets).work == [])
    }

    @Test mutating func referencesFromElsewhereAreReported() {
        _ = graph.put(object("early", in: "elsewhere", owners: [reference("set")]), pods)
        let found = graph.put(object("set"), sets)
        #expect(found.work == [.examine("uid-early")])
        #expect(found.misplacements.map(\.dependent.name) == ["early"])
        let late = graph.put(object("late", in: "elsewhere", owners: [reference("set")]), pods)
        #expect(late.work == [.examine("uid-late")] && late.misplacements.map(\.owner) == [place("set")])
        #expect(graph["uid-set"]?.isUnblocked == true)
    }

    @Test mutating func aLaterWatchTakesObjectsOver() {
        let newer = OwnershipGraph.Source(id: 3, apiVersion: "apps/v2", kind: "ReplicaSet")
        _ = graph.put(object("set"), sets)
        _ = graph.put(object("old"), sets)
        _ = graph.put(object("a", owners: [reference("old")]), pods)
        _ = graph.replace(with: [object("set")], newer)
        #expect(graph["uid-set"]?.coordinates?.apiVersion == "apps/v2")
        #expect(graph.put(object("set"), sets).work == [] && graph["uid-set"]?.source == newer)
        // What only the older one knew may be there or not.
        #expect(graph.forget(sets).work == [.examine("uid-old")])
        #expect(graph["uid-old"]?.coordinates == nil && graph["uid-set"] != nil)
    }

    @Test mutating func whatHasNoUIDIsNoObject() {
        var nameless = ObjectMeta()
        nameless.uid = "uid"
        #expect(graph.put(ObjectMeta(name: "a"), pods).work == [] && graph.put(nameless, pods).work == [])
        #expect(graph.count == 0)
    }
}
