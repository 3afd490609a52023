import APIMachinery
import JSON

/// How long an object stays that is to be deleted, for whoever runs it to bring it to an end.
enum GracePeriod: Equatable {
    /// Nobody is waited for.
    case over
    /// So many seconds remain from a moment on, which is when the deletion was asked for first.
    case lasting(seconds: Int64, from: Time)
    /// Another deletion has begun, and this one does not shorten it.
    case pending

    /// What a request to delete comes to.
    init(of object: JSONObject, _ request: DeletionRequest, _ strategy: any TreeDeletionStrategy)
        throws(ModelReadingError)
    {
        // As Kubernetes has it: a negative period is the shortest.
        let requested = request.options.gracePeriodSeconds.map { $0 < 0 ? 1 : $0 }
        guard object.isBeingDeleted else {
            let seconds = try strategy.gracePeriodSeconds(object, requested: requested)
            self = seconds > 0 ? .lasting(seconds: seconds, from: .now()) : .over
            return
        }
        let present = object.deletionGracePeriodSeconds
        guard present > 0 else {
            self = .over
            return
        }
        guard let requested, requested < present else {
            self = .pending
            return
        }
        let end = (try? Time(parsing: object.metadataString("deletionTimestamp"))) ?? .now()
        self = requested > 0 ? .lasting(seconds: requested, from: end.adding(seconds: -present)) : .over
    }

    /// Notes in an object that it is being deleted, and until when it may stay.
    func write(to object: inout JSONObject) {
        switch self {
        case .lasting(let seconds, let start):
            object.setMetadata("deletionTimestamp", .string(start.adding(seconds: seconds).description))
            object.setMetadata("deletionGracePeriodSeconds", .integer(seconds))
        case .over:
            if !object.isBeingDeleted { object.setMetadata("deletionTimestamp", .string(Time.now().description)) }
            object.setMetadata("deletionGracePeriodSeconds", 0)
        case .pending: break
        }
    }
}

extension JSONObject {
    /// For how many seconds the object may stay that is being deleted; 0 where nothing is waited for.
    var deletionGracePeriodSeconds: Int64 {
        self["metadata"]?["deletionGracePeriodSeconds"]?.int64Value ?? 0
    }
}
