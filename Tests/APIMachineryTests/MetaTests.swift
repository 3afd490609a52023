import APIMachinery
import JSON
import Testing

@Suite struct MetaTests {
    @Test func objectMetaRoundTrips() throws {
        let json = #"""
            {"name":"a","generateName":"a-","namespace":"n","selfLink":"s","uid":"u","resourceVersion":"7","generation":3,"creationTimestamp":"2024-01-01T00:00:00Z","deletionTimestamp":"2024-01-02T00:00:00Z","deletionGracePeriodSeconds":30,"labels":{"a":"1","b":"2"},"annotations":{"k":"v"},"ownerReferences":[{"apiVersion":"v1","kind":"Pod","name":"p","uid":"x","controller":true,"blockOwnerDeletion":false,"later":1}],"finalizers":["f"],"managedFields":[{"manager":"m","operation":"Apply","apiVersion":"v1","time":"2024-01-01T00:00:00Z","fieldsType":"FieldsV1","fieldsV1":{"f:data":{".":{}}},"subresource":"status"}],"new":{"deep":[1.0]}}
            """#
        let meta = try decoded(json, as: ObjectMeta.self)
        #expect(text(meta) == json)
        #expect(meta.managedFields?.first?.operation == .apply)
        #expect(meta.ownerReferences?.first?.unknownFields["later"] == 1)
        #expect(meta.unknownFields["new"] == ["deep": [1]])
    }

    @Test func objectMetaIsAValue() throws {
        var a = ObjectMeta(name: "a", labels: ["x": "1"])
        let b = a
        a.labels?["x"] = "2"
        a.name = "c"
        #expect(b.name == "a" && b.labels == ["x": "1"])
        #expect(a.name == "c" && a.labels == ["x": "2"])
        #expect(a != b)
        #expect(MemoryLayout<ObjectMeta>.size == 8)
    }

    @Test func nullsAndAbsenceAreNil() throws {
        let meta = try decoded(#"{"name":null,"creationTimestamp":null,"labels":null}"#, as: ObjectMeta.self)
        #expect(meta == ObjectMeta())
        #expect(text(meta) == "{}")
        let condition = try decoded(#"{"type":null,"lastTransitionTime":null}"#, as: Condition.self)
        #expect(condition == Condition())
        #expect(text(condition) == #"{"type":"","status":"","lastTransitionTime":null,"reason":"","message":""}"#)
    }

    @Test func errorsNameThePath() throws {
        func error(_ json: String) -> JSONDecodingError? {
            do {
                _ = try decoded(json, as: ObjectMeta.self)
                return nil
            } catch { return error as? JSONDecodingError }
        }
        #expect(error(#"{"ownerReferences":[{"uid":5}]}"#)?.path == "ownerReferences[0].uid")
        #expect(error(#"{"creationTimestamp":"yesterday"}"#)?.path == "creationTimestamp")
        #expect(error(#"{"labels":{"a":1}}"#)?.path == "labels.a")
        #expect(error("[]") != nil)
    }

    @Test func statusRoundTrips() throws {
        let json =
            #"{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"m","reason":"Odd","details":{"name":"n","kind":"k","causes":[{"reason":"FieldValueInvalid","message":"x","field":"f"}],"retryAfterSeconds":1},"code":418,"extra":true}"#
        let status = try decoded(json, as: Status.self)
        #expect(status.reason == "Odd")
        #expect(text(status) == json)
        #expect(text(Status()) == #"{"kind":"Status","apiVersion":"v1","metadata":{}}"#)
    }

    @Test func kindsAreChecked() throws {
        #expect(throws: JSONDecodingError.self) { try decoded(#"{"kind":"Pod","apiVersion":"v1"}"#, as: Status.self) }
        #expect(throws: JSONDecodingError.self) {
            try decoded(#"{"kind":"Status","apiVersion":"v2"}"#, as: Status.self)
        }
        #expect(try decoded(#"{"metadata":{}}"#, as: Status.self).kind == "")
        #expect(try text(decoded(#"{"metadata":{}}"#, as: Status.self)) == #"{"metadata":{}}"#)
        #expect(
            try decoded(
                #"{"kind":"DeleteOptions","apiVersion":"policy/v1","gracePeriodSeconds":0}"#, as: DeleteOptions.self
            ).gracePeriodSeconds == 0)
        #expect(throws: JSONDecodingError.self) { try decoded(#"{"kind":"Pod"}"#, as: DeleteOptions.self) }
        #expect(throws: JSONDecodingError.self) {
            try decoded(#"{"kind":"WidgetList","apiVersion":"v1","items":[]}"#, as: APIList<Widget>.self)
        }
        #expect(throws: JSONDecodingError.self) { try decoded(#"{"kind":"Widget"}"#, as: APIList<Widget>.self) }
    }

    @Test func listsKeepTheirItemsAndUnknownFields() throws {
        let json =
            #"{"kind":"WidgetList","apiVersion":"test.example.org/v1","metadata":{"resourceVersion":"5","continue":"c","remainingItemCount":0},"items":[{"metadata":{"name":"a"},"size":1,"odd":null}],"more":1}"#
        let list = try decoded(json, as: APIList<Widget>.self)
        #expect(list.items.first?.size == 1)
        #expect(text(list) == json)
        #expect(
            text(APIList<Widget>())
                == #"{"kind":"WidgetList","apiVersion":"test.example.org/v1","metadata":{},"items":[]}"#)
    }

    @Test func discoveryRoundTrips() throws {
        let json =
            #"{"kind":"APIResourceList","apiVersion":"v1","groupVersion":"v1","resources":[{"name":"pods","singularName":"pod","namespaced":true,"kind":"Pod","verbs":["get"],"shortNames":["po"],"categories":["all"],"storageVersionHash":"x"}]}"#
        #expect(try text(decoded(json, as: MetaV1.APIResourceList.self)) == json)
        let group =
            #"{"kind":"APIGroup","apiVersion":"v1","name":"apps","versions":[{"groupVersion":"apps/v1","version":"v1"}],"preferredVersion":{"groupVersion":"apps/v1","version":"v1"}}"#
        #expect(try text(decoded(group, as: MetaV1.APIGroup.self)) == group)
        let table =
            #"{"kind":"Table","apiVersion":"meta.k8s.io/v1","metadata":{},"columnDefinitions":[{"name":"Name","type":"string","format":"name","description":"","priority":0}],"rows":[{"cells":["a",5,null],"object":{"kind":"PartialObjectMetadata"}}]}"#
        #expect(try text(decoded(table, as: Table.self)) == table)
        let event = #"{"type":"ADDED","object":{"kind":"Pod","apiVersion":"v1"}}"#
        let decodedEvent = try decoded(event, as: WatchEvent.self)
        #expect(
            decodedEvent.type == .added && decodedEvent.object.kind == "Pod" && decodedEvent.object.apiVersion == "v1")
        #expect(text(decodedEvent) == event)
        let scale =
            #"{"kind":"Scale","apiVersion":"autoscaling/v1","metadata":{"name":"a"},"spec":{"replicas":2},"status":{"replicas":1,"selector":"a=b"}}"#
        #expect(try text(decoded(scale, as: Scale.self)) == scale)
        let list =
            #"{"kind":"PartialObjectMetadataList","apiVersion":"meta.k8s.io/v1","metadata":{},"items":[{"metadata":{"name":"a"}}]}"#
        #expect(try text(decoded(list, as: PartialObjectMetadataList.self)) == list)
    }

    @Test func openEnumsKeepUnknownValues() throws {
        #expect(try decoded("\"Newer\"", as: FieldValidation.self) == "Newer")
        #expect(FieldValidation.strict.description == "Strict")
        #expect(text(ConditionStatus.true) == "\"True\"")
        #expect(throws: JSONDecodingError.self) { try decoded("5", as: ConditionStatus.self) }
    }

    @Test func apiVersions() {
        #expect(APIVersion("v1") == APIVersion(group: "", version: "v1"))
        #expect(APIVersion("apps/v1") == APIVersion(group: "apps", version: "v1"))
        for bad in ["", "/", "/v1", "apps/", "a/b/c"] { #expect(APIVersion(bad) == nil, "\(bad)") }
        #expect(APIVersion("apps/v1")?.description == "apps/v1")
        #expect(Widget.groupVersionResource.description == "test.example.org/v1/widgets")
        #expect(Widget.listKind == "WidgetList")
        #expect(Widget.scope == .namespaced && Realm.scope == .cluster)
        #expect(
            "\(GroupResource(group: "apps", resource: "deployments")) \(GroupKind(group: "", kind: "Pod"))"
                == "deployments.apps Pod")
    }

    @Test func optionsRoundTripThroughQueries() throws {
        let options = ListOptions(
            labelSelector: "a in (b,c)", fieldSelector: "metadata.name=x", watch: true, allowWatchBookmarks: true,
            resourceVersion: "5",
            resourceVersionMatch: .exact, timeoutSeconds: 10, limit: 2, continue: "a/b+c=", sendInitialEvents: false,
            shardSelector: "s")
        let query = options.query.description
        #expect(query.contains("labelSelector=a%20in%20%28b%2Cc%29"))
        #expect(try ListOptions(query: QueryParameters(parsing: query)) == options)
        #expect(try ListOptions(query: QueryParameters(parsing: "watch=1&limit=")).watch == true)
        #expect(try ListOptions(query: QueryParameters(parsing: "watch=false")).watch == false)
        #expect(try ListOptions(query: QueryParameters(parsing: "watch")).watch == true)
        #expect(throws: APIError.self) { try ListOptions(query: QueryParameters(parsing: "limit=x")) }
        #expect(throws: APIError.self) {
            try ListOptions(query: QueryParameters(parsing: "timeoutSeconds=99999999999999999999"))
        }
        let create = CreateOptions(dryRun: ["All"], fieldManager: "me", fieldValidation: .strict)
        #expect(create.query.description == "dryRun=All&fieldManager=me&fieldValidation=Strict")
        #expect(CreateOptions(query: create.query) == create)
        #expect(PatchOptions(query: PatchOptions(force: true).query).force == true)
        #expect(ListOptions().query.isEmpty)
    }
}
