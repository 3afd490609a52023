internal import JSON

/// What is needed to write and read a message, found once: field numbers, kinds of values and presence.
///
/// Other messages are named by their position among all plans, so that plans of recursive types hold no circle.
final class MessagePlan: Sendable {
    let form: ProtobufMessage.Form
    /// In the order of the definition, in which JSON has them.
    let fields: [FieldPlan]
    /// The names of the fields, in the same order.
    let names: JSONNameTable
    /// In the order of their numbers.
    let wire: [WireNode]
    /// Whether JSON has apiVersion and kind, which stand in the envelope only.
    let hasTypeMeta: Bool
    /// The plan of a schema, for the forms that have one.
    let schemaPlan: Int

    init(form: ProtobufMessage.Form, fields: [FieldPlan], wire: [WireNode], hasTypeMeta: Bool, schemaPlan: Int) {
        self.form = form
        self.fields = fields
        names = JSONNameTable(fields.map(\.name))
        self.wire = wire
        self.hasTypeMeta = hasTypeMeta
        self.schemaPlan = schemaPlan
    }
}

/// A field of a message.
struct FieldPlan: Sendable {
    enum Cardinality: Sendable {
        case single, list, map
    }

    let name: String
    let number: Int
    let presence: Field.Presence
    let cardinality: Cardinality
    /// The kind of the value, or of each element or value in the map.
    let value: ValuePlan
    /// Whether an empty list is written as `[]` where it would be null: the items of Kubernetes' lists.
    let writesEmptyList: Bool
}

/// A kind of value on the wire.
enum ValuePlan: Sendable {
    case string, bytes, bool, int32, int64, double
    case time, microTime, duration, quantity, intOrString
    /// A message that holds JSON text: any value, an object only, or any value with null as its empty one.
    case rawJSON
    case rawObject
    /// A message by the position of its plan.
    case message(Int)
    /// A message with one field that holds the strings of a list.
    case stringList
}

/// A field on the wire.
struct WireNode: Sendable {
    let number: Int
    /// The position of the field in `fields`; -1 for an inlined message.
    let field: Int
    /// An inlined message's own fields.
    let inline: [WireNode]
    let inlinePresence: Field.Presence
}

extension [WireNode] {
    /// The node of a number; looked for first at `expected`, where input in the usual order has it.
    func node(_ number: Int, expected: inout Int) -> WireNode? {
        var position = expected
        while position < count, self[position].number < number { position += 1 }
        if position < count, self[position].number == number {
            // The same position again: a list's elements have the same number.
            expected = position
            return self[position]
        }
        guard let found = firstIndex(where: { $0.number == number }) else { return nil }
        expected = found
        return self[found]
    }
}
