public import JSON

/// The types of `meta/v1`, under the names by which definitions refer to them (`meta/v1.Condition`).
///
/// What every program uses stands at the top level of the module and is only named here again; discovery documents are
/// declared here.
public enum MetaV1 {
    /// ``APIMachinery/ObjectMeta``.
    public typealias ObjectMeta = APIMachinery.ObjectMeta
    /// ``APIMachinery/ListMeta``.
    public typealias ListMeta = APIMachinery.ListMeta
    /// ``APIMachinery/ShardInfo``.
    public typealias ShardInfo = APIMachinery.ShardInfo
    /// ``APIMachinery/TypeMeta``.
    public typealias TypeMeta = APIMachinery.TypeMeta
    /// ``APIMachinery/OwnerReference``.
    public typealias OwnerReference = APIMachinery.OwnerReference
    /// ``APIMachinery/ManagedFieldsEntry``.
    public typealias ManagedFieldsEntry = APIMachinery.ManagedFieldsEntry
    /// ``APIMachinery/Status``.
    public typealias Status = APIMachinery.Status
    /// ``APIMachinery/StatusDetails``.
    public typealias StatusDetails = APIMachinery.StatusDetails
    /// ``APIMachinery/StatusCause``.
    public typealias StatusCause = APIMachinery.StatusCause
    /// ``APIMachinery/Condition``.
    public typealias Condition = APIMachinery.Condition
    /// ``APIMachinery/LabelSelector``.
    public typealias LabelSelector = APIMachinery.LabelSelector
    /// ``APIMachinery/LabelSelectorRequirement``.
    public typealias LabelSelectorRequirement = APIMachinery.LabelSelectorRequirement
    /// ``APIMachinery/Preconditions``.
    public typealias Preconditions = APIMachinery.Preconditions
    /// ``APIMachinery/DeleteOptions``.
    public typealias DeleteOptions = APIMachinery.DeleteOptions
    /// ``APIMachinery/GetOptions``.
    public typealias GetOptions = APIMachinery.GetOptions
    /// ``APIMachinery/ListOptions``.
    public typealias ListOptions = APIMachinery.ListOptions
    /// ``APIMachinery/CreateOptions``.
    public typealias CreateOptions = APIMachinery.CreateOptions
    /// ``APIMachinery/UpdateOptions``.
    public typealias UpdateOptions = APIMachinery.UpdateOptions
    /// ``APIMachinery/PatchOptions``.
    public typealias PatchOptions = APIMachinery.PatchOptions
    /// ``APIMachinery/WatchEvent``.
    public typealias WatchEvent = APIMachinery.WatchEvent
    /// ``APIMachinery/PartialObjectMetadata``.
    public typealias PartialObjectMetadata = APIMachinery.PartialObjectMetadata
    /// ``APIMachinery/PartialObjectMetadataList``.
    public typealias PartialObjectMetadataList = APIMachinery.PartialObjectMetadataList
    /// ``APIMachinery/Table``.
    public typealias Table = APIMachinery.Table
    /// ``APIMachinery/TableColumnDefinition``.
    public typealias TableColumnDefinition = APIMachinery.TableColumnDefinition
    /// ``APIMachinery/TableRow``.
    public typealias TableRow = APIMachinery.TableRow
    /// ``APIMachinery/TableRowCondition``.
    public typealias TableRowCondition = APIMachinery.TableRowCondition
    /// ``APIMachinery/Time``.
    public typealias Time = APIMachinery.Time
    /// ``APIMachinery/MicroTime``.
    public typealias MicroTime = APIMachinery.MicroTime
    /// ``APIMachinery/Duration``.
    public typealias Duration = APIMachinery.Duration
    /// ``APIMachinery/RawExtension``.
    public typealias RawExtension = APIMachinery.RawExtension
    /// ``APIMachinery/GroupVersionKind``.
    public typealias GroupVersionKind = APIMachinery.GroupVersionKind
    /// ``APIMachinery/GroupVersionResource``.
    public typealias GroupVersionResource = APIMachinery.GroupVersionResource
    /// ``APIMachinery/GroupResource``.
    public typealias GroupResource = APIMachinery.GroupResource
    /// ``APIMachinery/GroupKind``.
    public typealias GroupKind = APIMachinery.GroupKind
    /// ``APIMachinery/FieldSelectorRequirement``.
    public typealias FieldSelectorRequirement = APIMachinery.FieldSelectorRequirement
    /// A field set: a JSON object whose members name fields.
    public typealias FieldsV1 = JSONValue
    /// A patch of any format.
    public typealias Patch = JSONValue
}
