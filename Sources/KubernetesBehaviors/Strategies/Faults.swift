import APISchema
import JSON

/// Collects what is wrong with an object while a rule walks through it. Paths are written only for what is wrong, and no
/// more is collected than is answered.
struct Faults {
    /// What has been found, in the order in which it was.
    private(set) var errors: [FieldError] = []
    private var path: [ValuePath.Step] = []
    /// Whether there is as much as is answered, and one more, which says so.
    private var isFull: Bool { errors.count > FieldError.maximumAnswered }

    /// Begins at a field of the object.
    init(at fields: String...) {
        path = fields.map { .field($0) }
    }

    /// Adds a fault of the value that the walk is at.
    mutating func add(_ reason: FieldError.Reason, _ detail: String = "", _ badValue: JSONValue? = nil) {
        if isFull { return }
        errors.append(FieldError(reason, ValuePath(path).description, detail, badValue: badValue))
    }

    /// Adds a fault of a field of the value that the walk is at.
    mutating func add(
        _ field: String, _ reason: FieldError.Reason, _ detail: String = "", _ badValue: JSONValue? = nil
    ) {
        within(field) { $0.add(reason, detail, badValue) }
    }

    /// Walks into a field.
    mutating func within(_ field: String, _ body: (inout Faults) -> Void) {
        within(.field(field), body)
    }

    /// Walks one step further.
    mutating func within(_ step: ValuePath.Step, _ body: (inout Faults) -> Void) {
        path.append(step)
        body(&self)
        path.removeLast()
    }

    /// Walks into each element of a list.
    mutating func each(_ name: String, of parent: JSONValue, _ body: (inout Faults, JSONValue) -> Void) {
        guard case .array(let elements)? = parent[name] else { return }
        path.append(.field(name))
        for (index, element) in elements.enumerated() {
            if isFull { break }
            within(.index(index)) { body(&$0, element) }
        }
        path.removeLast()
    }

    /// Walks into each entry of a map.
    mutating func eachKey(_ name: String, of parent: JSONValue, _ body: (inout Faults, String, JSONValue) -> Void) {
        guard case .object(let members)? = parent[name] else { return }
        path.append(.field(name))
        for (key, value) in members {
            if isFull { break }
            within(.key(key)) { body(&$0, key, value) }
        }
        path.removeLast()
    }

    /// Faults at the value that the walk is at, or at a field of it, to be put behind others by ``append(_:)``.
    func branch(_ field: String? = nil) -> Faults {
        var branch = Faults()
        branch.path = path + (field.map { [.field($0)] } ?? [])
        return branch
    }

    /// Adds what a branch has found.
    mutating func append(_ branch: Faults) {
        errors += branch.errors.prefix(FieldError.maximumAnswered + 1 - errors.count)
    }

    // MARK: Rules that recur

    /// A text is none of those supported.
    mutating func addUnsupported(_ field: String, _ text: String, _ supported: [String]) {
        add(field, .notSupported, Self.supported(supported), .string(text))
    }

    /// What is said of a value that is none of these.
    static func supported(_ values: [String]) -> String {
        "supported values: " + values.map { "\"\($0)\"" }.joined(separator: ", ")
    }

    /// An address has to be one.
    mutating func checkAddress(_ text: String) {
        for fault in AddressRules.faults(text) { add(.invalid, fault, .string(text)) }
    }

    /// A text has to be there.
    ///
    /// - Returns: whether it is.
    @discardableResult
    mutating func require(_ field: String, of value: JSONValue, _ detail: String = "") -> Bool {
        guard value.text(field).isEmpty else { return true }
        add(field, .required, detail)
        return false
    }

    /// A text, where there is one, has to obey a rule, which says what is wrong.
    mutating func check(_ field: String, of value: JSONValue, _ rule: (String) -> [String]) {
        let text = value.text(field)
        guard !text.isEmpty else { return }
        for fault in rule(text) { add(field, .invalid, fault, .string(text)) }
    }

    /// Numbers, where they are given, may not be negative.
    mutating func refuseNegative(_ fields: [String], of value: JSONValue) {
        for field in fields {
            if let number = value[field]?.int64Value, number < 0 {
                add(field, .invalid, "must be greater than or equal to 0", .integer(number))
            }
        }
    }

    /// A text may not repeat among those seen so far.
    mutating func refuseDuplicate(_ field: String, of value: JSONValue, among seen: inout Set<String>) {
        let text = value.text(field)
        if !text.isEmpty, !seen.insert(text).inserted { add(field, .duplicate, "", .string(text)) }
    }
}
