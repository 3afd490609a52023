extension BuiltInDefinitions {
    /// What objects and lists have in common, and what deletions and selectors say.
    static let metadataText = #"""
        group: meta
        version: v1
        openAPIPackage: io.k8s.apimachinery.pkg.apis.meta.v1
        protobufPackage: k8s.io.apimachinery.pkg.apis.meta.v1
        types:
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
          PartialObjectMetadata:
            description: An object of which only the metadata is given.
            kinds: [meta/v1.PartialObjectMetadata]
            protobuf: true
            fields:
              kind: {type: string, description: The kind of the object., presence: implicit}
              apiVersion: {type: string, description: The group and version of the API in which the object is written., presence: implicit}
              metadata: {type: ObjectMeta, description: What every object has., presence: always, protobuf: 1}
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
          Preconditions:
            description: "What must be true of an object before something is done to it."
            fields:
              uid: {type: string, description: "The UID that it must have.", protobuf: 1}
              resourceVersion: {type: string, description: "The revision that it must have.", protobuf: 2}
          ShardInfo:
            description: "The part of a collection that a list shows."
            fields:
              selector:
                type: string
                description: "The selector that was asked with."
                required: true
                presence: always
                protobuf: 1
        """#
}
