public import JSON

/// The types of `meta/v1`, under the names by which definitions refer to them (`meta/v1.Condition`).
///
/// The models are generated (`Models`); those that every program uses have a name at the top level of the module too.
/// What is written by hand stands at the top level and is only named here again.
public enum MetaV1 {
    /// ``APIMachinery/TypeMeta``.
    public typealias TypeMeta = APIMachinery.TypeMeta
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
    /// ``APIMachinery/PartialObjectMetadataList``.
    public typealias PartialObjectMetadataList = APIMachinery.PartialObjectMetadataList
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
    /// A field set: a JSON object whose members name fields.
    public typealias FieldsV1 = JSONValue
    /// A patch of any format.
    public typealias Patch = JSONValue
}

/// ``MetaV1/Condition``.
public typealias Condition = MetaV1.Condition
/// ``MetaV1/DeleteOptions``.
public typealias DeleteOptions = MetaV1.DeleteOptions
/// ``MetaV1/FieldSelectorRequirement``.
public typealias FieldSelectorRequirement = MetaV1.FieldSelectorRequirement
/// ``MetaV1/LabelSelector``.
public typealias LabelSelector = MetaV1.LabelSelector
/// ``MetaV1/LabelSelectorRequirement``.
public typealias LabelSelectorRequirement = MetaV1.LabelSelectorRequirement
/// ``MetaV1/ListMeta``.
public typealias ListMeta = MetaV1.ListMeta
/// ``MetaV1/ManagedFieldsEntry``.
public typealias ManagedFieldsEntry = MetaV1.ManagedFieldsEntry
/// ``MetaV1/ObjectMeta``.
public typealias ObjectMeta = MetaV1.ObjectMeta
/// ``MetaV1/OwnerReference``.
public typealias OwnerReference = MetaV1.OwnerReference
/// ``MetaV1/PartialObjectMetadata``.
public typealias PartialObjectMetadata = MetaV1.PartialObjectMetadata
/// ``MetaV1/Preconditions``.
public typealias Preconditions = MetaV1.Preconditions
/// ``MetaV1/Scale``.
public typealias Scale = MetaV1.Scale
/// ``MetaV1/ScaleSpec``.
public typealias ScaleSpec = MetaV1.ScaleSpec
/// ``MetaV1/ScaleStatus``.
public typealias ScaleStatus = MetaV1.ScaleStatus
/// ``MetaV1/ShardInfo``.
public typealias ShardInfo = MetaV1.ShardInfo
/// ``MetaV1/Status``.
public typealias Status = MetaV1.Status
/// ``MetaV1/StatusCause``.
public typealias StatusCause = MetaV1.StatusCause
/// ``MetaV1/StatusDetails``.
public typealias StatusDetails = MetaV1.StatusDetails
/// ``MetaV1/Table``.
public typealias Table = MetaV1.Table
/// ``MetaV1/TableColumnDefinition``.
public typealias TableColumnDefinition = MetaV1.TableColumnDefinition
/// ``MetaV1/TableRow``.
public typealias TableRow = MetaV1.TableRow
/// ``MetaV1/TableRowCondition``.
public typealias TableRowCondition = MetaV1.TableRowCondition
/// ``MetaV1/VersionInfo``.
public typealias VersionInfo = MetaV1.VersionInfo
/// ``MetaV1/WatchEvent``.
public typealias WatchEvent = MetaV1.WatchEvent
