/// Definitions that every compilation may refer to.
enum BuiltInDefinitions {
    /// The OpenAPI package of meta/v1.
    static let metaV1 = "io.k8s.apimachinery.pkg.apis.meta.v1"

    /// The directory that diagnostics name; there is no such directory.
    static let directory = "<built-in>"

    /// Kubernetes' meta/v1, without what is a scalar type of the language (Time, MicroTime, Duration, FieldsV1, Patch), and the
    /// kind of the subresource `scale`. APIMachinery has the Swift models of meta/v1, which are generated and committed
    /// (``SharedModels``).
    static let files = [
        SourceFile(directory: directory, path: "meta/v1/answers.yaml", text: answersText),
        SourceFile(directory: directory, path: "meta/v1/discovery.yaml", text: discoveryText),
        SourceFile(directory: directory, path: "meta/v1/metadata.yaml", text: metadataText),
        SourceFile(directory: directory, path: "autoscaling/v1/scale.yaml", text: scaleText),
    ]

    /// The files as read, once for all compilations of a process. A test shows that they have no mistakes.
    static let roots: [String: Node] = {
        var roots: [String: Node] = [:]
        for file in files {
            roots[file.displayPath] = NodeReader(path: file.displayPath, log: DiagnosticLog()).read(file.bytes)
        }
        return roots
    }()
}
