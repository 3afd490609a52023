import APIMachinery
import APISchema
import APIServer
import JSON
import KubernetesAPI
import KubernetesBehaviors
import Testing

/// Definitions and Swift code agree on which cells are computed.
@Suite struct ComputedColumnsTests {
    @Test func everyComputedColumnHasItsCell() throws {
        let empty = try JSONDocument(parsing: "{}")
        var names: [String] = []
        for registration in KubernetesAPIRegistrations.all {
            for resource in try DefinitionSet(compact: registration.definitions.bytes).resources {
                let computed = resource.columns.filter { $0.path == nil }.map(\.name)
                let behavior = ResourceBehaviors.kubernetes()[
                    GroupResource(group: resource.group, resource: resource.plural)]
                let cells = behavior?.cells?.cells(for: empty.root, now: Time()) ?? [:]
                #expect(cells.keys.sorted() == computed.sorted(), "\(resource.plural)")
                names.append(resource.plural)
            }
        }
        #expect(names.sorted() == ["deployments", "pods", "services"])
    }
}
