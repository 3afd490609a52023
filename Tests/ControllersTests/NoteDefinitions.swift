import APIMachinery
import APISchema

/// Kinds that are added to a running server.
enum NoteDefinitions {
    /// Notes, in a group of their own, without the verb `deletecollection`.
    static let notes = definitions(
        kind: "Note", plural: "notes", verbs: [.create, .get, .list, .watch, .update, .patch, .delete])
    /// Letters, with all verbs.
    static let letters = definitions(kind: "Letter", plural: "letters", verbs: Verb.offered)

    private static func definitions(kind: String, plural: String, verbs: [Verb]) -> DefinitionSet {
        let group = "\(plural).example.org"
        let type = TypeDefinition(
            name: "org.example.v1.\(kind)", group: group, version: "v1",
            schema: Schema(
                .object(
                    ObjectSchema(
                        fields: [
                            Field("kind", Schema(.string)), Field("apiVersion", Schema(.string)),
                            Field(
                                "metadata", Schema(.reference("io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta"))),
                            Field("text", Schema(.string)),
                        ]))),
            kinds: [GroupVersionKind(group: group, version: "v1", kind: kind)], swiftName: kind)
        return DefinitionSet(
            types: [type.name: type],
            resources: [
                ResourceDefinition(
                    group: group, version: "v1", kind: kind, plural: plural, singular: kind.lowercased(),
                    scope: .namespaced, verbs: verbs, typeName: type.name, listKind: kind + "List")
            ])
    }
}
