import APISchema
import JSON
import Testing

@Suite struct PreparationTests {
    private func prepared(_ text: String, _ steps: Preparation = .builtIn) throws -> String {
        try Sample.thing().prepared(try parsed(text), steps).description
    }

    /// An object of which nothing is given, as a built-in kind: structs that are always written are made and defaulted.
    @Test func emptyObject() throws {
        #expect(
            try prepared("{}")
                == #"{"metadata":{"creationTimestamp":null},"spec":{"replicas":1,"policy":"Always","containers":null,"#
                + #""strategy":{"type":"Rolling"},"port":0,"since":null},"status":{"items":null,"ratio":0}}"#
        )
        #expect(try prepared("{}", [.normalize]).contains("Rolling") == false)
        #expect(try prepared("{}", .customResource) == "{}")
    }

    /// What is prepared after a change is as if all had been prepared, and what was not touched stays where it is.
    @Test(arguments: [Preparation.builtIn, .customResource])
    func changesAlone(steps: Preparation) throws {
        let thing = try Sample.thing()
        let former = thing.prepared(
            try parsed(
                #"{"spec":{"containers":[{"name":"n","image":"i"},{"name":"m","ports":[{"containerPort":8}]}],"replicas":2}}"#
            ), steps)
        let changes: [(inout JSONValue) -> Void] = [
            { _ in },
            { $0["spec"]?["replicas"] = nil },
            { $0["spec"]?["containers"] = [["name": "m", "ports": [["containerPort": 9]], "bogus": 1]] },
            { $0["spec"]?["selector"] = ["b": "1", "a": .null] },
            { $0["spec"] = nil },
            { $0["status"] = ["ready": 0] },
        ]
        for change in changes {
            var value = former
            change(&value)
            var prepared = value
            thing.prepare(&prepared, steps, changedFrom: former)
            #expect(prepared.description == thing.prepared(value, steps).description)
        }
        var value = former
        value["status"] = ["ready": 1]
        thing.prepare(&value, steps, changedFrom: former)
        let (spec, same) = (try #require(value["spec"]?.objectValue), try #require(former["spec"]?.objectValue))
        #expect(spec.sharesStorage(with: same))
        #expect(value.objectValue?.sharesStorage(with: try #require(former.objectValue)) == false)
    }

    @Test func normalising() throws {
        let given = #"""
            {"status":{"ready":0,"items":[],"ratio":0.0,"x":1},"kind":"Thing","bogus":1,"spec":{"extension":{"b":null,"a":[]},
            "raw":{"z":null},"note":null,"timeout":"90m","since":"2024-01-02T03:04:05.123456+01:00","secret":"","port":"http",
            "selector":{"b":"1","a":null},"finalizers":[],"replicas":2.0,"policy":"","nested":null,
            "containers":[{"image":"i","name":"n","stdin":false,"command":[],"resources":{"limits":{"memory":"0.5Gi","cpu":"1000m","n":2}},
            "ports":[{"containerPort":80}]}]},"metadata":{"labels":{},"creationTimestamp":"2024-01-02T03:04:05+02:00","name":"t"}}
            """#
        let expected =
            #"{"kind":"Thing","metadata":{"name":"t","creationTimestamp":"2024-01-02T01:04:05Z"},"spec":{"replicas":2,"policy":"Always","#
            + #""containers":[{"name":"n","image":"i","ports":[{"containerPort":80,"protocol":"TCP"}],"#
            + #""resources":{"limits":{"cpu":"1","memory":"512Mi","n":"2"}}}],"strategy":{"type":"Rolling"},"#
            + #""selector":{"a":"","b":"1"},"port":"http","timeout":"1h30m0s","since":"2024-01-02T02:04:05.123456Z","note":null,"#
            + #""raw":{"z":null},"extension":{"b":null,"a":[]}},"status":{"items":null,"ratio":0}}"#
        let found = try prepared(given)
        #expect(found == expected)
        // Preparing once more changes nothing, not even a byte.
        #expect(try prepared(expected) == expected)
    }

    @Test func customResourcesKeepTheirForm() throws {
        let given =
            #"{"spec":{"containers":[{"x":1,"name":"n","resources":{"limits":{"cpu":"1000m"}},"ports":[]}],"policy":null,"selector":{"b":null,"a":"1"},"bogus":{"a":1}},"zzz":1}"#
        #expect(
            try prepared(given, .customResource)
                == #"{"spec":{"containers":[{"name":"n","resources":{"limits":{"cpu":"1000m"}},"ports":[]}],"policy":"Always","selector":{"a":"1"},"replicas":1}}"#
        )
        #expect(try prepared(given, []) == given)
        #expect(try prepared(#"{"spec":{"policy":null,"port":null}}"#, .dropNulls) == #"{"spec":{}}"#)
        #expect(
            try prepared(#"{"spec":{"policy":null,"port":null}}"#, .defaults)
                == #"{"spec":{"policy":"Always","port":null,"replicas":1}}"#)
    }

    @Test func nestedDefaults() {
        let inner = Sample.object(Sample.field("a", .int32, default: 1), Sample.field("b", .int32, default: 2))
        let schema = Sample.schema(
            Sample.field("o", inner, default: ["a": 7]), Sample.field("absent", inner),
            Sample.field("list", Sample.list(inner)),
            Sample.field("map", Sample.map(inner)),
            Sample.field("items", .array(ArraySchema(items: Schema(.string, defaultValue: "d"))))
        )
        let custom = schema.prepared(
            ["list": [[:], ["a": .null]], "map": ["k": [:]], "items": [.null, "x"]], .customResource)
        #expect(
            custom == [
                "o": ["a": 7, "b": 2], "list": [["a": 1, "b": 2], ["a": 1, "b": 2]], "map": ["k": ["a": 1, "b": 2]],
                "items": ["d", "x"],
            ]
        )
        #expect(schema.prepared([:], .builtIn) == ["o": ["a": 7, "b": 2]])
    }

    @Test func bytesAreWrittenAnew() throws {
        let schema = try Sample.thing()
        for (given, kept) in [("YWRt\r\naW4=", "YWRtaW4="), ("YWRtaW5=", "YWRtaW4="), ("YQ\n==", "YQ=="), ("a_", "a_")]
        {
            #expect(schema.prepared(["spec": ["secret": .string(given)]], .builtIn)["spec"]?["secret"] == .string(kept))
            let custom = schema.prepared(["spec": ["secret": .string(given)]], .customResource)
            #expect(custom["spec"]?["secret"] == .string(given))
        }
        #expect(schema.prepared(["spec": ["secret": "\r\n"]], .builtIn)["spec"]?["secret"] == nil)
    }

    @Test(arguments: [
        ("0.30000000000000004", "301m"), ("0.5m", "1m"), ("1u", "1m"), ("0.0005", "1m"), ("1.0001", "1001m"),
        ("1n", "1m"), ("100m", "100m"), ("0.1", "100m"), ("-1u", "-1m"), ("x", "x"),
    ])
    func quantitiesAreRoundedUp(_ given: String, _ kept: String) throws {
        func schema(_ precision: QuantityPrecision?) -> ResolvedSchema {
            Sample.resolver.link(
                Schema(.map(MapSchema(values: Schema(.quantity, precision: precision))))
            )
        }
        let milli = schema(.milli)
        #expect(milli.prepared(["a": .string(given)], .builtIn) == ["a": .string(kept)])
        #expect(milli.prepared(["a": .string(kept)], .builtIn) == ["a": .string(kept)])
        // Custom resources keep what is coarse enough as it was written.
        let isFiner = !["100m", "0.1", "x"].contains(given)
        #expect(milli.prepared(["a": .string(given)], .customResource) == ["a": .string(isFiner ? kept : given)])
        #expect(
            milli.prepared(["a": .string(given)], .normalize) == schema(nil).prepared(["a": .string(given)], .builtIn))
    }

    @Test func quantitiesOfOtherPrecisions() {
        func prepared(_ value: JSONValue, _ precision: QuantityPrecision) -> JSONValue {
            Sample.resolver.link(Schema(.quantity, precision: precision)).prepared(value, .builtIn)
        }
        #expect(prepared("1500n", .micro) == "2u")
        #expect(prepared(1.5, .unit) == "2")
        #expect(prepared("1.5Gi", .unit) == "1536Mi")
    }

    @Test func unknownFieldsThatAreKept() {
        let keeps = Sample.resolver.link(
            Schema(.object(ObjectSchema(fields: [Sample.field("a", .string)], preservesUnknownFields: true)))
        )
        #expect(keeps.prepared(["x": .null, "a": "1"], .builtIn).description == #"{"a":"1","x":null}"#)
        #expect(keeps.prepared(["x": .null, "a": "1"], .customResource).description == #"{"x":null,"a":"1"}"#)
        let embedded = Sample.resolver.link(
            Schema(.object(ObjectSchema(fields: [Sample.field("spec", .any)], isEmbeddedResource: true)))
        )
        #expect(
            embedded.prepared(
                ["apiVersion": "v1", "kind": "A", "metadata": ["name": "x"], "spec": 1, "y": 2], .customResource)
                == ["apiVersion": "v1", "kind": "A", "metadata": ["name": "x"], "spec": 1]
        )
    }

    /// Values of a wrong type are left for validation to report.
    @Test func wrongTypesStay() throws {
        #expect(try prepared(#"{"metadata":3,"spec":[],"status":"x"}"#) == #"{"metadata":3,"spec":[],"status":"x"}"#)
        #expect(try Sample.thing().prepared([1], .builtIn) == [1])
        let times = #"{"metadata":{"creationTimestamp":"yesterday"}}"#
        #expect(try prepared(times).contains("yesterday"))
    }

    /// A type that always holds itself cannot be described by a finite value; making one ends all the same.
    @Test func endlessTypesEnd() throws {
        let a = Sample.type(
            "A",
            Sample.object(Sample.field("l", .reference("A"), .always), Sample.field("r", .reference("A"), default: [:]))
        )
        let schema = try #require(SchemaResolver([DefinitionSet(types: ["A": a])]).schema(named: "A"))
        _ = schema.prepared([:], .builtIn)
        _ = schema.prepared([:], .customResource)
    }

    @Test func decodingProblems() throws {
        let schema = try Sample.thing()
        func problems(_ text: String) throws -> DecodingProblems { schema.decodingProblems(of: try parsed(text)) }
        #expect(
            try problems(
                #"{"zzz":1,"spec":{"foo":1,"containers":[{"name":"a"},{"nmae":"b","ports":[{"x":1}]}],"nested":{"by":{"k":{"q":1}}},"raw":{"a":1}}}"#
            )
            .unknownFields == [
                "zzz", "spec.foo", "spec.containers[1].nmae", "spec.containers[1].ports[0].x", "spec.nested.by.k.q",
            ]
        )
        let mismatches = [
            (
                #"{"metadata":{"labels":{"a":1}}}"#, "metadata.labels[a]",
                "json: cannot unmarshal number into Go struct field ObjectMeta.metadata.labels of type string"
            ),
            (
                #"{"metadata":{"labels":"x"}}"#, "metadata.labels",
                "json: cannot unmarshal string into Go struct field ObjectMeta.metadata.labels of type map[string]string"
            ),
            (
                #"{"spec":{"containers":[{"image":true}]}}"#, "spec.containers[0].image",
                "json: cannot unmarshal bool into Go struct field Container.spec.containers.image of type string"
            ),
            (
                #"{"spec":{"containers":{}}}"#, "spec.containers",
                "json: cannot unmarshal object into Go struct field Thing.spec.containers of type []v1.Container"
            ),
            (
                #"{"spec":{"replicas":1.5}}"#, "spec.replicas",
                "json: cannot unmarshal number 1.5 into Go struct field Thing.spec.replicas of type int32"
            ),
            (
                #"{"spec":{"replicas":1.0}}"#, "spec.replicas",
                "json: cannot unmarshal number 1.0 into Go struct field Thing.spec.replicas of type int32"
            ),
            (
                #"{"spec":{"port":1e2}}"#, "spec.port",
                "json: cannot unmarshal number 1e2 into Go struct field Thing.spec.port of type intstr.IntOrString"
            ),
            (#"{"spec":{"secret":"a_"}}"#, "spec.secret", "illegal base64 data at input byte 1"),
            (#"{"spec":{"secret":"YWJj\nYQ="}}"#, "spec.secret", "illegal base64 data at input byte 8"),
            ("[]", "", "json: cannot unmarshal array into Go value of type v1.Thing"),
        ]
        for (text, path, message) in mismatches {
            let mismatch = try problems(text).mismatch
            #expect(mismatch?.path == path)
            #expect(mismatch?.description == message)
        }
        #expect(
            try problems(#"{"spec":{"replicas":null,"containers":[null],"port":"x","since":"x"}}"#).mismatch?.path
                == "spec.since")
        #expect(schema.decodingProblems(of: ["a": 1, "b": 2, "c": 3], limit: 2).unknownFields == ["a", "b"])
    }

    @Test func strictErrors() throws {
        let text = #"{"metadata":{"name":"f","name":"g"},"data":{"a":"1","a":"2","a":"3"}}"#
        let document = try JSONDocument(parsing: text, options: JSONParsingOptions(duplicateKeys: .report))
        let duplicates = StrictDecodingError.duplicateFields(in: document)
        var problems = DecodingProblems()
        problems.unknownFields = ["spec.x"]
        #expect(
            StrictDecodingError.message(problems.strictErrors(duplicates: duplicates))
                == #"strict decoding error: duplicate field "metadata.name", duplicate field "data.a", unknown field "spec.x""#
        )
    }
}
