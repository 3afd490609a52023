public import JSON

extension JSONValue {
    /// The value as a YAML document; see ``YAMLEmitter`` for its form.
    public func yaml(_ options: YAMLOptions = YAMLOptions()) -> String {
        String(decoding: yamlBytes(options), as: UTF8.self)
    }

    /// The value as the UTF-8 bytes of a YAML document; see ``YAMLEmitter`` for its form.
    public func yamlBytes(_ options: YAMLOptions = YAMLOptions()) -> [UInt8] {
        var emitter = YAMLEmitter(options: options)
        emitter.document(self)
        return emitter.takeBytes()
    }

    /// Several values as documents of one YAML stream, with `---` between them.
    public static func yaml(documents: some Sequence<JSONValue>, _ options: YAMLOptions = YAMLOptions()) -> String {
        var emitter = YAMLEmitter(options: options)
        for document in documents { emitter.document(document) }
        return String(decoding: emitter.takeBytes(), as: UTF8.self)
    }

    /// The only document of a YAML text as JSON; null if there is none. See ``YAMLNode/jsonValue()``.
    public init(yaml text: String, limits: YAMLLimits = YAMLLimits()) throws(YAMLError) {
        self = try YAMLNode.parseSingle(text, limits: limits).jsonValue()
    }

    /// The only document of a YAML text of bytes as JSON; null if there is none. See ``YAMLNode/jsonValue()``.
    public init(yaml bytes: some Collection<UInt8>, limits: YAMLLimits = YAMLLimits()) throws(YAMLError) {
        self = try YAMLNode.parseSingle(bytes, limits: limits).jsonValue()
    }

    /// All documents of a YAML text as JSON, in order.
    public static func documents(
        yaml bytes: some Collection<UInt8>, limits: YAMLLimits = YAMLLimits()
    ) throws(YAMLError) -> [JSONValue] {
        var values: [JSONValue] = []
        for document in try YAMLNode.parse(bytes, limits: limits) { values.append(try document.jsonValue()) }
        return values
    }
}
