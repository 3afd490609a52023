import APISchema

/// Writes one file, and knows which modules it mentions.
struct FileRenderer {
    let module: String
    let planner: ModelPlanner
    private var body = SwiftText()
    private var uses: Set<String> = []

    init(module: String, planner: ModelPlanner) {
        self.module = module
        self.planner = planner
    }

    private var names: NamePlan { planner.names }

    /// The file's text.
    ///
    /// Modules are imported publicly where they are imported at all: all that a file mentions, it mentions in its
    /// interface.
    func finished() -> String {
        var text = SwiftText()
        text.line("// Made by apusgen from API definitions. Edit those rather than this file.")
        text.line("// swift-format-ignore-file")
        let imports = uses.filter { $0 != module }.sorted()
        if !imports.isEmpty { text.line() }
        for name in imports { text.line("public import " + name) }
        if body.text.isEmpty { return text.text }
        text.line()
        return text.text + body.text
    }

    // MARK: Types

    /// Writes the declarations of types, in the extensions of their namespaces.
    mutating func renderTypes(_ entries: [NamePlan.TypeEntry]) {
        for entry in entries {
            let renderer = TypeRenderer(names: names, namespace: entry.namespace)
            let model = planner.model(of: entry, using: &uses)
            uses.insert(entry.namespace.module)
            separate()
            body.block("extension " + entry.namespace.name + " {") { renderer.render(model, into: &$0) }
        }
    }

    // MARK: Groups and versions

    /// Writes a group and version's namespace, client and registration.
    mutating func renderCommon(
        _ groupVersion: GroupVersion, resources: [ResourceDefinition], documents: SwiftGenerator.Documents
    ) {
        guard let namespace = names.namespaces[groupVersion] else { return }
        uses.insert("APIMachinery")
        uses.insert(namespace.module)
        if namespace.module == module {
            separate()
            body.documentation("The types of `\(groupVersion.apiVersion)`.")
            body.line("public enum \(namespace.name) {}")
            separate()
            body.documentation("The resources of `\(groupVersion.apiVersion)`.")
            body.block("public struct \(namespace.client): Sendable {") { text in
                text.line("/// What the requests go through.")
                text.line("public let clientset: Clientset")
                text.line()
                text.line("/// The resources by way of a clientset.")
                text.line("public init(_ clientset: Clientset) { self.clientset = clientset }")
            }
            separate()
            body.block("extension Clientset {") { text in
                text.documentation("The resources of `\(groupVersion.apiVersion)`.")
                text.line("public var \(namespace.property): \(namespace.client) { \(namespace.client)(self) }")
            }
        }
        renderAccessors(resources, of: groupVersion, in: namespace)
        renderRegistration(resources, of: groupVersion, in: namespace, documents)
    }

    private mutating func renderAccessors(
        _ resources: [ResourceDefinition], of groupVersion: GroupVersion, in namespace: NamePlan.Namespace
    ) {
        let offered = resources.compactMap { resource -> (ResourceDefinition, String, String)? in
            guard let type = self.type(of: resource),
                let property = names.clientProperties[groupVersion]?[resource.plural]
            else {
                return nil
            }
            return (resource, type, SwiftIdentifier.escaped(property))
        }
        guard !offered.isEmpty else { return }
        separate()
        body.block("extension \(namespace.client) {") { text in
            for (resource, type, property) in offered {
                text.documentation("The resource `\(resource.plural)`, of kind `\(resource.kind)`.")
                text.line("public var \(property): ResourceClient<\(type)> { clientset.resource() }")
            }
        }
    }

    private mutating func renderRegistration(
        _ resources: [ResourceDefinition], of groupVersion: GroupVersion, in namespace: NamePlan.Namespace,
        _ documents: SwiftGenerator.Documents
    ) {
        let types = resources.compactMap { resource in type(of: resource).map { (resource, $0) } }
        let name = registrationsName
        separate()
        body.block("extension \(name) {") { text in
            text.documentation("What is registered for `\(groupVersion.apiVersion)`.")
            text.line("public static let \(namespace.property) = GroupVersionRegistration(")
            text.indent { text in
                text.line(
                    "group: \(SwiftLiteral.string(groupVersion.group)), "
                        + "version: \(SwiftLiteral.string(groupVersion.version)),"
                )
                text.line("definitions: StaticBytes(\(SwiftLiteral.raw(json: documents.definitions))),")
                text.line("descriptions: StaticBytes(\(SwiftLiteral.raw(json: documents.descriptions))),")
                text.line("openAPI: StaticBytes(\(SwiftLiteral.raw(json: documents.openAPI))),")
                text.block("resources: [", closing: "]") { text in
                    for (resource, type) in types {
                        text.line(
                            "ResourceRegistration(plural: \(SwiftLiteral.string(resource.plural)), type: \(type).self),"
                        )
                    }
                }
            }
            text.line(")")
        }
    }

    /// The Swift type of a resource's objects; `nil` where they have no metadata and so cannot be resources in Swift.
    private func type(of resource: ResourceDefinition) -> String? {
        guard planner.isResource(resource), let entry = names.types[resource.typeName] else { return nil }
        return entry.namespace.name + "." + SwiftIdentifier.escaped(entry.identifier)
    }

    // MARK: Registrations

    private var registrationsName: String { SwiftIdentifier.identifier(module) + "Registrations" }

    /// Writes the list of all registrations of the module.
    ///
    /// - Parameter sharedTypes: What the module registers of the types that all groups share; `nil` where a module that it
    ///   refers to registers them.
    mutating func renderRegistrations(_ groupVersions: [GroupVersion], sharedTypes: SwiftGenerator.Documents?) {
        uses.insert("APIMachinery")
        var properties = groupVersions.compactMap { names.namespaces[$0]?.property }
        if sharedTypes != nil { properties.insert("sharedTypes", at: 0) }
        body.documentation("What this module registers with a server.")
        let name = registrationsName
        body.block("public enum \(name) {") { text in
            text.documentation("The registrations of all groups and versions, by group and version.")
            text.line(
                "public static let all: [GroupVersionRegistration] = [" + properties.joined(separator: ", ") + "]")
            guard let sharedTypes else { return }
            text.line()
            text.documentation("The types that all groups share, such as Kubernetes' meta/v1. They are no resources.")
            text.line("public static let sharedTypes = GroupVersionRegistration(")
            text.indent { text in
                text.line("group: \(SwiftLiteral.string("meta")), version: \(SwiftLiteral.string("v1")),")
                text.line("definitions: StaticBytes(\(SwiftLiteral.raw(json: sharedTypes.definitions))),")
                text.line("descriptions: StaticBytes(\(SwiftLiteral.raw(json: sharedTypes.descriptions))),")
                text.line("openAPI: StaticBytes(\(SwiftLiteral.raw(json: sharedTypes.openAPI))), resources: [])")
            }
        }
    }

    private mutating func separate() {
        if !body.text.isEmpty { body.line() }
    }
}
