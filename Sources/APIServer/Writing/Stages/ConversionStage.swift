import APISchema
import JSON

/// To the version in which objects are stored.
///
/// What the schema of the request's version refuses is kept for validation, which asks the stored version's: a rule of
/// either is a rule.
struct ConversionStage: WriteStage {
    func run(_ write: inout WriteRequest) async throws {
        guard let object = write.object, !write.resource.isStorageVersion else { return }
        // An endpoint for a part of the object is asked about that part alone.
        if write.endpoint.writes == nil {
            write.faults = ValidationStage.schemaErrors(object, old: nil, write.resource, write.resource.schema)
        }
        let converted = try write.resource.toStorageVersion(object)
        write.object = converted
        write.completed = converted
    }
}
