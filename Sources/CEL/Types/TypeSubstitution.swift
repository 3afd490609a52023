/// What has been found out about types that were open.
struct TypeSubstitution {
    private var bindings: [Int: CELType] = [:]
    private var next = 0

    /// A type that is yet to be found.
    mutating func fresh() -> CELType {
        next += 1
        return .parameter(next)
    }

    /// A type with parameters of a declaration replaced by fresh ones.
    mutating func instance(of type: CELType, _ names: inout [Int: CELType]) -> CELType {
        switch type {
        case .parameter(let name):
            if let known = names[name] { return known }
            let made = fresh()
            names[name] = made
            return made
        case .list(let element): return .list(instance(of: element, &names))
        case .map(let key, let value): return .map(instance(of: key, &names), instance(of: value, &names))
        case .optional(let value): return .optional(instance(of: value, &names))
        default: return type
        }
    }

    /// What is known of a type; what is still open is any type.
    func resolved(_ type: CELType) -> CELType {
        switch type {
        case .parameter(let name): bindings[name].map { resolved($0) } ?? .dyn
        case .list(let element): .list(resolved(element))
        case .map(let key, let value): .map(resolved(key), resolved(value))
        case .optional(let value): .optional(resolved(value))
        default: type
        }
    }

    /// The type itself, where it stands for one.
    func head(_ type: CELType) -> CELType {
        var type = type
        while case .parameter(let name) = type, let bound = bindings[name] { type = bound }
        return type
    }

    /// Whether a value of one type can stand where another is wanted; what is open is settled so that it can.
    mutating func assign(_ given: CELType, to wanted: CELType) -> Bool {
        let (given, wanted) = (head(given), head(wanted))
        switch (given, wanted) {
        case (.parameter(let a), .parameter(let b)) where a == b: return true
        case (_, .parameter(let name)):
            guard !occurs(name, in: given) else { return false }
            bindings[name] = given
            return true
        case (.parameter(let name), _):
            guard !occurs(name, in: wanted) else { return false }
            bindings[name] = wanted
            return true
        case (.dyn, _), (_, .dyn): return true
        case (.list(let a), .list(let b)): return assign(a, to: b)
        case (.map(let ak, let av), .map(let bk, let bv)): return assign(ak, to: bk) && assign(av, to: bv)
        case (.optional(let a), .optional(let b)): return assign(a, to: b)
        // Null stands for objects, times and what is opaque.
        case (.null, .object), (.null, .timestamp), (.null, .duration), (.null, .opaque): return true
        case (.object, .null), (.timestamp, .null), (.duration, .null), (.opaque, .null): return true
        default: return given == wanted
        }
    }

    private func occurs(_ name: Int, in type: CELType) -> Bool {
        switch head(type) {
        case .parameter(let other): other == name
        case .list(let element): occurs(name, in: element)
        case .map(let key, let value): occurs(name, in: key) || occurs(name, in: value)
        case .optional(let value): occurs(name, in: value)
        default: false
        }
    }

    /// The type of what may be of either type: one of them where it takes the other, else any.
    mutating func joined(_ a: CELType, _ b: CELType) -> CELType {
        var attempt = self
        if attempt.assign(b, to: a) {
            self = attempt
            // Where one says more than the other, nothing is known of what they have not in common.
            if case .dyn = head(a) { return .dyn }
            if case .dyn = head(b) { return .dyn }
            return head(a) == .null ? b : a
        }
        return .dyn
    }
}
