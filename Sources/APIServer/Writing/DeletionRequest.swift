import APIMachinery
import HTTPTypes
import JSON
import YAML

/// How a request wants something deleted.
struct DeletionRequest: Sendable {
    var options = DeleteOptions()

    init() {}

    /// Reads the body or, where there is none, the query of a deletion.
    init(_ request: APIRequest, _ query: QueryParameters, transcoder: Transcoder) async throws {
        let bytes = try await request.body.collect(upTo: RequestLimits.maximumBodyBytes)
        if bytes.isEmpty {
            try readQuery(query)
        } else {
            let encoding = try ObjectReader.encoding(of: request)
            options = try await Work.run(size: encoding.size(of: bytes)) {
                try Self.options(bytes, encoding, transcoder)
            }
            let dryRun = query.values("dryRun").filter { !$0.isEmpty }
            if !dryRun.isEmpty { options.dryRun = dryRun }
        }
        try validate()
    }

    private static func options(_ bytes: [UInt8], _ encoding: Encoding, _ transcoder: Transcoder) throws
        -> DeleteOptions
    {
        let value: JSONValue
        do {
            switch encoding {
            case .json: value = try JSONValue(parsing: bytes)
            case .yaml: value = try JSONValue(yaml: bytes)
            case .protobuf: value = try transcoder.decodeProtobuf(bytes, as: Self.typeName)
            }
            // Go reads no whole number from `1.0` or `1e2`.
            if case .number(let number)? = value["gracePeriodSeconds"] {
                throw APIError.badRequest(
                    "json: cannot unmarshal number \(number) into Go struct field DeleteOptions.gracePeriodSeconds "
                        + "of type int64")
            }
            return try DeleteOptions(json: JSONDocument(parsing: value.serialized()).root)
        } catch let error as APIError {
            throw error
        } catch {
            throw APIError.badRequest("the body is no DeleteOptions: \(error)")
        }
    }

    private static let typeName = "io.k8s.apimachinery.pkg.apis.meta.v1.DeleteOptions"

    private mutating func readQuery(_ query: QueryParameters) throws {
        if let seconds = try query.integer("gracePeriodSeconds") { options.gracePeriodSeconds = seconds }
        if query.contains("orphanDependents") { options.orphanDependents = query.flag("orphanDependents") }
        options.propagationPolicy = query["propagationPolicy"].map { DeletionPropagation(rawValue: $0) }
        let dryRun = query.values("dryRun").filter { !$0.isEmpty }
        options.dryRun = dryRun.isEmpty ? nil : dryRun
    }

    private func validate() throws {
        var causes: [StatusCause] = []
        if let policy = options.propagationPolicy {
            if options.orphanDependents != nil {
                causes.append(
                    .invalid(
                        "propagationPolicy", value: .string(policy.rawValue),
                        "orphanDependents and deletionPropagation cannot be both set"))
            }
            if ![.foreground, .background, .orphan].contains(policy) {
                causes.append(
                    .notSupported(
                        "propagationPolicy", value: .string(policy.rawValue),
                        supported: ["Foreground", "Background", "Orphan", "nil"]))
            }
        }
        if let dryRun = options.dryRun, dryRun.contains(where: { $0 != "All" }) {
            causes.append(.notSupported("dryRun", value: .array(dryRun.map { .string($0) }), supported: ["All"]))
        }
        if !causes.isEmpty { throw APIError.invalidOptions("DeleteOptions", causes) }
    }

    var isDryRun: Bool { !(options.dryRun ?? []).isEmpty }

    /// The finalizers with which an object waits for what is to become of its dependents.
    ///
    /// - Parameters:
    ///   - present: Those that the object has.
    ///   - canHaveDependents: Whether there is anything to wait for.
    func finalizers(_ present: [String], canHaveDependents: Bool) -> [String] {
        guard canHaveDependents else { return present.filter { $0 != Self.orphan && $0 != Self.foreground } }
        let policy: DeletionPropagation?
        if let stated = options.propagationPolicy {
            policy = stated
        } else if let orphans = options.orphanDependents {
            policy = orphans ? .orphan : .background
        } else {
            return present
        }
        var finalizers = present.filter { $0 != Self.orphan && $0 != Self.foreground }
        if policy == .orphan { finalizers.append(Self.orphan) }
        if policy == .foreground { finalizers.append(Self.foreground) }
        return finalizers
    }

    private static let orphan = "orphan"
    private static let foreground = "foregroundDeletion"
}
