internal import JSON

/// Typed access to JSON that an importer reads, with errors that name the path.
extension JSONValue {
    func importedString(at path: [String]) throws(ImportError) -> String {
        guard let value = stringValue else { throw ImportError(path: path, message: "must be a string") }
        return value
    }

    func importedBool(at path: [String]) throws(ImportError) -> Bool {
        guard let value = boolValue else { throw ImportError(path: path, message: "must be a boolean") }
        return value
    }

    func importedObject(at path: [String]) throws(ImportError) -> JSONObject {
        guard let value = objectValue else { throw ImportError(path: path, message: "must be an object") }
        return value
    }

    func importedArray(at path: [String]) throws(ImportError) -> [JSONValue] {
        guard let value = arrayValue else { throw ImportError(path: path, message: "must be a list") }
        return value
    }

    func importedStrings(at path: [String]) throws(ImportError) -> [String] {
        var strings: [String] = []
        for (index, value) in try importedArray(at: path).enumerated() {
            strings.append(try value.importedString(at: path + [String(index)]))
        }
        return strings
    }

    /// A whole number of at least `minimum` that fits `Int32`, as counts, priorities and field numbers do.
    func importedCount(atLeast minimum: Int = 0, at path: [String]) throws(ImportError) -> Int {
        guard let value = int64Value, value >= minimum, value <= Int32.max else {
            throw ImportError(path: path, message: "must be a whole number of at least \(minimum)")
        }
        return Int(value)
    }

    func importedNumber(at path: [String]) throws(ImportError) -> JSONNumber {
        switch self {
        case .integer(let value): return JSONNumber(value)
        case .number(let value): return value
        default: throw ImportError(path: path, message: "must be a number")
        }
    }
}

extension JSONObject {
    /// The string of a member that must be there.
    func importedString(_ key: String, at path: [String]) throws(ImportError) -> String {
        guard let value = self[key] else { throw ImportError(path: path, message: "\(key) is missing") }
        return try value.importedString(at: path + [key])
    }

    /// The string of a member; `nil` where it is absent or null.
    func importedOptionalString(_ key: String, at path: [String]) throws(ImportError) -> String? {
        guard let value = self[key], !value.isNull else { return nil }
        return try value.importedString(at: path + [key])
    }

    /// The strings of a member; none where it is absent or null.
    func importedStrings(_ key: String, at path: [String]) throws(ImportError) -> [String] {
        guard let value = self[key], !value.isNull else { return [] }
        return try value.importedStrings(at: path + [key])
    }

    /// The elements of a member; none where it is absent or null.
    func importedArray(_ key: String, at path: [String]) throws(ImportError) -> [JSONValue] {
        guard let value = self[key], !value.isNull else { return [] }
        return try value.importedArray(at: path + [key])
    }

    /// The boolean of a member; false where it is absent or null.
    func importedBool(_ key: String, at path: [String]) throws(ImportError) -> Bool {
        guard let value = self[key], !value.isNull else { return false }
        return try value.importedBool(at: path + [key])
    }
}
