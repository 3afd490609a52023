import APIMachinery
import HTTPTypes

/// How bodies are encoded.
enum Encoding: String, CaseIterable, Sendable {
    case json = "application/json"
    case yaml = "application/yaml"
    case protobuf = "application/vnd.kubernetes.protobuf"

    static let names = allCases.map(\.rawValue)

    init?(_ mediaType: MediaType) {
        self.init(rawValue: mediaType.name)
    }

    /// About how many bytes of JSON some bytes may stand for: many small values cost more than few large ones, and with
    /// aliases a few bytes of YAML can stand for very much.
    func size(of bytes: [UInt8]) -> Int {
        switch self {
        case .json: Self.sizeOfJSON(bytes)
        case .yaml: bytes.contains(UInt8(ascii: "*")) ? .max : bytes.count * 2
        case .protobuf: bytes.count * 2
        }
    }

    /// What a value costs beside its bytes.
    private static let sizeOfValue = 16

    private static func sizeOfJSON(_ bytes: [UInt8]) -> Int {
        guard bytes.count <= Work.mediumSize else { return bytes.count }
        let values = bytes.withUnsafeBufferPointer { bytes in
            // Without branches and in sums of a byte, which a processor makes many at a time.
            var (values, position) = (0, 0)
            while position < bytes.count {
                let end = min(position + 255, bytes.count)
                var sum: UInt8 = 0
                for byte in bytes[position..<end] {
                    sum &+= byte == UInt8(ascii: ",") ? 1 : 0
                    sum &+= byte == UInt8(ascii: "{") ? 1 : 0
                }
                values &+= Int(sum)
                position = end
            }
            return values
        }
        return bytes.count + values * sizeOfValue
    }
}

/// The form in which a client wants an answer.
struct AnswerForm: Equatable, Sendable {
    /// What of an object is answered.
    enum View: Equatable, Sendable {
        case object, table, partialMetadata, partialMetadataList
    }

    /// The version of the kinds that views are: the newest, and the one before, which is the same.
    enum MetaVersion: String, Sendable {
        case v1, v1beta1

        /// As objects name it.
        var apiVersion: String { "meta.k8s.io/\(rawValue)" }
    }

    var encoding = Encoding.json
    var view = View.object
    var metaVersion = MetaVersion.v1
    var metaAPIVersion: String { metaVersion.apiVersion }
    var isPretty = false
    /// Whether objects are answered as they are kept, or in parts of that.
    var isStored: Bool { encoding == .json && view != .table && !isPretty }

    /// The best form that the request accepts among those that are offered.
    ///
    /// - Throws: `APIError` 406 where there is none.
    init(_ request: APIRequest, _ query: QueryParameters, encodings: [Encoding] = Encoding.allCases) throws {
        let header = request.head.headerFields[.accept] ?? ""
        let ranges = MediaType.accepted(header.isEmpty ? "*/*" : header)
        isPretty = query.flag("pretty") || (query["pretty"] == nil && Self.isForPeople(request))
        var isKnown = false
        for range in ranges {
            let encoding: Encoding
            if range.name == "*/*" {
                encoding = .json
            } else if let named = Encoding(range) {
                encoding = named
            } else {
                continue
            }
            guard encodings.contains(encoding) else { continue }
            isKnown = true
            guard let view = Self.view(range.parameters), encoding != .protobuf || view != .table else { continue }
            self.encoding = encoding
            self.view = view
            if view != .object, let version = range.parameters["v"].flatMap(MetaVersion.init) { metaVersion = version }
            if range.parameters["pretty"] == "1" { isPretty = true }
            return
        }
        throw isKnown
            ? APIError.notAcceptable(offered: encodings.map(\.rawValue))
            : APIError.notAcceptable(headerOffers: encodings.map(\.rawValue))
    }

    private static func view(_ parameters: [String: String]) -> View? {
        guard let kind = parameters["as"] else { return .object }
        guard parameters["g"] == "meta.k8s.io", parameters["v"].flatMap(MetaVersion.init) != nil else { return nil }
        switch kind {
        case "Table": return .table
        case "PartialObjectMetadata": return .partialMetadata
        case "PartialObjectMetadataList": return .partialMetadataList
        default: return nil
        }
    }

    /// Whether the client seems to show its answers to people as they are.
    private static func isForPeople(_ request: APIRequest) -> Bool {
        let agent = request.head.headerFields[.userAgent] ?? ""
        return agent.hasPrefix("curl") || agent.hasPrefix("Wget") || agent.hasPrefix("Mozilla/5.0")
    }
}
