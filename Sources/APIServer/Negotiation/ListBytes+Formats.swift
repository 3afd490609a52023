import JSON
import YAML

/// Lists for people: YAML, and JSON with line feeds. They are made item by item as the others are.
extension ListBytes {
    /// The list, which is one in compact JSON that ends with its items, in another format.
    func formatted(_ form: AnswerForm) throws -> ListBytes {
        let frame = try JSONValue(parsing: head + tail)
        guard !objects.isEmpty, let items = frame.objectValue?.last?.key else { return try formattedFrame(frame, form) }
        return form.encoding == .yaml ? yaml(frame, items: items) : indented(frame)
    }

    /// A list without items.
    private func formattedFrame(_ frame: JSONValue, _ form: AnswerForm) throws -> ListBytes {
        var list = self
        (list.head, list.tail) = (form.encoding == .yaml ? Self.yaml(frame) : Self.indented(frame), [])
        return list
    }

    // MARK: JSON

    private static func indented(_ value: JSONValue) -> [UInt8] {
        value.serialized(indent: 2) + [UInt8(ascii: "\n")]
    }

    private func indented(_ frame: JSONValue) -> ListBytes {
        let margin = Array("\n    ".utf8)
        var list = self
        // The items stand between the brackets of what is an empty array without them.
        list.head = Self.indented(frame).dropLast("]\n}\n".utf8.count) + margin
        list.separator = [UInt8(ascii: ",")] + margin
        list.tail = Array("\n  ]\n}\n".utf8)
        list.isComputed = true
        list.write = { [write] object, bytes in
            var item: [UInt8] = []
            try write(object, &item)
            // No text in JSON has a line feed.
            for byte in try JSONValue(parsing: item).serialized(indent: 2) {
                if byte == UInt8(ascii: "\n") { bytes += margin } else { bytes.append(byte) }
            }
        }
        return list
    }

    // MARK: YAML

    private static func yaml(_ value: JSONValue) -> [UInt8] {
        var emitter = YAMLEmitter()
        emitter.document(value)
        return emitter.takeBytes()
    }

    private func yaml(_ frame: JSONValue, items: String) -> ListBytes {
        var list = self
        list.head = Self.yaml(frame).dropLast(" []\n".utf8.count) + [UInt8(ascii: "\n")]
        list.separator = []
        list.tail = []
        list.isComputed = true
        let key = items.utf8.count + ":\n".utf8.count
        list.write = { [write] object, bytes in
            var item: [UInt8] = []
            try write(object, &item)
            // An item is written as the only one of such a list, whose first line has been written.
            bytes += Self.yaml([items: .array([try JSONValue(parsing: item)])]).dropFirst(key)
        }
        return list
    }
}
