extension YAMLNode {
    /// The root nodes of all documents in a text, in order.
    ///
    /// A document in which nothing stands is a scalar without text, which means null; a text without any document
    /// (empty, or only comments) gives none. Directives, comments and the choice of quotes are not kept.
    ///
    /// - Throws: ``YAMLError`` at the first thing that is not YAML 1.1 as libyaml reads it, or is beyond the limits.
    public static func parse(_ text: String, limits: YAMLLimits = YAMLLimits()) throws(YAMLError) -> [YAMLNode] {
        var text = text
        return try text.withUTF8 { parse(checking: $0, limits: limits) }.get()
    }

    /// The root nodes of all documents in a text of UTF-8, or of UTF-16 with a byte order mark; see
    /// ``parse(_:limits:)-(String,_)``.
    public static func parse(
        _ bytes: some Collection<UInt8>, limits: YAMLLimits = YAMLLimits()
    ) throws(YAMLError) -> [YAMLNode] {
        if let result = bytes.withContiguousStorageIfAvailable({ parse(checking: $0, limits: limits) }) {
            return try result.get()
        }
        return try Array(bytes).withUnsafeBufferPointer { parse(checking: $0, limits: limits) }.get()
    }

    /// The root node of the only document in a text; null if there is none.
    ///
    /// - Throws: ``YAMLError`` as ``parse(_:limits:)-(String,_)`` does, and where a second document begins.
    public static func parseSingle(_ text: String, limits: YAMLLimits = YAMLLimits()) throws(YAMLError) -> YAMLNode {
        try single(parse(text, limits: limits))
    }

    /// The root node of the only document in a text of bytes; null if there is none.
    ///
    /// - Throws: ``YAMLError`` as ``parse(_:limits:)-(Collection<UInt8>,_)`` does, and where a second document begins.
    public static func parseSingle(
        _ bytes: some Collection<UInt8>, limits: YAMLLimits = YAMLLimits()
    ) throws(YAMLError) -> YAMLNode {
        try single(parse(bytes, limits: limits))
    }

    private static func single(_ documents: [YAMLNode]) throws(YAMLError) -> YAMLNode {
        guard documents.count <= 1 else { throw YAMLError("expected a single document", at: documents[1].mark) }
        return documents.first ?? YAMLNode(.scalar(""))
    }

    private static func parse(
        checking bytes: UnsafeBufferPointer<UInt8>, limits: YAMLLimits
    ) -> Result<[YAMLNode], YAMLError> {
        YAMLText.withChecked(bytes, limits: limits) { text in
            Result { () throws(YAMLError) in try YAMLTreeBuilder.documents(in: text, limits: limits) }
        }
    }
}
