/// What ``ResolvedSchema/prepare(_:_:)`` does with a value. All steps are taken in one walk; of each object or list:
///
/// 1. ``prune``: members that no field names are dropped, unless the schema keeps them. Of an embedded resource
///    apiVersion, kind and metadata are always kept.
/// 2. ``dropNulls``: null where it is no value of its own becomes absence; within a list it stays, as it does without
///    this step.
/// 3. ``defaults``: what is absent and has a default gets it, and quantities are rounded up to their precision. Defaults
///    are applied wherever the parent is there, also where it is itself a default, or a struct that ``normalize`` makes
///    because it is always written.
/// 4. The members are prepared in turn.
/// 5. ``normalize``: the member is written as Kubernetes' built-in kinds are.
package struct Preparation: OptionSet, Sendable, Hashable {
    /// The steps as bits.
    package let rawValue: UInt8

    /// The steps of these bits.
    package init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// Drop members that no field names.
    package static let prune = Preparation(rawValue: 1)
    /// Treat null as absence where the schema does not say that it is nullable.
    package static let dropNulls = Preparation(rawValue: 2)
    /// Fill in defaults.
    package static let defaults = Preparation(rawValue: 4)
    /// Write the value as Kubernetes' built-in kinds are written: fields in the order of their definition, keys of maps
    /// sorted, quantities, times and durations in their canonical form, empty values as ``Field/Presence`` says.
    /// Includes ``prune`` and ``dropNulls``: a Go struct cannot hold what they drop. Within a list or map null becomes
    /// the empty value of its type.
    package static let normalize = Preparation(rawValue: 8)

    /// All that is done with an object of a built-in kind.
    package static let builtIn: Preparation = [.prune, .dropNulls, .defaults, .normalize]
    /// All that is done with a custom resource, which is else kept as it came.
    package static let customResource: Preparation = [.prune, .dropNulls, .defaults]

    /// What is done with objects of a resource whose definition says so (``ResourceDefinition/isNormalized``).
    package static func steps(isNormalized: Bool) -> Preparation { isNormalized ? builtIn : customResource }
}
