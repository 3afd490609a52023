/// The metadata of the objects of a list, of any kind.
///
/// `meta/v1.PartialObjectMetadataList`
public typealias PartialObjectMetadataList = APIList<PartialObjectMetadata>
