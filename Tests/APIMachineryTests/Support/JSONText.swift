import JSON

/// The compact JSON of a value.
func text(_ value: some JSONEncodable) -> String { String(decoding: value.encodedJSON(), as: UTF8.self) }

/// A value from JSON text.
func decoded<Value: JSONDecodable>(_ text: String, as type: Value.Type = Value.self) throws -> Value {
    try Value(parsing: Array(text.utf8))
}
