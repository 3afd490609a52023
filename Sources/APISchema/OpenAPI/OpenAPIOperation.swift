internal import APIMachinery
internal import JSON

/// The media types of requests and answers.
enum OpenAPIMediaTypes {
    static let json = "application/json"
    static let yaml = "application/yaml"
    static let protobuf = "application/vnd.kubernetes.protobuf"
    /// Those of what has a protobuf form.
    static let all = [json, protobuf, yaml]
    static let withoutProtobuf = [json, yaml]

    /// With those of a stream of events.
    static func streaming(_ types: [String]) -> [String] {
        (types + types.filter { $0 != yaml }.map { "\($0);stream=watch" }).sorted()
    }
}

/// What one method does at a path.
struct OpenAPIOperation {
    var description: String
    var id: String
    var tag: String
    var action: String?
    var kind: GroupVersionKind?
    var parameters: [JSONValue] = []
    /// The body's type by media type.
    var body: [(mediaType: String, type: TypeName)] = []
    var bodyIsRequired = true
    /// Code, text and the answer's type; no type for a string.
    var responses: [(code: String, text: String, type: TypeName?)]
    var mediaTypes: [String]

    var rendered: JSONValue {
        var members: [(String, JSONValue)] = [("description", .string(description)), ("operationId", .string(id))]
        if !parameters.isEmpty { members.append(("parameters", .array(parameters))) }
        if !body.isEmpty {
            let content = body.map { ($0.mediaType, Self.content($0.type)) }
            var request: JSONObject = ["content": .object(JSONObject(uniqueKeysWithValues: content))]
            if bodyIsRequired { request["required"] = true }
            members.append(("requestBody", .object(request)))
        }
        let answers = responses.map { response -> (String, JSONValue) in
            let content = mediaTypes.map { ($0, Self.content(response.type)) }
            return (
                response.code,
                ["content": .object(JSONObject(uniqueKeysWithValues: content)), "description": .string(response.text)]
            )
        }
        let unauthorized: (String, JSONValue) = ("401", ["description": "Unauthorized"])
        members.append(("responses", .object(JSONObject(uniqueKeysWithValues: answers + [unauthorized]))))
        members.append(("tags", .array([.string(tag)])))
        if let action { members.append(("x-kubernetes-action", .string(action))) }
        if let kind {
            members.append(
                (
                    "x-kubernetes-group-version-kind",
                    ["group": .string(kind.group), "kind": .string(kind.kind), "version": .string(kind.version)]
                ))
        }
        return .object(JSONObject(uniqueKeysWithValues: members))
    }

    private static func content(_ type: TypeName?) -> JSONValue {
        guard let type else { return ["schema": ["type": "string"]] }
        return ["schema": ["$ref": .string(OpenAPISchemaRenderer.reference(to: type))]]
    }
}
