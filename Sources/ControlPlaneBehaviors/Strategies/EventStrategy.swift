import APIMachinery
import APISchema
import APIServer
import JSON

/// Events of both groups, with the names that core/v1 has for their fields, which causes name whichever group is asked.
///
/// Events with a time of their own say who reports them and what was done. What events.k8s.io demands beyond that is
/// demanded of its requests alone: what it does not have stays unset, and only the series changes later.
struct EventStrategy: ResourceStrategy {
    /// The longest texts, in bytes.
    private static let maximumNote = 1024
    private static let maximumText = 128

    func validate(_ event: JSONObject, _ context: WriteContext) -> [FieldError] {
        var errors = Self.commonErrors(event, context)
        guard Self.isOfEvents(context) else { return errors }
        errors += Self.seriesErrors(event)
        if Self.hasNoTime(event) { errors.append(FieldError(.required, "eventTime")) }
        let type = event["type"]?.stringValue ?? ""
        if type != "Normal" && type != "Warning" {
            errors.append(FieldError(.invalid, "type", "has invalid value: \(type)", badValue: ""))
        }
        let source = event["source"]?.objectValue ?? [:]
        let unset: [(String, Bool)] = [
            ("firstTimestamp", event["firstTimestamp"]?.isNull ?? true),
            ("lastTimestamp", event["lastTimestamp"]?.isNull ?? true),
            ("count", (event["count"]?.int64Value ?? 0) == 0),
            ("source", source.allSatisfy { ($0.value.stringValue ?? "").isEmpty }),
        ]
        for (field, isUnset) in unset where !isUnset {
            errors.append(FieldError(.invalid, field, "needs to be unset", badValue: ""))
        }
        return errors
    }

    func validateUpdate(_ event: JSONObject, from former: JSONObject, _ context: WriteContext) -> [FieldError] {
        var errors = Self.commonErrors(event, context)
        guard Self.isOfEvents(context) else { return errors }
        if event["series"] != former["series"] { errors += Self.seriesErrors(event) }
        for field in Self.fixed where event[field] != former[field] {
            errors.append(FieldError(.invalid, field, "field is immutable", badValue: event[field] ?? .null))
        }
        let controller = event["reportingComponent"]
        if controller != former["reportingComponent"] {
            errors.append(
                FieldError(.invalid, "reportingController", "field is immutable", badValue: controller ?? .null))
        }
        return errors
    }

    /// What events.k8s.io does not let change, besides the controller that reports.
    private static let fixed = [
        "involvedObject", "reason", "message", "source", "firstTimestamp", "lastTimestamp", "count", "eventTime",
        "type", "action", "related", "reportingInstance",
    ]

    // MARK: What both groups demand

    private static func commonErrors(_ event: JSONObject, _ context: WriteContext) -> [FieldError] {
        let about = event["involvedObject"]?["namespace"]?.stringValue ?? ""
        let namespace = event.metadataString("namespace")
        var errors: [FieldError] = []
        // What is about an object of the cluster is in the default namespace.
        let isInPlace =
            hasNoTime(event)
            ? about == namespace || (about.isEmpty && namespace == "default")
            : !about.isEmpty || namespace == "default" || namespace == "kube-system"
        if !isInPlace {
            errors.append(
                FieldError(
                    .invalid, "involvedObject.namespace", "does not match event.namespace", badValue: .string(about)))
        }
        guard !hasNoTime(event) else { return errors }
        let controller = event["reportingComponent"]?.stringValue ?? ""
        let field = context.requestVersion.group.isEmpty ? "reportingComponent" : "reportingController"
        if controller.isEmpty { errors.append(FieldError(.required, field)) }
        errors += NameRules.qualifiedName(controller).map {
            FieldError(.invalid, field, $0, badValue: .string(controller))
        }
        for field in ["reportingInstance", "action", "reason"] {
            let text = event[field]?.stringValue ?? ""
            if text.isEmpty { errors.append(FieldError(.required, field)) }
            errors += lengthErrors(text, field, maximumText)
        }
        return errors + lengthErrors(event["message"]?.stringValue ?? "", "message", maximumNote)
    }

    private static func lengthErrors(_ text: String, _ field: String, _ limit: Int) -> [FieldError] {
        text.utf8.count > limit
            ? [FieldError(.invalid, field, "can have at most \(limit) characters", badValue: "")] : []
    }

    private static func hasNoTime(_ event: JSONObject) -> Bool { event["eventTime"]?.isNull ?? true }

    // MARK: What events.k8s.io demands

    private static func isOfEvents(_ context: WriteContext) -> Bool {
        context.requestVersion.group == "events.k8s.io" && context.requestVersion.version == "v1"
    }

    private static func seriesErrors(_ event: JSONObject) -> [FieldError] {
        guard let series = event["series"], !series.isNull else { return [] }
        var errors: [FieldError] = []
        if (series["count"]?.int64Value ?? 0) < 2 {
            errors.append(FieldError(.invalid, "series.count", "should be at least 2", badValue: ""))
        }
        if series["lastObservedTime"]?.isNull ?? true {
            errors.append(FieldError(.required, "series.lastObservedTime"))
        }
        return errors
    }
}
