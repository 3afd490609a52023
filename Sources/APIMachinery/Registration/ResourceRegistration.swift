/// The Swift type that stands for a resource.
public struct ResourceRegistration: Sendable {
    /// The plural name, which stands in paths.
    public var plural: String
    /// The model.
    public var type: any APIResource.Type

    /// Makes a registration.
    public init(plural: String, type: any APIResource.Type) {
        self.plural = plural
        self.type = type
    }

    /// Registers a model under its own plural name.
    public init(_ type: any APIResource.Type) {
        self.init(plural: type.plural, type: type)
    }
}
