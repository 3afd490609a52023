import APIMachinery
import JSON

/// The OpenAPI v2 document, without paths: this server describes its resources in v3.
///
/// kubectl reads v3, and asks for v2 only about kinds that cannot be patched or are not served. From a document that
/// does not name the kind it goes on; from a missing document it does not.
enum OpenAPIV2Page {
    /// The media types under which clients ask for the protobuf form.
    static let requestedTypes: Set<String> = [
        "application/com.github.proto-openapi.spec.v2@v1.0+protobuf", protobufType,
    ]
    /// The media type of the answer. The one that clients ask for is none by RFC 9110, and they refuse it in answers.
    static let protobufType = "application/com.github.proto-openapi.spec.v2.v1.0+protobuf"

    static func json(_ version: VersionInfo) -> JSONObject {
        ["swagger": "2.0", "info": ["title": "Kubernetes", "version": .string(version.gitVersion)], "paths": [:]]
    }

    /// The document as gnostic's `openapi.v2.Document`: swagger 1, info 2 (title 1, version 2), paths 8.
    static func protobuf(_ version: VersionInfo) -> [UInt8] {
        let info = field(1, Array("Kubernetes".utf8)) + field(2, Array(version.gitVersion.utf8.prefix(64)))
        return field(1, Array("2.0".utf8)) + field(2, info) + field(8, [])
    }

    /// A field of bytes; all of them here are shorter than 128 bytes, so the length takes one byte.
    private static func field(_ number: UInt8, _ bytes: [UInt8]) -> [UInt8] {
        [number << 3 | 2, UInt8(truncatingIfNeeded: bytes.count)] + bytes
    }
}
