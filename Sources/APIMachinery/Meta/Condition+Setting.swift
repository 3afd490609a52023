extension [Condition] {
    /// The condition of a type; `nil` where there is none.
    public func condition(_ type: String) -> Condition? { first { $0.type == type } }

    /// Whether the condition of a type is there and holds.
    public func isTrue(_ type: String) -> Bool { condition(type)?.status == .true }

    /// Says whether an aspect holds, in the place of what was said about it before.
    ///
    /// The time of the last transition changes with the status alone, so that setting a condition to what it is changes
    /// nothing.
    ///
    /// - Parameters:
    ///   - type: The aspect, such as `Ready`.
    ///   - status: Whether it holds; `nil` where that is unknown.
    ///   - reason: Why, as a word in CamelCase.
    ///   - message: Why, for people.
    ///   - observedGeneration: The `metadata.generation` that this was found for.
    ///   - now: The time of the transition, if it is one.
    public mutating func set(
        _ type: String, _ status: Bool?, reason: String, message: String = "", observedGeneration: Int64? = nil,
        at now: Time = .now()
    ) {
        let status: ConditionStatus =
            switch status {
            case true?: .true
            case false?: .false
            case nil: .unknown
            }
        let index = firstIndex { $0.type == type }
        var condition =
            index.map { self[$0] }
            ?? Condition(type: type, status: status, lastTransitionTime: now, reason: reason, message: message)
        if condition.status != status { condition.lastTransitionTime = now }
        condition.status = status
        condition.reason = reason
        condition.message = message
        condition.observedGeneration = observedGeneration
        if let index { self[index] = condition } else { append(condition) }
    }
}
