public import JSON

/// An object of any kind inside of another, kept as JSON.
///
/// `io.k8s.apimachinery.pkg.runtime.RawExtension`
public struct RawExtension: Sendable, Hashable, JSONCodable {
    /// The object; null where there is none.
    public var value: JSONValue

    /// No object.
    public init() { value = .null }

    /// An object as JSON.
    public init(_ value: JSONValue) { self.value = value }

    /// The `apiVersion` of the object; empty where it has none.
    public var apiVersion: String { value["apiVersion"]?.stringValue ?? "" }
    /// The `kind` of the object; empty where it has none.
    public var kind: String { value["kind"]?.stringValue ?? "" }

    /// Keeps any JSON value.
    public init(json: JSONNode) throws(JSONDecodingError) { value = try JSONValue(json: json) }

    /// Writes the value as it is.
    public func encode(to writer: inout JSONWriter) { value.encode(to: &writer) }
}
