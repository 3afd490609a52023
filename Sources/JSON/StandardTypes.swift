extension Bool: JSONDecodable, JSONEncodable {
    /// Reads a value of the type; fails for JSON of another kind.
    public init(json: JSONNode) throws(JSONDecodingError) {
        guard let value = json.boolValue else { throw JSONDecodingError(expected: "a boolean", found: json) }
        self = value
    }

    /// Writes the value.
    public func encode(to writer: inout JSONWriter) { writer.write(self) }
}

extension Int64: JSONDecodable, JSONEncodable {
    /// Reads a value of the type; fails for JSON of another kind.
    public init(json: JSONNode) throws(JSONDecodingError) {
        guard let value = json.int64Value else {
            if let number = json.numberValue {
                throw JSONDecodingError(message: "\(number) is no whole number of 64 bits")
            }
            throw JSONDecodingError(expected: "a number", found: json)
        }
        self = value
    }

    /// Writes the value.
    public func encode(to writer: inout JSONWriter) { writer.write(self) }
}

extension Int: JSONDecodable, JSONEncodable {
    /// Reads a value of the type; fails for JSON of another kind.
    public init(json: JSONNode) throws(JSONDecodingError) { self = Int(try Int64(json: json)) }
    /// Writes the value.
    public func encode(to writer: inout JSONWriter) { writer.write(Int64(self)) }
}

extension Int32: JSONDecodable, JSONEncodable {
    /// Reads a value of the type; fails for JSON of another kind.
    public init(json: JSONNode) throws(JSONDecodingError) {
        let value = try Int64(json: json)
        guard let value = Int32(exactly: value) else {
            throw JSONDecodingError(message: "\(value) is no whole number of 32 bits")
        }
        self = value
    }

    /// Writes the value.
    public func encode(to writer: inout JSONWriter) { writer.write(Int64(self)) }
}

extension Double: JSONDecodable, JSONEncodable {
    /// Reads a value of the type; fails for JSON of another kind.
    public init(json: JSONNode) throws(JSONDecodingError) {
        guard let value = json.doubleValue else { throw JSONDecodingError(expected: "a number", found: json) }
        self = value
    }

    /// Writes the value.
    public func encode(to writer: inout JSONWriter) { writer.write(self) }
}

extension String: JSONDecodable, JSONEncodable {
    /// Reads a value of the type; fails for JSON of another kind.
    public init(json: JSONNode) throws(JSONDecodingError) {
        guard let value = json.stringValue else { throw JSONDecodingError(expected: "a string", found: json) }
        self = value
    }

    /// Writes the value.
    public func encode(to writer: inout JSONWriter) { writer.write(self) }
}

extension JSONValue: JSONDecodable, JSONEncodable {
    /// Reads a value of the type; fails for JSON of another kind.
    public init(json: JSONNode) throws(JSONDecodingError) { self = json.value }
    /// Writes the value.
    public func encode(to writer: inout JSONWriter) { writer.write(self) }
}

extension JSONObject: JSONDecodable, JSONEncodable {
    /// Reads a value of the type; fails for JSON of another kind.
    public init(json: JSONNode) throws(JSONDecodingError) {
        guard case .object(let object) = json.value else { throw JSONDecodingError(expected: "an object", found: json) }
        self = object
    }

    /// Writes the value.
    public func encode(to writer: inout JSONWriter) { writer.write(self) }
}

extension JSONNumber: JSONDecodable, JSONEncodable {
    /// Reads a value of the type; fails for JSON of another kind.
    public init(json: JSONNode) throws(JSONDecodingError) {
        guard let value = json.numberValue else { throw JSONDecodingError(expected: "a number", found: json) }
        self = value
    }

    /// Writes the value.
    public func encode(to writer: inout JSONWriter) { writer.write(self) }
}

extension Array: JSONDecodable where Element: JSONDecodable {
    /// Reads a value of the type; fails for JSON of another kind.
    @inlinable
    public init(json: JSONNode) throws(JSONDecodingError) {
        guard json.kind == .array else { throw JSONDecodingError(expected: "an array", found: json) }
        self.init()
        reserveCapacity(json.count)
        for element in json.elements {
            do {
                append(try Element(json: element))
            } catch {
                throw error.inside(element: count)
            }
        }
    }
}

extension Array: JSONEncodable where Element: JSONEncodable {
    /// Writes the value.
    @inlinable
    public func encode(to writer: inout JSONWriter) {
        writer.beginArray()
        for element in self { writer.element(element) }
        writer.endArray()
    }
}

extension Dictionary: JSONDecodable where Key == String, Value: JSONDecodable {
    /// Where a name comes twice, the later value wins.
    @inlinable
    public init(json: JSONNode) throws(JSONDecodingError) {
        guard json.kind == .object else { throw JSONDecodingError(expected: "an object", found: json) }
        self.init(minimumCapacity: json.count)
        for (key, value) in json.members {
            do {
                self[key] = try Value(json: value)
            } catch {
                throw error.inside(member: key)
            }
        }
    }
}

extension Dictionary: JSONEncodable where Key == String, Value: JSONEncodable {
    /// Writes the members in the order of their names' bytes.
    @inlinable
    public func encode(to writer: inout JSONWriter) {
        writer.beginObject()
        if count < 2 {
            for (key, value) in self {
                writer.key(key)
                value.encode(to: &writer)
            }
        } else {
            for (key, value) in sorted(by: { bytesPrecede($0.key, $1.key) }) {
                writer.key(key)
                value.encode(to: &writer)
            }
        }
        writer.endObject()
    }
}

@usableFromInline
func bytesPrecede(_ a: String, _ b: String) -> Bool { textPrecedes(a, b) }

extension Optional: JSONDecodable where Wrapped: JSONDecodable {
    /// Reads a value of the type; fails for JSON of another kind.
    @inlinable
    public init(json: JSONNode) throws(JSONDecodingError) {
        self = json.isNull ? nil : try Wrapped(json: json)
    }
}

extension Optional: JSONEncodable where Wrapped: JSONEncodable {
    /// Writes the value.
    @inlinable
    public func encode(to writer: inout JSONWriter) {
        if let self { self.encode(to: &writer) } else { writer.writeNull() }
    }
}
