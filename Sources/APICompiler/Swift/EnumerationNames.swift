/// The Swift names of the values of an enumeration. They depend on which values there are, and not on their order.
struct EnumerationNames {
    /// The name of each value, without backticks.
    let names: [String: String]
    /// The values that would share a name, by that name; each has been given another, but for one that is the name itself.
    let clashes: [String: [String]]

    /// What every enumeration has.
    private static let members: Set<String> = ["rawValue", "description", "hashValue", "encode"]

    init(of values: some Collection<String>) {
        let values = Set(values).sorted()
        let wanted = Dictionary(grouping: values, by: SwiftIdentifier.lowerCamel)
        var taken = Self.members
        var names: [String: String] = [:]
        // Values that are names already keep theirs. Of the others those that share one are named as they are written.
        for value in values where SwiftIdentifier.lowerCamel(value) == value {
            names[value] = SwiftIdentifier.unique(value, in: &taken)
        }
        for value in values where names[value] == nil {
            let short = SwiftIdentifier.lowerCamel(value)
            let isShared = taken.contains(short) || (wanted[short]?.count ?? 0) > 1
            names[value] = SwiftIdentifier.unique(isShared ? SwiftIdentifier.identifier(value) : short, in: &taken)
        }
        self.names = names
        clashes = wanted.filter { $0.value.count > 1 }
    }
}
