package import JSON

/// Why an object cannot be converted between versions.
package struct VersionConversionError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong, and where.
    package var description: String
}

extension ResourceDefinition {
    /// An object of this version as one of the storage version.
    ///
    /// The values of mapped fields move to their paths there, everything else stays where it is. All mapped values are
    /// taken out before any is put in, so that two fields can change places. Objects that hold nothing else are left
    /// out with what moved.
    ///
    /// - Parameter apiVersion: The storage version as objects name it, such as `library.example.org/v1`.
    /// - Throws: ``VersionConversionError`` where a value cannot be put in because something on the way is no object.
    package func convertedToStorage(_ value: JSONValue, apiVersion: String) throws(VersionConversionError) -> JSONValue
    {
        try Self.moved(value, conversion.map { (from: $0.path, to: $0.storagePath) }, apiVersion: apiVersion)
    }

    /// An object of the storage version as one of this version.
    ///
    /// - Throws: ``VersionConversionError`` where a value cannot be put in because something on the way is no object.
    package func convertedFromStorage(_ value: JSONValue) throws(VersionConversionError) -> JSONValue {
        try Self.moved(value, conversion.map { (from: $0.storagePath, to: $0.path) }, apiVersion: apiVersion)
    }

    private static func moved(
        _ value: JSONValue, _ moves: [(from: FieldPath, to: FieldPath)], apiVersion: String
    ) throws(VersionConversionError) -> JSONValue {
        guard case .object = value else { throw VersionConversionError(description: "only objects are converted") }
        var value = value
        var taken: [(to: FieldPath, value: JSONValue)] = []
        // What stands deeper is taken first: a field of an object that moves as a whole may have its own place.
        for move in moves.sorted(by: { $0.from.steps.count > $1.from.steps.count }) {
            guard move.from.members != nil, move.to.members != nil else {
                throw VersionConversionError(
                    description: "\(move.from) and \(move.to): only paths of members are converted")
            }
            if let moving = move.from.remove(from: &value) { taken.append((move.to, moving)) }
        }
        for (path, moving) in taken.sorted(by: { $0.to.steps.count < $1.to.steps.count }) {
            guard path.set(moving, in: &value) else {
                throw VersionConversionError(description: "\(path) cannot be set: something on the way is no object")
            }
        }
        if case .object(var object) = value {
            if object["apiVersion"] != nil { object["apiVersion"] = .string(apiVersion) }
            value = .object(object)
        }
        return value
    }
}
