internal import JSON

/// A change, as a watch reports it.
public enum ResourceEvent<Resource: APIObject>: Sendable, Equatable {
    /// The object was made, came to match the selectors, or was there when the watch began.
    case added(Resource)
    /// The object was changed.
    case modified(Resource)
    /// The object was deleted, or no longer matches the selectors; as it last was.
    case deleted(Resource)
    /// Nothing happened: the watch has come as far as this revision.
    ///
    /// `isInitialEventsEnd` says that all objects that were there at the beginning have been reported.
    case bookmark(resourceVersion: String, isInitialEventsEnd: Bool)

    /// The object; `nil` for a bookmark.
    public var object: Resource? {
        switch self {
        case .added(let object), .modified(let object), .deleted(let object): object
        case .bookmark: nil
        }
    }

    /// The revision of the event: a watch can go on after it.
    public var resourceVersion: String {
        if case .bookmark(let resourceVersion, _) = self { return resourceVersion }
        return object?.metadata.resourceVersion ?? ""
    }

    /// The annotation by which a bookmark says that the initial events are over.
    static var initialEventsEnd: String { "k8s.io/initial-events-end" }

    /// Reads an event.
    ///
    /// - Throws: the ``APIError`` that an `ERROR` event carries, or one for what is no event.
    init(parsing frame: [UInt8]) throws(APIError) {
        let failure: APIError
        do {
            let event = try JSONDocument(parsing: frame).root
            guard let type = event["type"]?.stringValue, let object = event["object"] else {
                throw JSONDecodingError(path: "", message: "a watch event needs type and object")
            }
            switch WatchEventType(rawValue: type) {
            case .added: self = .added(try Resource(json: object))
            case .modified: self = .modified(try Resource(json: object))
            case .deleted: self = .deleted(try Resource(json: object))
            case .bookmark:
                let metadata = object["metadata"]
                self = .bookmark(
                    resourceVersion: metadata?["resourceVersion"]?.stringValue ?? "",
                    isInitialEventsEnd: metadata?["annotations"]?[Self.initialEventsEnd]?.stringValue == "true")
            case .error:
                var status = try Status(json: object)
                if status.code == nil { status.code = 500 }
                throw APIError(status: status)
            default: throw JSONDecodingError(path: "type", message: "unknown type \"\(type)\" of a watch event")
            }
            return
        } catch let error as APIError {
            failure = error
        } catch {
            failure = RequestExecutor.unreadable(error)
        }
        throw failure
    }
}
