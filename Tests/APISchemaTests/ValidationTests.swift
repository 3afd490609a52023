import APISchema
import JSON
import Testing

@Suite struct ValidationTests {
    private func errors(
        _ text: String, replacing old: String? = nil, _ options: ValidationOptions = ValidationOptions()
    ) throws -> [String] {
        let schema = try Sample.thing()
        return schema.validate(try parsed(text), replacing: try old.map(parsed), options: options).map {
            "\($0.reason.rawValue) \($0)"
        }
    }

    private func errors(_ field: Field, _ value: JSONValue, _ style: ValidationOptions.Style = .builtIn) -> [String] {
        Sample.schema(field).validate(["f": value], options: ValidationOptions(style: style)).map {
            "\($0.reason.rawValue) \($0)"
        }
    }

    @Test func validObject() throws {
        #expect(
            try errors(
                #"{"spec":{"containers":[{"name":"a","image":"x","ports":[{"containerPort":80}]}],"replicas":3}}"#)
                == [])
    }

    @Test func pathsAndReasons() throws {
        let found =
            try errors(
                #"{"spec":{"containers":[{"name":"C_"},{"ports":[{"containerPort":0},{"containerPort":1,"protocol":5}]}],"policy":"Odd","replicas":-1}}"#
            )
        #expect(
            found == [
                "FieldValueInvalid spec.containers[0].name: Invalid value: \"C_\": a lowercase RFC 1123 label must consist of lower "
                    + "case alphanumeric characters or '-', must start and end with an alphanumeric character and have at most 63 characters",
                "FieldValueInvalid spec.containers[1].ports[0].containerPort: Invalid value: 0: must be greater than or equal to 1",
                "FieldValueTypeInvalid spec.containers[1].ports[1].protocol: Invalid value: \"integer\": must be of type string: \"integer\"",
                "FieldValueRequired spec.containers[1].name: Required value",
                "FieldValueNotSupported spec.policy: Unsupported value: \"Odd\": supported values: \"Always\", \"Never\"",
                "FieldValueInvalid spec.replicas: Invalid value: -1: must be greater than or equal to 0",
            ]
        )
    }

    @Test func requiredValues() throws {
        #expect(try errors(#"{"spec":{"containers":[]}}"#) == ["FieldValueRequired spec.containers: Required value"])
        #expect(try errors(#"{"spec":{"containers":null}}"#) == ["FieldValueRequired spec.containers: Required value"])
        #expect(try errors(#"{"spec":{}}"#) == ["FieldValueRequired spec.containers: Required value"])
        #expect(
            try errors(#"{"spec":{"containers":[{"name":""}]}}"#) == [
                "FieldValueRequired spec.containers[0].name: Required value"
            ])
        // An always written list without a bound may be empty, as Go cannot tell an empty one from none.
        #expect(try errors(#"{"status":{"items":null}}"#) == [])
        let custom = ValidationOptions(style: .customResource)
        #expect(try errors(#"{"status":{}}"#, nil, custom) == ["FieldValueRequired status.items: Required value"])
        let list = Sample.field("f", Sample.list(.string), required: true) { $0.minItems = 1 }
        #expect(
            errors(list, [], .customResource) == ["FieldValueInvalid f: Invalid value: []: must have at least 1 item"])
    }

    private func errors(_ text: String, _ old: String?, _ options: ValidationOptions) throws -> [String] {
        try errors(text, replacing: old, options)
    }

    @Test func bounds() {
        let text = Sample.field("f", .string) {
            $0.minLength = 2
            $0.maxLength = 3
            $0.pattern = "^[a-zé]+$"
        }
        #expect(errors(text, "éé") == [])
        #expect(errors(text, "ééé") == [])
        #expect(errors(text, "éééé") == ["FieldValueTooLong f: Too long: may not be more than 3 characters"])
        #expect(errors(text, "a") == ["FieldValueInvalid f: Invalid value: \"a\": must be at least 2 characters"])
        #expect(errors(text, "A1") == ["FieldValueInvalid f: Invalid value: \"A1\": must match '^[a-zé]+$'"])
        let number = Sample.field("f", .number) {
            $0.minimum = JSONNumber("0.1")
            $0.maximum = JSONNumber("9007199254740993")
            $0.exclusiveMinimum = true
            $0.exclusiveMaximum = true
        }
        #expect(errors(number, 0.1) == ["FieldValueInvalid f: Invalid value: 0.1: must be greater than 0.1"])
        #expect(errors(number, 9_007_199_254_740_992) == [])
        #expect(errors(number, 9_007_199_254_740_993).count == 1)
        let list = Sample.field("f", Sample.list(.any)) {
            $0.maxItems = 2
            $0.uniqueItems = true
        }
        #expect(errors(list, [1, 2, 3]) == ["FieldValueTooMany f: Too many: 3: must have at most 2 items"])
        #expect(errors(list, [1, 1.0]).count == 1)
        let map = Sample.field("f", Sample.map(.string)) {
            $0.minProperties = 1
            $0.maxProperties = 1
        }
        #expect(errors(map, ["a": "b"]) == [])
        #expect(errors(map, [:]).count == 1)
        #expect(errors(map, ["a": "b", "c": "d"]) == ["FieldValueTooMany f: Too many: 2: must have at most 1 entry"])
        #expect(
            errors(map, ["a/b": 1]) == [
                "FieldValueTypeInvalid f[a/b]: Invalid value: \"integer\": must be of type string: \"integer\""
            ])
    }

    @Test(arguments: [
        ("3", "1.5", true), ("0.3", "0.1", true), ("0.35", "0.1", false), ("1e20", "3", false), ("9e20", "3", true),
        ("123456789012345678901234567890", "7", true), ("123456789012345678901234567889", "7", false),
        ("1e1000000", "5", true), ("1e-5", "1e-6", true), ("1e-6", "1e-5", false), ("0", "5", true), ("-4", "2", true),
        ("5", "0", false),
        ("1e999999999999999999999", "3", false), ("0.0", "7", true), ("700", "7e1", true), ("70.0", "7e1", true),
    ])
    func multiples(_ value: String, _ factor: String, _ isMultiple: Bool) throws {
        let field = Sample.field("f", .number) { $0.multipleOf = JSONNumber(factor) }
        #expect(errors(field, .number(try #require(JSONNumber(value)))).isEmpty == isMultiple)
    }

    @Test func types() {
        let good: [(SchemaType, JSONValue)] = [
            (.string, ""), (.boolean, true), (.int32, 2_147_483_647), (.int64, -9_223_372_036_854_775_808),
            (.integer, 1.0), (.double, 1),
            (.number, 1e300), (.quantity, "100m"), (.quantity, 2), (.intOrString, 80), (.intOrString, "http"),
            (.bytes, "aGk="),
            (.time, "2024-01-02T03:04:05Z"), (.microTime, "2024-01-02T03:04:05.000001Z"), (.duration, "1h30m"),
            (.any, [1]),
            (.anyObject(AnyObjectSchema(.free)), ["a": 1]),
            (.anyObject(AnyObjectSchema(.embeddedResource)), ["apiVersion": "v1", "kind": "Pod"]),
        ]
        for (type, value) in good { #expect(errors(Sample.field("f", type), value) == [], "\(type)") }
        let bad: [(SchemaType, JSONValue)] = [
            (.string, 1), (.boolean, "true"), (.int32, 2_147_483_648),
            (.int64, .number(JSONNumber("9223372036854775808")!)), (.integer, 1.5),
            (.double, "1"), (.quantity, "1x"), (.quantity, true), (.intOrString, 1.5), (.intOrString, 4_000_000_000),
            (.bytes, "a"),
            (.bytes, "aGk=="), (.time, "2024-13-02T03:04:05Z"), (.microTime, "now"), (.duration, "1"),
            (.anyObject(AnyObjectSchema(.free)), []),
            (.anyObject(AnyObjectSchema(.embeddedResource)), ["kind": "Pod"]), (Sample.map(.string), []),
            (Sample.list(.string), [:]),
            (Sample.object(), 1),
        ]
        for (type, value) in bad { #expect(errors(Sample.field("f", type), value).count == 1, "\(type)") }
    }

    @Test func nulls() {
        #expect(errors(Sample.field("f", .string), .null) == [])
        #expect(errors(Sample.field("f", .string, required: true), .null) == ["FieldValueRequired f: Required value"])
        #expect(errors(Sample.field("f", .string, required: true, nullable: true), .null) == [])
        #expect(errors(Sample.field("f", Sample.list(.string)), [.null]).count == 1)
        #expect(errors(Sample.field("f", Sample.list(.any)), [.null]) == [])
    }

    @Test func listKeys() throws {
        let custom = ValidationOptions(style: .customResource)
        let duplicate = #"{"status":{"items":[]},"spec":{"containers":[{"name":"a"},{"name":"a"}]}}"#
        #expect(try errors(duplicate) == ["FieldValueDuplicate spec.containers[1].name: Duplicate value: \"a\""])
        #expect(
            try errors(duplicate, nil, custom) == [
                "FieldValueDuplicate spec.containers[1]: Duplicate value: {\"name\":\"a\"}"
            ])
        #expect(try errors(duplicate, nil, ValidationOptions(checksListKeys: false)) == [])
        let ports =
            #"{"spec":{"containers":[{"name":"a","ports":[{"containerPort":1},{"containerPort":1,"protocol":"UDP"},{"containerPort":1,"protocol":"TCP"}]}]}}"#
        #expect(
            try errors(ports) == [
                "FieldValueDuplicate spec.containers[0].ports[2]: Duplicate value: {\"containerPort\":1,\"protocol\":\"TCP\"}"
            ]
        )
        #expect(
            errors(Sample.field("f", Sample.list(.string, .set)), ["x", "y", "x"]) == [
                "FieldValueDuplicate f[2]: Duplicate value: \"x\""
            ])
    }

    @Test func immutableFields() throws {
        func update(_ new: String, _ old: String) throws -> [String] {
            try errors(
                #"{"spec":{"containers":[{"name":"a"}]\#(new)}}"#,
                replacing: #"{"spec":{"containers":[{"name":"a"}]\#(old)}}"#
            )
        }
        #expect(try update(#","selector":{"a":"b"}"#, "") == [])
        #expect(try update(#","selector":{"a":"b"}"#, #","selector":{"a":"b"}"#) == [])
        #expect(
            try update(#","selector":{"a":"c"}"#, #","selector":{"a":"b"}"#) == [
                "FieldValueInvalid spec.selector: Invalid value: {\"a\":\"c\"}: field is immutable"
            ]
        )
        #expect(
            try update("", #","selector":{"a":"b"}"#) == [
                "FieldValueInvalid spec.selector: Invalid value: null: field is immutable"
            ])
    }

    /// In a list of type map an element's immutable field is compared with the element of the same key.
    @Test func immutableFieldsInLists() throws {
        let item = Sample.object(Sample.field("k", .string), Sample.field("v", .string, immutable: true))
        let schema = Sample.schema(Sample.field("l", Sample.list(item, .map, keys: ["k"])))
        let old: JSONValue = ["l": [["k": "a", "v": "1"], ["k": "b", "v": "2"]]]
        #expect(schema.validate(["l": [["k": "b", "v": "2"], ["k": "a", "v": "1"]]], replacing: old) == [])
        #expect(schema.validate(["l": [["k": "b", "v": "1"]]], replacing: old).map(\.field) == ["l[0].v"])
    }

    /// What an update of a custom resource leaves as it was is not reported.
    @Test func ratcheting() {
        let schema = Sample.schema(
            Sample.field("a", .string) { $0.maxLength = 1 }, Sample.field("b", .string) { $0.maxLength = 1 })
        let custom = ValidationOptions(style: .customResource)
        #expect(schema.validate(["a": "long", "b": "x"], replacing: ["a": "long"], options: custom) == [])
        #expect(schema.validate(["a": "longer"], replacing: ["a": "long"], options: custom).count == 1)
        #expect(schema.validate(["a": "long"], replacing: ["a": "long"]).count == 1)
    }

    @Test func unions() {
        let object = ObjectSchema(
            fields: [Sample.field("type", .string), Sample.field("a", .string), Sample.field("b", .string)],
            unions: [Union(discriminator: "type", fields: ["a": "A", "b": "B"])]
        )
        let schema = Sample.resolver.link(Schema(.object(object)))
        #expect(schema.validate(["type": "A", "a": "x"]) == [])
        #expect(schema.validate(["a": "x"]) == [])
        #expect(
            schema.validate(["type": "B", "a": "x"]).map(\.description) == [
                "a: Forbidden: may only be set when type is A"
            ])
        #expect(
            schema.validate(["a": "x", "b": "y"]).map(\.description) == ["b: Forbidden: may not be set together with a"]
        )
    }

    @Test func openEnumsAllowOthers() {
        let field = Sample.field("f", .string) {
            $0.enum = ["a"]
            $0.enumIsOpen = true
        }
        #expect(errors(field, "b") == [])
    }

    @Test func badPatternsRefuse() {
        let field = Sample.field("f", .string) { $0.pattern = "(" }
        #expect(errors(field, "b").count == 1)
    }

    @Test func errorsAreBounded() throws {
        let schema = Sample.schema(Sample.field("f", Sample.list(.string)))
        let value: JSONValue = ["f": .array(Array(repeating: 1, count: 10_000))]
        #expect(schema.validate(value).count == 100)
        #expect(
            schema.validate(value, options: ValidationOptions(maximumErrors: 3)).map(\.field) == [
                "f[0]", "f[1]", "f[2]",
            ])
        let long = FieldError(.invalid, "f", "no", badValue: .string(String(repeating: "x", count: 1_000_000)))
        #expect(long.message.utf8.count < 3000)
    }

    @Test func deepValuesAreRefused() throws {
        let schema = try #require(Sample.resolver.schema(named: "Tree"))
        var value: JSONValue = ["value": 1]
        for _ in 0..<45 { value = ["children": [value]] }
        #expect(schema.validate(value) == [])
        for _ in 0..<30 { value = ["children": [value]] }
        #expect(schema.validate(value).count == 1)
        var copy = value
        schema.prepare(&copy, .builtIn)
        #expect(copy == value)
    }

    @Test func deprecationWarnings() throws {
        let schema = try Sample.thing()
        #expect(schema.deprecationWarnings(for: ["spec": ["old": "x"]]) == ["spec.old: deprecated since v1.2"])
        #expect(schema.deprecationWarnings(for: ["spec": ["old": .null]]) == [])
    }

    @Test func formats() {
        let good: [String: [String]] = [
            "date-time": ["2024-02-29T23:59:59Z", "2024-01-01T00:00:00.5+02:00"], "date": ["2024-02-29"],
            "ipv4": ["1.2.3.4", "0.0.0.0"],
            "ipv6": [
                "::", "::1", "1::", "2001:db8::1", "1:2:3:4:5:6:7:8", "::ffff:1.2.3.4", "1:2:3:4:5:6:1.2.3.4",
                "1:2:3:4:5:6:7::",
            ],
            "cidr": ["10.0.0.0/8", "::/0", "2001:db8::/128"],
            "mac": ["01:23:45:67:89:ab", "0123.4567.89AB", "01-23-45-67-89-AB"],
            "uri": ["http://a.b/c?d#e", "mailto:a@b.c", "/a/b"],
            "email": ["a@b.c", "a.b+c@example.org", "\"a b\"@c.d"],
            "hostname": ["a", "a.b-c.d", "a.b."], "uuid": ["123e4567-e89b-12d3-a456-426614174000"],
            "uuid4": ["123e4567-e89b-42d3-a456-426614174000"], "byte": ["", "aGk=", "aGkh"],
            "hexcolor": ["#fff", "a0B1c2"],
            "rgbcolor": ["rgb(0, 10,255)"], "isbn10": ["0-306-40615-2"], "isbn13": ["978-0-306-40615-7"],
            "creditcard": ["4111 1111 1111 1111"],
            "duration": ["1h", "5 days", "1.5s"], "dns1123Label": ["a", "a-1"], "dns1123Subdomain": ["a.b"],
            "dns1035Label": ["a1"],
            "qualifiedName": ["a.b/C_d.e", "x"], "labelValue": ["", "A.b"], "k8s-short-name": ["a"],
            "k8s-long-name": ["a.b"],
            "unheard-of": ["anything"],
        ]
        for (format, texts) in good {
            for text in texts { #expect(ValueFormat.isValid(text, format: format) != false, "\(format) \(text)") }
        }
        let bad: [String: [String]] = [
            "date-time": ["2024-02-30T00:00:00Z", "2024-02-01", ""], "date": ["2023-02-29", "24-1-1"],
            "ipv4": ["1.2.3", "1.2.3.256", "01.2.3.4", "1.2.3.4 ", ""],
            "ipv6": [
                "", ":", ":::", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2::3", "::1::", "12345::", "g::",
                "1:2:3:4:5:6:7:8::", "::1.2.3", ":1:2:3:4:5:6:7", "1.2.3.4",
            ],
            "cidr": ["10.0.0.0", "10.0.0.0/33", "::/129", "10.0.0.0/08", "10.0.0.0/-1"],
            "mac": ["01:23:45:67:89", "01:23:45:67:89:zz"],
            "uri": ["", "a b", "a", "http://%zz"], "email": ["a", "@b", "a@", "a@b@", ".a@b"],
            "hostname": ["", "-a", "a..b", "a_-"],
            "uuid": ["123e4567", "123e4567-e89b-12d3-a456-42661417400z"],
            "uuid4": ["123e4567-e89b-12d3-a456-426614174000"],
            "byte": ["a", "a===", "aGk=a", "=", "a b="], "hexcolor": ["#ff"], "rgbcolor": ["rgb(0,0,256)"],
            "isbn10": ["0306406153"],
            "isbn13": ["9780306406158"], "creditcard": ["4111111111111112"], "duration": ["", "x", "5 parsecs"],
            "dns1123Label": ["", "A", "-a", "a.b", String(repeating: "a", count: 64)],
            "dns1123Subdomain": ["a..b", "."],
            "dns1035Label": ["1a"], "qualifiedName": ["", "a/b/c", "/a", "a/"],
            "labelValue": ["-a", String(repeating: "a", count: 64)],
        ]
        for (format, texts) in bad {
            for text in texts { #expect(ValueFormat.isValid(text, format: format) == false, "\(format) \(text)") }
        }
    }
}
