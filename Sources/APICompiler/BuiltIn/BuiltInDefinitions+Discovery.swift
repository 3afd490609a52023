extension BuiltInDefinitions {
    /// What a server says of its groups, versions and resources, and of itself.
    static let discoveryText = #"""
        group: meta
        version: v1
        openAPIPackage: io.k8s.apimachinery.pkg.apis.meta.v1
        protobufPackage: k8s.io.apimachinery.pkg.apis.meta.v1
        types:
          APIGroup:
            description: "A group of the API and the versions in which it is served."
            kinds: [core/v1.APIGroup]
            fields:
              kind: {type: string, description: The kind of the object., presence: implicit}
              apiVersion: {type: string, description: The group and version of the API in which the object is written., presence: implicit}
              name: {type: string, description: "The name of the group.", required: true, presence: always, protobuf: 1}
              versions:
                type: list<GroupVersionForDiscovery>
                description: "The versions that are served."
                required: true
                presence: always
                listType: atomic
                protobuf: 2
              preferredVersion:
                type: GroupVersionForDiscovery
                description: "The version that clients without a preference take."
                presence: always
                protobuf: 3
              serverAddressByClientCIDRs:
                type: list<ServerAddressByClientCIDR>
                description: "Addresses of the server for clients by network; clients take the first whose network holds them."
                presence: implicit
                listType: atomic
                protobuf: 4
          APIGroupList:
            description: "All groups of the API."
            kinds: [core/v1.APIGroupList]
            fields:
              kind: {type: string, description: The kind of the object., presence: implicit}
              apiVersion: {type: string, description: The group and version of the API in which the object is written., presence: implicit}
              groups:
                type: list<APIGroup>
                description: "The groups."
                required: true
                presence: always
                listType: atomic
                protobuf: 1
          APIResource:
            description: "A resource as discovery lists it."
            fields:
              name:
                type: string
                description: "The plural name; for a subresource, the resource and the subresource with a slash between them."
                required: true
                presence: always
                protobuf: 1
              singularName:
                type: string
                description: "The name of one object."
                required: true
                presence: always
                protobuf: 6
              namespaced:
                type: bool
                description: "Whether objects live in namespaces."
                required: true
                presence: always
                protobuf: 2
              group:
                type: string
                description: "The group of the kind, where it is not that of the list."
                presence: implicit
                protobuf: 8
              version:
                type: string
                description: "The version of the kind, where it is not that of the list."
                presence: implicit
                protobuf: 9
              kind: {type: string, description: "The kind of the objects.", required: true, presence: always, protobuf: 3}
              verbs:
                type: list<string>
                description: "What can be done with the resource."
                required: true
                presence: always
                protobuf: {number: 4, type: Verbs}
              shortNames:
                type: list<string>
                description: "Abbreviations of the name."
                presence: implicit
                listType: atomic
                protobuf: 5
              categories:
                type: list<string>
                description: "Groups of resources, such as `all`, that the resource belongs to."
                presence: implicit
                listType: atomic
                protobuf: 7
              storageVersionHash:
                type: string
                description: "A digest of the version in which objects are stored; it changes when that does, and says nothing else."
                presence: implicit
                protobuf: 10
          APIResourceList:
            description: "The resources of a group and version."
            kinds: [core/v1.APIResourceList]
            fields:
              kind: {type: string, description: The kind of the object., presence: implicit}
              apiVersion: {type: string, description: The group and version of the API in which the object is written., presence: implicit}
              groupVersion:
                type: string
                description: "The group and version."
                required: true
                presence: always
                protobuf: 1
              resources:
                type: list<APIResource>
                description: "The resources."
                required: true
                presence: always
                listType: atomic
                protobuf: 2
          APIVersions:
            description: "The versions of the core group."
            kinds: [core/v1.APIVersions]
            fields:
              kind: {type: string, description: The kind of the object., presence: implicit}
              apiVersion: {type: string, description: The group and version of the API in which the object is written., presence: implicit}
              versions:
                type: list<string>
                description: "The versions that are served."
                required: true
                presence: always
                listType: atomic
                protobuf: 1
              serverAddressByClientCIDRs:
                type: list<ServerAddressByClientCIDR>
                description: "Addresses of the server for clients by network; clients take the first whose network holds them."
                required: true
                presence: always
                listType: atomic
                protobuf: 2
          GroupVersionForDiscovery:
            description: "A group and version."
            fields:
              groupVersion:
                type: string
                description: "Group and version with a slash between them."
                required: true
                presence: always
                protobuf: 1
              version: {type: string, description: "The version alone.", required: true, presence: always, protobuf: 2}
          Info:
            description: "The version of the server."
            openAPIName: io.k8s.apimachinery.pkg.version.Info
            swiftName: VersionInfo
            fields:
              major:
                type: string
                description: "The first number of the version of the API."
                required: true
                presence: always
              minor:
                type: string
                description: "The second number of the version of the API."
                required: true
                presence: always
              emulationMajor:
                type: string
                description: "The first number of the version whose behaviour is shown."
                presence: implicit
              emulationMinor:
                type: string
                description: "The second number of the version whose behaviour is shown."
                presence: implicit
              minCompatibilityMajor:
                type: string
                description: "The first number of the oldest version that this one works with."
                presence: implicit
              minCompatibilityMinor:
                type: string
                description: "The second number of the oldest version that this one works with."
                presence: implicit
              gitVersion: {type: string, description: "The full version.", required: true, presence: always}
              gitCommit: {type: string, description: "The commit that was built.", required: true, presence: always}
              gitTreeState:
                type: string
                description: "Whether there were changes since that commit."
                required: true
                presence: always
              buildDate: {type: string, description: "When the server was built.", required: true, presence: always}
              goVersion: {type: string, description: "The compiler's version.", required: true, presence: always}
              compiler: {type: string, description: "The compiler.", required: true, presence: always}
              platform:
                type: string
                description: "The operating system and architecture."
                required: true
                presence: always
          ServerAddressByClientCIDR:
            description: "An address of the server for the clients of a network."
            fields:
              clientCIDR:
                type: string
                description: "The network of the clients."
                required: true
                presence: always
                protobuf: 1
              serverAddress:
                type: string
                description: "The address, with or without a port."
                required: true
                presence: always
                protobuf: 2
        """#
}
