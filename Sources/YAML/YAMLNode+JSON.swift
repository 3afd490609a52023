public import JSON

extension YAMLNode {
    /// The value as Kubernetes' YAML reader turns it into JSON.
    ///
    /// Scalars are resolved as ``YAMLScalar`` says. Whole numbers become integers however they are written (`1e3` is
    /// 1000, `1.0` is 1), other numbers get the digits that Go prints. Keys that are numbers or booleans become strings
    /// (`80` → `"80"`, `on` → `"true"`). Merge keys are applied; keys that stand beside them win, earlier mappings win
    /// over later ones.
    ///
    /// - Throws: ``YAMLError`` for a key that is given twice (also where only the strings are equal), is null or is a
    ///   collection; a number that JSON cannot say; a scalar that does not fit its tag.
    public func jsonValue() throws(YAMLError) -> JSONValue {
        try jsonValue { _, error throws(YAMLError) in throw error }
    }

    /// The value as ``jsonValue()`` has it, but for keys that are given twice: the last value of such a key holds.
    ///
    /// - Parameter onDuplicate: Told of each key that is given again, with its place.
    /// - Throws: what the closure throws, and ``YAMLError`` as ``jsonValue()`` does otherwise.
    public func jsonValue(
        _ onDuplicate: (_ key: String, YAMLError) throws(YAMLError) -> Void
    ) throws(YAMLError) -> JSONValue {
        // Not by recursion, so that depth costs no stack.
        var open: [OpenCollection] = []
        var node = self
        while true {
            var value: JSONValue
            switch node.content {
            case .scalar:
                value = try YAMLScalar(node).jsonValue(at: node.mark)
            case .sequence(let elements):
                if let first = elements.first {
                    open.append(OpenCollection(elements: elements))
                    node = first
                    continue
                }
                value = .array([])
            case .mapping:
                let members = try node.resolvedMembers(onDuplicate)
                if let first = members.first {
                    open.append(OpenCollection(members: members))
                    node = first.value
                    continue
                }
                value = .object(JSONObject())
            }
            while true {
                guard let last = open.indices.last else { return value }
                if let next = open[last].next(after: value) {
                    node = next
                    break
                }
                value = open.removeLast().value
            }
        }
    }
}

/// A collection some of whose values are JSON already.
private struct OpenCollection {
    private let elements: [YAMLNode]
    private let members: [YAMLResolvedMember]
    private let isMapping: Bool
    private var array: [JSONValue] = []
    private var object = JSONObject()

    init(elements: [YAMLNode]) {
        self.elements = elements
        members = []
        isMapping = false
        array.reserveCapacity(elements.count)
    }

    init(members: [YAMLResolvedMember]) {
        elements = []
        self.members = members
        isMapping = true
        object.reserveCapacity(members.count)
    }

    /// Takes the next value in order, and gives the node of the one after it, if there is one.
    mutating func next(after value: JSONValue) -> YAMLNode? {
        guard isMapping else {
            array.append(value)
            return array.count < elements.count ? elements[array.count] : nil
        }
        object.append(uniqueKey: members[object.count].name, value)
        return object.count < members.count ? members[object.count].value : nil
    }

    var value: JSONValue { isMapping ? .object(object) : .array(array) }
}

extension YAMLScalar {
    /// The scalar as JSON; the place is for the error.
    func jsonValue(at mark: YAMLMark) throws(YAMLError) -> JSONValue {
        switch self {
        case .null: return .null
        case .bool(let value): return .bool(value)
        case .integer(let value): return .integer(value)
        case .string(let text), .timestamp(let text): return .string(text)
        case .bigInteger(let value):
            guard let number = JSONNumber(String(value)) else { break }
            return .number(number)
        case .float(let value):
            if let whole = Int64(exactly: value) { return .integer(whole) }
            guard value.isFinite, let number = JSONNumber(GoNumber.json(value)) else { break }
            return .number(number)
        }
        throw YAMLError("JSON has no number that is infinite or not a number", at: mark)
    }
}
