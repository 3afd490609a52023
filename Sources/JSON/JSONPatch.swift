/// A JSON Patch (RFC 6902).
public struct JSONPatch: Sendable, Hashable {
    /// An operation, with its pointers.
    public enum Operation: Sendable, Hashable {
        case add(JSONPointer, JSONValue)
        case remove(JSONPointer)
        case replace(JSONPointer, JSONValue)
        case move(from: JSONPointer, to: JSONPointer)
        case copy(from: JSONPointer, to: JSONPointer)
        case test(JSONPointer, JSONValue)

        /// The operation's `path`.
        public var path: JSONPointer {
            switch self {
            case .add(let path, _), .remove(let path), .replace(let path, _), .move(_, let path), .copy(_, let path),
                .test(let path, _):
                path
            }
        }
    }

    /// The operations in their order.
    public var operations: [Operation]

    /// Makes a value of its parts.
    public init(_ operations: [Operation]) {
        self.operations = operations
    }

    /// A patch from its JSON.
    public init(_ json: JSONValue, options: JSONPatchOptions = JSONPatchOptions()) throws(JSONPatchError) {
        guard case .array(let elements) = json else {
            throw JSONPatchError(reason: .malformed("a JSON patch is an array of operations"), operation: nil, path: "")
        }
        guard elements.count <= options.maximumOperations else {
            throw JSONPatchError(reason: .tooManyOperations(limit: options.maximumOperations), operation: nil, path: "")
        }
        operations = []
        operations.reserveCapacity(elements.count)
        for (index, element) in elements.enumerated() {
            operations.append(try Self.operation(element, at: index))
        }
    }

    private static func operation(_ json: JSONValue, at index: Int) throws(JSONPatchError) -> Operation {
        func malformed(_ text: String) -> JSONPatchError {
            JSONPatchError(reason: .malformed(text), operation: index, path: json["path"]?.stringValue ?? "")
        }
        func pointer(_ name: String) throws(JSONPatchError) -> JSONPointer {
            guard let value = json[name] else { throw malformed("no '\(name)'") }
            guard let text = value.stringValue, let pointer = JSONPointer(text) else {
                throw malformed("'\(name)' is no JSON pointer")
            }
            return pointer
        }
        func value() throws(JSONPatchError) -> JSONValue {
            guard let value = json["value"] else { throw malformed("no 'value'") }
            return value
        }

        guard case .object = json else { throw malformed("an operation is an object") }
        guard let name = json["op"]?.stringValue else { throw malformed("no 'op'") }
        switch name {
        case "add": return .add(try pointer("path"), try value())
        case "remove": return .remove(try pointer("path"))
        case "replace": return .replace(try pointer("path"), try value())
        case "move": return .move(from: try pointer("from"), to: try pointer("path"))
        case "copy": return .copy(from: try pointer("from"), to: try pointer("path"))
        case "test": return .test(try pointer("path"), try value())
        default: throw malformed("unknown operation '\(name)'")
        }
    }

    /// The patch as JSON.
    public var json: JSONValue {
        .array(
            operations.map { operation in
                let path = JSONValue.string(operation.path.description)
                return switch operation {
                case .add(_, let value): ["op": "add", "path": path, "value": value]
                case .remove: ["op": "remove", "path": path]
                case .replace(_, let value): ["op": "replace", "path": path, "value": value]
                case .move(let from, _): ["op": "move", "from": .string(from.description), "path": path]
                case .copy(let from, _): ["op": "copy", "from": .string(from.description), "path": path]
                case .test(_, let value): ["op": "test", "path": path, "value": value]
                }
            })
    }

    /// Applies the operations in order.
    ///
    /// - Returns: The patched value. Where an operation fails nothing is changed, as the value passed is another.
    public func apply(
        to value: JSONValue, options: JSONPatchOptions = JSONPatchOptions()
    ) throws(JSONPatchError) -> JSONValue {
        guard operations.count <= options.maximumOperations else {
            throw JSONPatchError(reason: .tooManyOperations(limit: options.maximumOperations), operation: nil, path: "")
        }
        var patcher = JSONPatcher(value, options: options)
        for (index, operation) in operations.enumerated() {
            do {
                try patcher.apply(operation)
            } catch {
                throw JSONPatchError(reason: error.reason, operation: index, path: error.path.description)
            }
        }
        return patcher.result
    }
}
