// The types that every API shares, in the definition language itself. APIMachinery has their Swift models, which are
// generated and committed (`SharedModels`).

extension BuiltInDefinitions {
    /// Kubernetes' meta/v1, without what is a scalar type of the language (Time, MicroTime, Duration, FieldsV1, Patch).
    static let metaV1Text = #"""
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
          Condition:
            description: "One aspect of the state of an object."
            fields:
              type:
                type: string
                description: "What the condition is about, in CamelCase."
                required: true
                presence: always
                protobuf: 1
              status:
                type: string
                description: "`True`, `False` or `Unknown`."
                required: true
                presence: always
                protobuf: 2
              observedGeneration:
                type: int64
                description: "The generation of the object that the condition was found for; where it is less than the object's, the condition may be out of date."
                presence: implicit
                protobuf: 3
              lastTransitionTime:
                type: time
                description: "When the status last changed."
                required: true
                presence: always
                protobuf: 4
              reason:
                type: string
                description: "Why the status last changed, as a word for programs in CamelCase."
                required: true
                presence: always
                protobuf: 5
              message:
                type: string
                description: "Why the status last changed, for people."
                required: true
                presence: always
                protobuf: 6
          DeleteOptions:
            description: "How something is deleted."
            kinds: [core/v1.DeleteOptions]
            everyGroup: true
            fields:
              kind: {type: string, description: The kind of the object., presence: implicit}
              apiVersion: {type: string, description: The group and version of the API in which the object is written., presence: implicit}
              gracePeriodSeconds:
                type: int64
                description: "How long the object may take to end, in seconds; 0 means at once."
                protobuf: 1
              preconditions:
                type: Preconditions
                description: "What must be true of the object, or it is not deleted."
                protobuf: 2
              orphanDependents:
                type: bool
                description: "Whether dependents are left behind. `propagationPolicy` has taken its place; only one of the two can be set."
                protobuf: 3
              propagationPolicy:
                type: string
                description: "Whether dependents are left (`Orphan`), deleted afterwards (`Background`) or deleted first (`Foreground`)."
                protobuf: 4
              dryRun:
                type: list<string>
                description: "`All` for a request that is answered as if it were carried out, and is not."
                presence: implicit
                listType: atomic
                protobuf: 5
              ignoreStoreReadErrorWithClusterBreakingPotential:
                type: bool
                description: "Whether an object that cannot be read from storage is deleted nevertheless, which can break what relies on its end."
                protobuf: 6
          FieldSelectorRequirement:
            description: "A condition on a field of an object."
            fields:
              key: {type: string, description: "The field.", required: true, presence: always, protobuf: 1}
              operator:
                type: string
                description: "How field and values compare: `In`, `NotIn`, `Exists` or `DoesNotExist`."
                required: true
                presence: always
                protobuf: 2
              values:
                type: list<string>
                description: "The values to compare with; none for `Exists` and `DoesNotExist`."
                presence: implicit
                listType: atomic
                protobuf: 3
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
          LabelSelector:
            description: "A selection of objects by their labels. All its conditions must be met; an empty one selects everything."
            mapType: atomic
            fields:
              matchLabels:
                type: map<string>
                description: "Labels with the values that they must have."
                presence: implicit
                protobuf: 1
              matchExpressions:
                type: list<LabelSelectorRequirement>
                description: "Conditions on labels."
                presence: implicit
                listType: atomic
                protobuf: 2
          LabelSelectorRequirement:
            description: "A condition on a label."
            fields:
              key: {type: string, description: "The label.", required: true, presence: always, protobuf: 1}
              operator:
                type: string
                description: "How label and values compare: `In`, `NotIn`, `Exists` or `DoesNotExist`."
                required: true
                presence: always
                protobuf: 2
              values:
                type: list<string>
                description: "The values to compare with; none for `Exists` and `DoesNotExist`."
                presence: implicit
                listType: atomic
                protobuf: 3
          ListMeta:
            description: "What every list has."
            fields:
              selfLink: {type: string, description: "Not used any more.", presence: implicit, protobuf: 1}
              resourceVersion:
                type: string
                description: "The revision that the list shows. It means something to the server only; a watch can begin at it."
                presence: implicit
                protobuf: 2
              continue:
                type: string
                description: "A token with which the next page is asked for; absent on the last one."
                presence: implicit
                protobuf: 3
              remainingItemCount:
                type: int64
                description: "About how many objects follow on later pages; absent where that is not known."
                protobuf: 4
              shardInfo:
                type: ShardInfo
                description: "The part of the collection that was asked for, where it was one."
                protobuf: 5
          ManagedFieldsEntry:
            description: "The fields that a manager of the object is responsible for."
            fields:
              manager: {type: string, description: "The manager.", presence: implicit, protobuf: 1}
              operation:
                type: string
                description: "How the manager wrote: `Apply` or `Update`."
                presence: implicit
                protobuf: 2
              apiVersion:
                type: string
                description: "The version of the object that the fields are named in."
                presence: implicit
                protobuf: 3
              time: {type: time, description: "When the entry last changed.", protobuf: 4}
              fieldsType:
                type: string
                description: "The format of the fields; `FieldsV1`."
                presence: implicit
                protobuf: 6
              fieldsV1: {type: fieldsV1, description: "The fields, as nested objects.", protobuf: 7}
              subresource:
                type: string
                description: "The subresource through which the manager wrote; absent for the object itself."
                presence: implicit
                protobuf: 8
          ObjectMeta:
            description: "What every object has."
            fields:
              name:
                type: string
                description: "The name, which is unique among the objects of the kind in the namespace and never changes."
                presence: implicit
                protobuf: 1
              generateName:
                type: string
                description: "The beginning of a name that the server completes, where no name is given."
                presence: implicit
                protobuf: 2
              namespace:
                type: string
                description: "The namespace that the object lives in; absent for objects of cluster scope."
                presence: implicit
                protobuf: 3
              selfLink: {type: string, description: "Not used any more.", presence: implicit, protobuf: 4}
              uid:
                type: string
                description: "What tells the object from all others that ever were, also those of the same name."
                presence: implicit
                protobuf: 5
              resourceVersion:
                type: string
                description: "The revision in which the object was last written. A write that states it fails if the object has changed since."
                presence: implicit
                protobuf: 6
              generation:
                type: int64
                description: "A number that grows with every change of what is wanted of the object."
                presence: implicit
                protobuf: 7
              creationTimestamp: {type: time, description: "When the object was created.", presence: implicit, protobuf: 8}
              deletionTimestamp:
                type: time
                description: "When the object is to be gone; set by the server once it is to be deleted."
                protobuf: 9
              deletionGracePeriodSeconds:
                type: int64
                description: "How long the object may take to end once it is to be deleted, in seconds."
                protobuf: 10
              labels:
                type: map<string>
                description: "Names and values that objects are selected by."
                presence: implicit
                protobuf: 11
              annotations:
                type: map<string>
                description: "Names and values for tools; nothing is selected by them."
                presence: implicit
                protobuf: 12
              ownerReferences:
                type: list<OwnerReference>
                description: "The objects that this one depends on; when all are gone, it is collected."
                presence: implicit
                listType: map
                listMapKeys: [uid]
                patchStrategy: merge
                patchMergeKey: uid
                protobuf: 13
              finalizers:
                type: list<string>
                description: "Who must act before the object can go. It is kept until the list is empty."
                presence: implicit
                listType: set
                patchStrategy: merge
                protobuf: 14
              managedFields:
                type: list<ManagedFieldsEntry>
                description: "Who is responsible for which fields."
                presence: implicit
                listType: atomic
                protobuf: 17
          OwnerReference:
            description: "An object in the same namespace, or of cluster scope, that another one depends on."
            mapType: atomic
            fields:
              apiVersion:
                type: string
                description: "The version of the owner."
                required: true
                presence: always
                protobuf: 5
              kind: {type: string, description: "The kind of the owner.", required: true, presence: always, protobuf: 1}
              name: {type: string, description: "The name of the owner.", required: true, presence: always, protobuf: 3}
              uid: {type: string, description: "The UID of the owner.", required: true, presence: always, protobuf: 4}
              controller: {type: bool, description: "Whether the owner is the one that manages the object.", protobuf: 6}
              blockOwnerDeletion:
                type: bool
                description: "Whether the owner, when it is deleted in the foreground, stays until this object is gone."
                protobuf: 7
          Preconditions:
            description: "What must be true of an object before something is done to it."
            fields:
              uid: {type: string, description: "The UID that it must have.", protobuf: 1}
              resourceVersion: {type: string, description: "The revision that it must have.", protobuf: 2}
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
          ShardInfo:
            description: "The part of a collection that a list shows."
            fields:
              selector:
                type: string
                description: "The selector that was asked with."
                required: true
                presence: always
                protobuf: 1
          Status:
            description: "The outcome of a request that answers with no object."
            kinds: [core/v1.Status]
            fields:
              kind: {type: string, description: The kind of the object., presence: implicit}
              apiVersion: {type: string, description: The group and version of the API in which the object is written., presence: implicit}
              metadata: {type: ListMeta, description: "What every list has; mostly empty.", presence: always, protobuf: 1}
              status: {type: string, description: "`Success` or `Failure`.", presence: implicit, protobuf: 2}
              message: {type: string, description: "The outcome, for people.", presence: implicit, protobuf: 3}
              reason:
                type: string
                description: "Why the request failed, as a word for programs."
                presence: implicit
                protobuf: 4
              details: {type: StatusDetails, description: "More about the reason.", protobuf: 5}
              code: {type: int32, description: "The HTTP status code.", presence: implicit, protobuf: 6}
          StatusCause:
            description: "One of several reasons for a failure."
            fields:
              reason: {type: string, description: "The reason, as a word for programs.", presence: implicit, protobuf: 1}
              message: {type: string, description: "The reason, for people.", presence: implicit, protobuf: 2}
              field: {type: string, description: "The path of the field that was at fault.", presence: implicit, protobuf: 3}
          StatusDetails:
            description: "More about the reason of a failure."
            fields:
              name:
                type: string
                description: "The name of the object, where there is one."
                presence: implicit
                protobuf: 1
              group: {type: string, description: "The group of the object's kind.", presence: implicit, protobuf: 2}
              kind: {type: string, description: "The kind of the object, or the resource.", presence: implicit, protobuf: 3}
              uid: {type: string, description: "The UID of the object.", presence: implicit, protobuf: 6}
              causes:
                type: list<StatusCause>
                description: "All that was wrong."
                presence: implicit
                listType: atomic
                protobuf: 4
              retryAfterSeconds:
                type: int32
                description: "After how many seconds the request may be tried again."
                presence: implicit
                protobuf: 5
          WatchEvent:
            description: "A change that a watch reports."
            kinds: [core/v1.WatchEvent]
            everyGroup: true
            fields:
              type:
                type: string
                description: "`ADDED`, `MODIFIED`, `DELETED`, `BOOKMARK` or `ERROR`."
                required: true
                presence: always
                protobuf: 1
              object:
                type: rawExtension
                description: "The object as it is after the change, or was before it was deleted; a Status for an error."
                required: true
                presence: always
                protobuf: 2
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
          PartialObjectMetadata:
            description: An object of which only the metadata is given.
            kinds: [meta/v1.PartialObjectMetadata]
            protobuf: true
            fields:
              kind: {type: string, description: The kind of the object., presence: implicit}
              apiVersion: {type: string, description: The group and version of the API in which the object is written., presence: implicit}
              metadata: {type: ObjectMeta, description: What every object has., presence: always, protobuf: 1}
          Table:
            description: A list or an object as rows and columns for people.
            kinds: [meta/v1.Table]
            fields:
              kind: {type: string, description: The kind of the object., presence: implicit}
              apiVersion: {type: string, description: The group and version of the API in which the object is written., presence: implicit}
              metadata: {type: ListMeta, description: "The revision of the list, and where it goes on.", presence: always}
              columnDefinitions:
                type: list<TableColumnDefinition>
                description: "The columns, in order."
                required: true
                presence: always
                listType: atomic
              rows:
                type: list<TableRow>
                description: "The rows; each has a cell for each column."
                required: true
                presence: always
                listType: atomic
          TableColumnDefinition:
            description: A column of a table.
            fields:
              name: {type: string, description: "The heading.", required: true, presence: always}
              type:
                type: string
                description: "`string`, `integer`, `number`, `boolean` or `date`."
                required: true
                presence: always
              format:
                type: string
                description: "`name` for the column that names the object; empty as a rule."
                required: true
                presence: always
              description: {type: string, description: "What the column says.", required: true, presence: always}
              priority:
                type: int32
                description: "0 for columns that are always shown, more for those of wide output."
                required: true
                presence: always
          TableRow:
            description: A row of a table.
            fields:
              cells:
                type: list<any>
                description: "A value for each column; null where the object has none."
                required: true
                presence: always
                listType: atomic
              conditions:
                type: list<TableRowCondition>
                description: "What is special about the row."
                presence: implicit
                listType: atomic
              object: {type: rawExtension, description: "The object, or its metadata, as was asked for."}
          TableRowCondition:
            description: What is special about a row.
            fields:
              type: {type: string, description: "`Completed` for objects that are done.", required: true, presence: always}
              status: {type: string, description: "Whether it holds.", required: true, presence: always}
              reason: {type: string, description: "Why, as a word.", presence: implicit}
              message: {type: string, description: "Why, for people.", presence: implicit}
          PartialObjectMetadataList:
            description: A list of objects of which only the metadata is given.
            kinds: [meta/v1.PartialObjectMetadataList]
            fields:
              kind: {type: string, description: The kind of the object., presence: implicit}
              apiVersion: {type: string, description: The group and version of the API in which the object is written., presence: implicit}
              metadata: {type: ListMeta, description: What every list has., presence: always, protobuf: 1}
              items:
                type: list<PartialObjectMetadata>
                description: The objects.
                required: true
                presence: always
                protobuf: 2
        """#

    /// The kind of the subresource `scale`.
    static let scaleText = #"""
        group: autoscaling
        version: v1
        openAPIPackage: io.k8s.api.autoscaling.v1
        types:
          Scale:
            description: How many copies of something are wanted and there are, whatever it is.
            kind: true
            fields:
              spec: {type: ScaleSpec, description: What is wanted., presence: always, protobuf: 2}
              status: {type: ScaleStatus, description: What there is., presence: always, protobuf: 3}
          ScaleSpec:
            description: How many copies are wanted.
            fields:
              replicas: {type: int32, description: The number wanted., default: 0, presence: implicit, protobuf: 1}
          ScaleStatus:
            description: How many copies there are.
            fields:
              replicas: {type: int32, description: The number observed., presence: always, required: true, protobuf: 1}
              selector: {type: string, description: 'The selector of the copies, as text.', presence: implicit, protobuf: 2}
        """#
}
