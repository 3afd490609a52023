package import APIMachinery
package import JSON

/// Makes the cells of a resource's Table that its columns' paths say.
///
/// Cells are converted as kube-apiserver converts those of custom resources: an `integer`, `number` or `boolean` column
/// shows values of that kind only, a `string` column anything as text, a `date` column the time since then (`5d`). What
/// is absent is null. Two things are as in tables of built-in kinds: a time in a `string` column is shown as the time
/// since then, and an absent field whose absence means its empty value (``Field/Presence/implicit``,
/// ``Field/Presence/always``) is shown as that.
package struct TableCells: Sendable {
    private struct Cell: Sendable {
        let type: String
        let path: FieldPath?
        let isTime: Bool
        let absent: JSONValue
    }

    private let cells: [Cell]

    /// Cells for columns of objects of a schema; without schema nothing is known of the types of fields.
    package init(_ columns: [Column], schema: ResolvedSchema?) {
        cells = columns.map { column in
            let field = column.path.flatMap { path in schema.flatMap { Self.field(at: path, $0) } }
            let isTime = field.map { $0.node.shape.kind == .time || $0.node.shape.kind == .microTime } ?? false
            return Cell(
                type: column.type, path: column.path, isTime: isTime && column.type == "string",
                absent: Self.absent(column.type, field, isTime: isTime)
            )
        }
    }

    private static func field(at path: FieldPath, _ schema: ResolvedSchema) -> FieldNode? {
        guard case .member(let name)? = path.steps.last,
            let parent = schema.schema(at: FieldPath(Array(path.steps.dropLast())))
        else { return nil }
        return parent.node.shape.field(named: name)
    }

    private static func absent(_ type: String, _ field: FieldNode?, isTime: Bool) -> JSONValue {
        if isTime, type == "string" { return "<unknown>" }
        guard let field, field.presence == .implicit || field.presence == .always else { return .null }
        switch (type, field.node.shape.kind) {
        case ("string", .string): return ""
        case ("integer", .int32), ("integer", .int64), ("integer", .integer), ("number", .double), ("number", .number):
            return 0
        case ("boolean", .boolean): return false
        default: return .null
        }
    }

    /// The cells of an object; null for columns without path, whose cells Swift code computes.
    package func cells(for object: JSONValue, now: Time = .now()) -> [JSONValue] {
        cells(now) { $0.values(in: object) }
    }

    /// The cells of an object that is read in place: only what they show is looked at.
    package func cells(for object: JSONNode, now: Time = .now()) -> [JSONValue] {
        cells(now) { Self.values(at: $0, in: object) }
    }

    private static func values(at path: FieldPath, in object: JSONNode) -> [JSONValue] {
        var node = object
        for (position, step) in path.steps.enumerated() {
            guard case .member(let name) = step else {
                return FieldPath(Array(path.steps[position...])).values(in: node.value)
            }
            guard let member = node[name] else { return [] }
            node = member
        }
        return [node.value]
    }

    private func cells(_ now: Time, _ values: (FieldPath) -> [JSONValue]) -> [JSONValue] {
        cells.map { cell in
            guard let path = cell.path else { return .null }
            let values = values(path)
            guard let value = values.first, !value.isNull else { return cell.absent }
            if cell.isTime { return Self.age(value, now) }
            switch cell.type {
            case "integer": return Self.integer(value)
            case "number": return value.numberValue == nil ? .null : value
            case "boolean": return value.boolValue == nil ? .null : value
            case "string": return .string(values.map(Self.text).joined(separator: " "))
            case "date": return Self.age(value, now)
            default: return .null
            }
        }
    }

    /// For each column that shows the time since a time of the object, that time.
    package func times(in object: JSONNode) -> [Time?] {
        cells.map { cell in
            guard cell.isTime || cell.type == "date", let path = cell.path,
                let value = Self.values(at: path, in: object).first
            else { return nil }
            return Self.time(value).flatMap { $0.isZero ? nil : $0 }
        }
    }

    private static func integer(_ value: JSONValue) -> JSONValue {
        switch value {
        case .integer: return value
        case .number(let number):
            if let exact = number.exactInt64 { return .integer(exact) }
            let truncated = number.double.rounded(.towardZero)
            return Int64(exactly: truncated).map { .integer($0) } ?? .null
        default: return .null
        }
    }

    private static func text(_ value: JSONValue) -> String {
        if case .string(let text) = value { return text }
        return value.description
    }

    private static func time(_ value: JSONValue) -> Time? {
        guard case .string(let text) = value else { return nil }
        return (try? Time(parsing: text)) ?? (try? MicroTime(parsing: text))?.time
    }

    private static func age(_ value: JSONValue, _ now: Time) -> JSONValue {
        guard case .string = value else { return .null }
        guard let then = time(value) else { return "<invalid>" }
        if then.isZero { return "<unknown>" }
        return .string(Age.text(seconds: now.secondsSinceEpoch - then.secondsSinceEpoch))
    }
}

/// How long something took or ago it was, as Kubernetes shows it: two units at most, fewer the longer it is.
package enum Age {
    /// The text of a number of seconds, such as `3m12s`, `5d4h` or `2y`; `<invalid>` for a time more than a second
    /// ahead.
    package static func text(seconds: Int64) -> String {
        if seconds < -1 { return "<invalid>" }
        if seconds < 0 { return "0s" }
        let minutes = seconds / 60
        let hours = minutes / 60
        let days = hours / 24
        if seconds < 120 { return "\(seconds)s" }
        if minutes < 10 { return both(minutes, "m", seconds % 60, "s") }
        if minutes < 180 { return "\(minutes)m" }
        if hours < 8 { return both(hours, "h", minutes % 60, "m") }
        if hours < 48 { return "\(hours)h" }
        if days < 8 { return both(days, "d", hours % 24, "h") }
        if days < 730 { return "\(days)d" }
        if days < 2920 { return both(days / 365, "y", days % 365, "d") }
        return "\(days / 365)y"
    }

    private static func both(_ first: Int64, _ unit: String, _ second: Int64, _ smaller: String) -> String {
        second == 0 ? "\(first)\(unit)" : "\(first)\(unit)\(second)\(smaller)"
    }
}
