import APICompiler
import APIMachinery
import APISchema
import ControlPlaneAPI
import Foundation
import JSON
import KubernetesAPI
import TestSupport

/// The definitions of this repository, compiled once.
enum Definitions {
    /// The sets, each after those that it refers to.
    static let sets = ["control-plane", "kubernetes"]

    static func directory(of set: String) -> String {
        Repository.folder.appendingPathComponent("api-definitions/\(set)").path
    }

    static let controlPlane = DefinitionCompiler.compile(directory: directory(of: "control-plane"))
    static let kubernetes = DefinitionCompiler.compile(
        directory: directory(of: "kubernetes"), references: [directory(of: "control-plane")])

    static func output(of set: String) -> DefinitionCompiler.Output {
        set == "control-plane" ? controlPlane : kubernetes
    }

    /// What both sets define themselves.
    static let own = DefinitionSet(
        types: controlPlane.result.own.types.merging(kubernetes.result.own.types) { first, _ in first },
        resources: controlPlane.result.own.resources + kubernetes.result.own.resources)

    /// What both sets define and what they refer to.
    static let all = kubernetes.result.all

    static let resolver = SchemaResolver([all])
    static let transcoder = ProtobufTranscoder(resolver: resolver)

    static func resource(apiVersion: String, kind: String) -> ResourceDefinition? {
        own.resources.first { $0.apiVersion == apiVersion && $0.kind == kind }
    }

    /// The resources with the models that are registered for them.
    static let models: [(resource: ResourceDefinition, type: any APIResource.Type)] =
        (ControlPlaneAPIRegistrations.all + KubernetesAPIRegistrations.all).flatMap { registration in
            registration.resources.compactMap { entry in
                own.resources.first {
                    $0.group == registration.group && $0.version == registration.version && $0.plural == entry.plural
                }.map { ($0, entry.type) }
            }
        }

    static func model(of resource: ResourceDefinition) -> (any APIResource.Type)? {
        models.first { $0.resource.typeName == resource.typeName }?.type
    }
}
