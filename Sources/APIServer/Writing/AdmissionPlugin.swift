/// Something that is asked about every write before it is stored, beyond what the resource itself demands: it may change
/// the object, and then refuse it.
///
/// Plugins are asked in the order of ``APIServer/Configuration/admission``: first all to change the object, before the
/// resource's own strategy, then all whether it may be, once it is valid. They see objects in the version in which they are
/// stored. A refusal is an `APIError`, mostly `.forbidden`.
public protocol AdmissionPlugin: Sendable {
    /// By which the plugin is known, such as `LimitRanger`.
    var name: String { get }

    /// Whether the plugin is to be asked about a write.
    func handles(_ write: WriteRequest) -> Bool
    /// Changes the object, or refuses it.
    func mutate(_ write: inout WriteRequest) async throws
    /// Refuses the object, or does nothing. The write has been found valid.
    func validate(_ write: WriteRequest) async throws
}

extension AdmissionPlugin {
    /// About every write.
    public func handles(_ write: WriteRequest) -> Bool { true }
    /// Changes nothing.
    public func mutate(_ write: inout WriteRequest) async throws {}
    /// Refuses nothing.
    public func validate(_ write: WriteRequest) async throws {}
}
