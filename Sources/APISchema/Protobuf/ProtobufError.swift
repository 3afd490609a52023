internal import JSON

/// Why a value has no protobuf form, or why bytes are no message.
package struct ProtobufError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong.
    package enum Reason: Hashable, Sendable {
        /// The bytes end within a field.
        case truncated
        /// A variable-length number has more than ten bytes or 64 bits.
        case varintTooLong
        /// A length leads beyond the end of the message.
        case lengthOutOfBounds
        /// A field number is 0 or greater than 2^29 - 1.
        case invalidFieldNumber
        /// A field has another wire type than its definition says.
        case wrongWireType
        /// The message has a group, which no message here does.
        case group
        /// Messages are nested too deeply.
        case tooDeep
        /// A string is not UTF-8.
        case notUTF8
        /// The bytes do not begin with `k8s` and a zero byte.
        case noEnvelope
        /// The envelope's content is encoded in a way that is not understood.
        case contentEncoding(String)
        /// The envelope holds a kind that has no message.
        case unknownKind(apiVersion: String, kind: String)
        /// A raw value is neither JSON nor an object in its envelope.
        case invalidRawValue
        /// A value on the wire has no form in JSON: a time out of range, a number that is not finite.
        case notRepresentable
        /// The value in JSON is of another type.
        case expected(String)
        /// The definition gives the field no protobuf form.
        case noProtobufForm
        /// The message leaves too much to be filled in that JSON always has.
        case expandsTooMuch
        /// The definition has a message that contains itself in a field that is always written.
        case endless
    }

    private struct Content: Hashable, Sendable {
        var reason: Reason
        var path: String
        var offset: Int?
    }

    /// On the heap, since every frame of the recursion that reads and writes messages has room for several errors.
    private var content: CopyOnWriteBox<Content>

    /// What is wrong.
    package var reason: Reason {
        get { content.value.reason }
        set { content.value.reason = newValue }
    }
    /// The field, such as `spec.containers[0].name`; empty for the object itself.
    package var path: String {
        get { content.value.path }
        set { content.value.path = newValue }
    }
    /// Where in the bytes, for bytes that were read.
    package var offset: Int? {
        get { content.value.offset }
        set { content.value.offset = newValue }
    }

    /// Makes an error.
    package init(_ reason: Reason, path: String = "", offset: Int? = nil) {
        content = CopyOnWriteBox(Content(reason: reason, path: path, offset: offset))
    }

    /// The field, what is wrong, and where in the bytes.
    package var description: String {
        var text = path.isEmpty ? "" : "\(path): "
        switch reason {
        case .truncated: text += "the bytes end within a field"
        case .varintTooLong: text += "a variable-length number is longer than 64 bits"
        case .lengthOutOfBounds: text += "a length leads beyond the end of the message"
        case .invalidFieldNumber: text += "a field number is out of range"
        case .wrongWireType: text += "the wire type is not the field's"
        case .group: text += "groups are not supported"
        case .tooDeep: text += "messages are nested too deeply"
        case .notUTF8: text += "a string is not UTF-8"
        case .noEnvelope: text += "the bytes do not begin with the envelope of Kubernetes' protobuf"
        case .contentEncoding(let encoding): text += "the content encoding \(encoding) is not supported"
        case .unknownKind(let apiVersion, let kind):
            text += "no message is known for kind \(kind) in version \(apiVersion)"
        case .invalidRawValue: text += "a raw value is not JSON"
        case .notRepresentable: text += "a value has no form in JSON"
        case .expected(let type): text += "must be \(type)"
        case .endless: text += "the message contains itself in a field that is always written"
        case .expandsTooMuch: text += "the message leaves out too many fields that are always written"
        case .noProtobufForm: text += "the definition gives no protobuf form"
        }
        if let offset { text += " (at byte \(offset))" }
        return text
    }

    /// The error as seen from the object that has the member.
    func within(_ member: String) -> Self {
        var error = self
        error.path = path.isEmpty ? member : path.first == "[" ? member + path : "\(member).\(path)"
        return error
    }

    /// The error as seen from the list that has the element.
    func within(_ index: Int) -> Self {
        within("[\(index)]")
    }

    /// The error as seen from the map that has the key.
    func within(key: String) -> Self {
        within("[\(key)]")
    }
}
