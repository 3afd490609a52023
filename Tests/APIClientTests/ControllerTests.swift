import APIClient
import APIMachinery
import APITesting
import ControlPlaneAPI
import Synchronization
import Testing
import Timing

@Suite struct ControllerTests {
    /// Runs controllers beside a test.
    private static func withRunning(
        _ run: @escaping @Sendable () async -> Void, _ body: () async throws -> Void
    ) async throws {
        let task = Task { await run() }
        do {
            try await body()
        } catch {
            task.cancel()
            throw error
        }
        task.cancel()
        await task.value
    }

    @Test func keepsObjectsInOrder() async throws {
        let server = try await InProcess()
        let maps = server.configMaps
        try await maps.create(InProcess.configMap("before", ["wanted": "x"]))
        let controller = Controller("copy", for: maps, workers: 2) { key, object in
            guard var object, object.data?["copy"] != object.data?["wanted"] else { return nil }
            let wanted = object.data?["wanted"]
            object.data?["copy"] = wanted
            try await maps.update(object)
            return nil
        }
        try await Self.withRunning(controller.run) {
            try await eventually("what was there is seen") { try await maps.get("before").data?["copy"] == "x" }
            try await maps.create(InProcess.configMap("after", ["wanted": "y"]))
            try await eventually("what comes is seen") { try await maps.get("after").data?["copy"] == "y" }
            for round in 0..<20 {
                try await maps.modify("after") { $0.data?["wanted"] = "\(round)" }
            }
            try await eventually("changes are seen") { try await maps.get("after").data?["copy"] == "19" }
        }
    }

    @Test func failuresAreTriedAgainUntilTheyAreNone() async throws {
        let server = try await InProcess()
        let attempts = Mutex(0)
        let limit = QueueRateLimit(
            perKey: Backoff(initial: .milliseconds(1), maximum: .milliseconds(2)), rate: 0)
        let controller = Controller("fails", for: server.configMaps, limit: limit) { key, _ in
            guard key.name == "a" else { return nil }
            let attempt = attempts.withLock { attempts in
                attempts += 1
                return attempts
            }
            if attempt < 4 { throw Broken() }
            return attempt < 6 ? .after(.milliseconds(1)) : nil
        }
        try await Self.withRunning(controller.run) {
            try await server.configMaps.create(InProcess.configMap("a"))
            try await eventually("it is tried six times") { attempts.withLock { $0 == 6 } }
            try await eventually("it is forgotten") {
                controller.queue.failures(of: ObjectKey(namespace: "default", name: "a")) == 0
            }
        }
        #expect(attempts.withLock { $0 } == 6)
    }

    @Test func deletionsAreSeen() async throws {
        let server = try await InProcess()
        let gone = Mutex<[String]>([])
        let controller = Controller("gone", for: server.configMaps) { key, object in
            if object == nil { gone.withLock { $0.append(key.description) } }
            return nil
        }
        try await Self.withRunning(controller.run) {
            try await controller.informer.waitUntilSynced()
            try await server.configMaps.create(InProcess.configMap("a"))
            try await eventually("it is known") { controller.informer.store["a", in: "default"] != nil }
            try await server.configMaps.delete("a")
            try await eventually("it is gone") { gone.withLock { $0 == ["default/a"] } }
        }
    }

    @Test func ownersAreLookedAtWhenWhatTheyOwnChanges() async throws {
        let server = try await InProcess()
        let secrets = server.client.coreV1.secrets.namespace("default")
        let owner = try await server.configMaps.create(InProcess.configMap("owner"))
        let counts = Mutex<[Int]>([])
        let owned = Informer(secrets, indexers: ["owner": { [$0.metadata.controllingOwner?.name ?? ""] }])
        let controller = Controller("owner", for: server.configMaps) { key, _ in
            if key.name == "owner" {
                counts.withLock { $0.append(owned.store.objects(inIndex: "owner", "owner").count) }
            }
            return nil
        }
        .owning(owned)
        try await Self.withRunning(controller.run) {
            try await eventually("the owner is looked at") { counts.withLock { $0 == [0] } }
            func secret(_ name: String, kind: String, controller: Bool) -> CoreV1.Secret {
                var secret = CoreV1.Secret()
                secret.metadata = ObjectMeta(name: name)
                secret.metadata.ownerReferences = [
                    OwnerReference(
                        apiVersion: "v1", kind: kind, name: "owner", uid: owner.metadata.uid ?? "",
                        controller: controller)
                ]
                return secret
            }
            // Of another kind, or not its controller: the owner is not concerned.
            try await secrets.create(secret("other", kind: "Namespace", controller: true))
            try await secrets.create(secret("loose", kind: "ConfigMap", controller: false))
            try await secrets.create(secret("own", kind: "ConfigMap", controller: true))
            try await eventually("the owner is looked at again") { counts.withLock { $0.count == 2 } }
            try await secrets.delete("own")
            try await eventually("and when it is deleted") { counts.withLock { $0.count == 3 } }
        }
    }

    @Test func allIsLookedAtNowAndThen() async throws {
        let server = try await InProcess()
        try await server.configMaps.create(InProcess.configMap("a"))
        let count = Mutex(0)
        let controller = Controller("resync", for: server.configMaps, resync: .milliseconds(1)) { _, _ in
            count.withLock { $0 += 1 }
            return nil
        }
        try await Self.withRunning(controller.run) {
            try await eventually("it comes back") { count.withLock { $0 >= 5 } }
        }
    }

    @Test func informersCanBeShared() async throws {
        let server = try await InProcess()
        let informer = Informer(server.configMaps)
        let seen = Mutex<Set<String>>([])
        let controllers = ["one", "two"].map { name in
            Controller(name, informer: informer) { key, _ in
                _ = seen.withLock { $0.insert("\(name) \(key.name)") }
                return nil
            }
        }
        try await server.configMaps.create(InProcess.configMap("a"))
        try await Self.withRunning({
            await withTaskGroup(of: Void.self) { group in
                for controller in controllers { group.addTask { await controller.run() } }
            }
        }) {
            try await eventually("both see it") { seen.withLock { $0 == ["one a", "two a"] } }
        }
    }

    // MARK: Conflicts

    @Test func conflictsAreTriedAgain() async throws {
        let clock = InstantClock()
        let attempts = Mutex(0)
        func fail(_ error: APIError, times: Int) async throws -> Int {
            attempts.withLock { $0 = 0 }
            return try await retryOnConflict(clock: clock) {
                let attempt = attempts.withLock { attempts in
                    attempts += 1
                    return attempts
                }
                if attempt <= times { throw error }
                return attempt
            }
        }
        let conflict = APIError.conflict(GroupResource(group: "", resource: "pods"), name: "a", message: "changed")
        #expect(try await fail(conflict, times: 4) == 5)
        #expect(clock.sleeps.count == 4)
        let error = await #expect(throws: APIError.self) { try await fail(conflict, times: 5) }
        #expect(error?.isConflict == true)
        #expect(attempts.withLock { $0 } == 5)
        await #expect(throws: APIError.self) { try await fail(.badRequest("no"), times: 1) }
        #expect(attempts.withLock { $0 } == 1)
    }

    @Test func manyCanModifyAnObject() async throws {
        let server = try await InProcess()
        let maps = server.configMaps
        try await maps.create(InProcess.configMap("a", ["n": "0"]))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<3 {
                group.addTask {
                    for _ in 0..<5 {
                        try await maps.modify("a") { map in
                            let number = Int(map.data?["n"] ?? "") ?? 0
                            map.data?["n"] = "\(number + 1)"
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await maps.get("a").data?["n"] == "15")
    }
}
