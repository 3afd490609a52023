private import APIMachinery
private import APISchema

// The words of the language, group by group.
extension WordGroup {
    static let definitionWords: [Word] = [
        Word("group", .string, "The API group; `core` for the one without a name.", isRequired: true),
        Word("version", .string, "The version of the API, such as `v1` or `v1beta2`.", isRequired: true),
        Word("kind", .string, "The kind of the objects. A file that only holds types has none."),
        Word("description", .string, "What the kind is, for people."),
        Word("scope", .choice(["Namespaced", "Cluster"]), "Whether objects live in namespaces."),
        Word("names", .mapping(.names), "The names of the resource, where they do not follow from the kind."),
        Word(
            "verbs", .list(.choice(verbNames)),
            "What can be done with the resource; everything when absent, `create` alone where nothing is stored."),
        Word("fields", .named(.schema(.field)), "The fields of the kind besides apiVersion, kind and metadata."),
        Word("types", .named(.either([.type, .mapping(.type)])), "Further types of the group and version, by name."),
        Word("rules", .list(.mapping(.rule)), "Rules that every object obeys, in the Common Expression Language."),
        Word("subresources", .named(.mapping(.subresource)), "Paths below the resource's objects, by name."),
        Word("columns", .list(.mapping(.column)), "The columns of the table in which kubectl shows the resource."),
        Word(
            "selectableFields", .list(.path),
            "Fields that field selectors may name besides the object's name and namespace."),
        Word("storage", .boolean, "Whether objects are stored in this version, where a kind has several."),
        Word(
            "storedAs", .kind,
            "The kind as which objects are stored, in the version that is stored, where this kind shows those of another."
        ),
        Word(
            "stored", .boolean,
            "Whether objects are kept; false for kinds that are answered and forgotten, as reviews are."),
        Word(
            "deprecated", .either([.boolean, .string]), "That the version is deprecated, or the warning that says so."),
        Word("conversion", .mapping(.conversion), "How this version's fields map to those that are stored."),
        Word(
            "normalized", .boolean,
            "Whether values are brought into canonical form, as Kubernetes' built-in kinds are; true when absent."),
        Word(
            "responseKind", .kind, "The kind that discovery names for the resource, where it is not the resource's own."
        ),
        Word(
            "deletionAnswers", .choice(ResourceDefinition.DeletionAnswer.allCases.map(\.rawValue)),
            "What the deletion of an object answers: a Status, as when absent, or the object as it was last."),
        Word(
            "openAPIPackage", .string,
            "What stands before the types' names in OpenAPI; the group reversed and the version when absent."),
        Word(
            "protobufPackage", .string,
            "The package of the types' protobuf messages; follows from the OpenAPI package when absent."),
        Word(
            "protobuf", .either([.boolean, .mapping(.protobufMessage)]),
            "That the kind has a protobuf message though no field has a number, or what the message is called."),
        Word("swiftName", .string, "The name of the Swift type, where it is not the kind."),
        Word("preserveUnknownFields", .boolean, "Whether members that are no fields are kept rather than dropped."),
        Word("unions", .list(.mapping(.union)), "Fields of which at most one may be set."),
        Word(
            "inlines", .list(.mapping(.inlinedMessage)),
            "Protobuf messages whose fields stand among the kind's own in JSON."),
    ]

    static let nameWords: [Word] = [
        Word("plural", .string, "The name in paths; follows from the kind when absent."),
        Word("singular", .string, "The name of one object; the kind in lower case when absent."),
        Word("shortNames", .list(.string), "Abbreviations that kubectl understands."),
        Word("categories", .list(.string), "Groups of resources, such as `all`, that the resource belongs to."),
        Word("list", .string, "The kind of lists; the kind followed by `List` when absent."),
    ]

    static let schemaWords: [Word] = [
        Word("type", .type, "The type of the value."),
        Word("description", .string, "What the value means, for people."),
        Word("default", .any, "What the server fills in where the value is absent."),
        Word("publishDefault", .boolean, "Whether the default is stated in OpenAPI; true when absent."),
        Word("nullable", .boolean, "Whether null is a value of its own rather than the same as absence."),
        Word("enum", .list(.any), "The values allowed.", appliesTo: [.string, .number, .boolean]),
        Word("openEnum", .list(.string), "The values known today; others are kept and allowed.", appliesTo: .string),
        Word("minLength", .count, "The least length, in characters.", appliesTo: [.string, .bytes]),
        Word("maxLength", .count, "The greatest length, in characters.", appliesTo: [.string, .bytes]),
        Word(
            "pattern", .string,
            "A regular expression that matches somewhere in the string; `^` and `$` tie it to the ends.",
            appliesTo: .string),
        Word(
            "format", .string, "A format of the string that no type implies, such as `ipv4` or `uri`.",
            appliesTo: .string),
        Word("minimum", .number, "The least value.", appliesTo: .number),
        Word("maximum", .number, "The greatest value.", appliesTo: .number),
        Word("exclusiveMinimum", .boolean, "Whether `minimum` itself is excluded.", appliesTo: .number),
        Word("exclusiveMaximum", .boolean, "Whether `maximum` itself is excluded.", appliesTo: .number),
        Word("multipleOf", .number, "A number that the value is a multiple of.", appliesTo: .number),
        Word(
            "roundUp", .choice(QuantityPrecision.allCases.map(\.rawValue)),
            "The part to which the server rounds the quantity up, away from zero, where it fills in defaults.",
            appliesTo: .quantity),
        Word("minItems", .count, "The least number of elements.", appliesTo: .list),
        Word("maxItems", .count, "The greatest number of elements.", appliesTo: .list),
        Word("uniqueItems", .boolean, "Whether no two elements are equal.", appliesTo: .list),
        Word("minProperties", .count, "The least number of members.", appliesTo: [.map, .structure, .anyObject]),
        Word("maxProperties", .count, "The greatest number of members.", appliesTo: [.map, .structure, .anyObject]),
        Word(
            "listType", .choice(["atomic", "set", "map"]), "How writers share the list.", appliesTo: [.list, .bytes]),
        Word(
            "listMapKeys", .list(.string), "The fields that together identify an element of a list of type `map`.",
            appliesTo: .list),
        Word(
            "mapType", .choice(["atomic", "granular"]), "How writers share the map or struct.",
            appliesTo: [.map, .structure]),
        Word(
            "patchStrategy", .either([.choice(patchStrategyNames), .list(.choice(patchStrategyNames))]),
            "How a strategic merge patch treats the value."),
        Word(
            "patchMergeKey", .string, "The field by which a strategic merge patch matches elements.", appliesTo: .list),
        Word(
            "preserveUnknownFields", .boolean, "Whether members that are no fields are kept rather than dropped.",
            appliesTo: [.structure, .anyObject]),
        Word(
            "embeddedResource", .boolean, "That the object is a whole resource with apiVersion, kind and metadata.",
            appliesTo: [.structure, .anyObject]),
        Word("rules", .list(.mapping(.rule)), "Rules that the value obeys, in the Common Expression Language."),
        Word("fields", .named(.schema(.field)), "The fields of a struct that is defined in place."),
        Word("items", .schema(.schema), "What the elements of a list are."),
        Word("values", .schema(.schema), "What the values of a map are."),
        Word("typeName", .string, "The name of the type that `fields` define; follows from the path when absent."),
        Word("unions", .list(.mapping(.union)), "Fields of which at most one may be set.", appliesTo: .structure),
        Word(
            "inlines", .list(.mapping(.inlinedMessage)),
            "Protobuf messages whose fields stand among the struct's own in JSON.", appliesTo: .structure),
    ]

    static let fieldWords: [Word] =
        schemaWords + [
            Word("required", .boolean, "Whether the field must be present."),
            Word(
                "presence", .choice(presenceNames),
                "What an empty value means and how absence is written; `optional` when absent."),
            Word("immutable", .boolean, "Whether the value cannot change once set."),
            Word("deprecated", .either([.boolean, .string]), "That the field is deprecated, or why."),
            Word(
                "protobuf", .either([.count, .mapping(.protobufField)]), "The field's number in the protobuf message."),
            Word("swiftName", .string, "The name of the Swift property, where it is not the field's own."),
        ]

    static let typeWords: [Word] =
        schemaWords.filter { !["default", "publishDefault", "typeName"].contains($0.name) } + [
            Word(
                "kind", .boolean,
                "That the type is a kind without a resource of its own; it has apiVersion, kind and metadata."),
            Word("kinds", .list(.kind), "The kinds that the type stands for, where they do not follow from its name."),
            Word("everyGroup", .boolean, "Whether every group and version knows the type as a kind of its own."),
            Word(
                "protobuf", .either([.boolean, .mapping(.protobufMessage)]),
                "That the type has a protobuf message though no field has a number, or what the message is called and how it holds the value."
            ),
            Word("openAPIName", .string, "The full name in OpenAPI, where it is not the package and the name."),
            Word("swiftName", .string, "The name of the Swift type, where it is not the type's own."),
        ]

    static let ruleWords: [Word] = [
        Word("expression", .string, "The expression, which is true of what is allowed.", isRequired: true),
        Word("message", .string, "What to say when the rule is broken."),
        Word("messageExpression", .string, "An expression for what to say when the rule is broken."),
        Word(
            "reason",
            .choice(["FieldValueInvalid", "FieldValueForbidden", "FieldValueRequired", "FieldValueDuplicate"]),
            "The reason that the error carries."),
        Word("fieldPath", .path, "The field that the error names."),
        Word("optionalOldSelf", .boolean, "Whether the rule is also evaluated where there is no old value."),
    ]

    static let subresourceWords: [Word] = [
        Word("verbs", .list(.choice(verbNames)), "What can be done with the subresource."),
        Word("kind", .kind, "The kind that requests send and get, where it is not the resource's own."),
        Word("request", .type, "The type of request bodies, where it is not that of the kind."),
        Word("response", .type, "The type of answers, where it is not that of the kind."),
        Word("specReplicasPath", .path, "Where `scale` finds the number asked for."),
        Word("statusReplicasPath", .path, "Where `scale` finds the number observed."),
        Word("labelSelectorPath", .path, "Where `scale` finds the label selector, as a string."),
    ]

    static let columnWords: [Word] = [
        Word("name", .string, "The heading.", isRequired: true),
        Word(
            "type", .choice(["string", "integer", "number", "boolean", "date"]), "The type of the cells.",
            isRequired: true),
        Word("format", .string, "How cells are shown; `name` marks the column that names the object."),
        Word("description", .string, "What the column shows."),
        Word("priority", .count, "0 for columns that are always shown; more for wide output."),
        Word("path", .path, "Where the cell's value stands in the object."),
        Word("computed", .boolean, "That the cells are computed in Swift."),
    ]

    static let conversionWords: [Word] = [
        Word("fields", .paths, "The path that is stored for each path of this version that differs.")
    ]

    static let protobufFieldWords: [Word] = [
        Word("number", .count, "The field's number.", isRequired: true),
        Word(
            "inlinedIn", .either([.string, .list(.string)]),
            "The inlined message that holds the field; the names of several nested ones from the outside in."),
        Word("type", .string, "The protobuf type, where it does not follow from the field's."),
    ]

    static let protobufMessageWords: [Word] = [
        Word("message", .string, "The message's name; with dots, its full name."),
        Word(
            "form", .choice(ProtobufMessage.Form.allCases.map(\.rawValue)),
            "How the message holds the value; `fields` when absent."),
    ]

    static let inlinedMessageWords: [Word] = [
        Word("name", .string, "The field's name in the protobuf message.", isRequired: true),
        Word("number", .count, "The field's number.", isRequired: true),
        Word("message", .string, "The inlined message's name; with dots, its full name.", isRequired: true),
        Word("presence", .choice(presenceNames), "How absence is written; `always` when absent."),
        Word("inlines", .list(.mapping(.inlinedMessage)), "Messages inlined in this one in turn."),
    ]

    static let unionWords: [Word] = [
        Word("discriminator", .string, "The field whose value names the one that is set."),
        Word("fields", .named(.string), "The discriminator's value for each field.", isRequired: true),
    ]

    static let verbNames = Verb.offered.map(\.rawValue)
    static let patchStrategyNames = PatchStrategy.allCases.map(\.rawValue)
    static let presenceNames = Field.Presence.allCases.map(\.rawValue)
}
