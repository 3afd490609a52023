// swift-tools-version: 6.2
import PackageDescription

/// What every target is compiled with.
let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let certificates: Target.Dependency = .product(name: "X509", package: "swift-certificates")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let metrics: Target.Dependency = .product(name: "Metrics", package: "swift-metrics")
let serviceLifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let system: Target.Dependency = .product(name: "SystemPackage", package: "swift-system")

// Data flows one way: each target imports only what stands above it in this list.
let package = Package(
    name: "apus",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "Timing", targets: ["Timing"]),
        .library(name: "JSON", targets: ["JSON"]),
        .library(name: "YAML", targets: ["YAML"]),
        .library(name: "APIMachinery", targets: ["APIMachinery"]),
        .library(name: "CEL", targets: ["CEL"]),
        .library(name: "APISchema", targets: ["APISchema"]),
        .library(name: "APICompiler", targets: ["APICompiler"]),
        .library(name: "ControlPlaneAPI", targets: ["ControlPlaneAPI"]),
        .library(name: "KubernetesAPI", targets: ["KubernetesAPI"]),
        .library(name: "Storage", targets: ["Storage"]),
        .library(name: "StorageSQLite", targets: ["StorageSQLite"]),
        .library(name: "APIServer", targets: ["APIServer"]),
        .library(name: "ControlPlaneBehaviors", targets: ["ControlPlaneBehaviors"]),
        .library(name: "KubernetesBehaviors", targets: ["KubernetesBehaviors"]),
        .library(name: "HTTPServerTransport", targets: ["HTTPServerTransport"]),
        .library(name: "APIClient", targets: ["APIClient"]),
        .library(name: "HTTPClientTransport", targets: ["HTTPClientTransport"]),
        .library(name: "Controllers", targets: ["Controllers"]),
        .library(name: "CommandLineTool", targets: ["CommandLineTool"]),
        .library(name: "APITesting", targets: ["APITesting"]),
        .executable(name: "apusgen", targets: ["apusgen"]),
        .executable(name: "apus-apiserver", targets: ["apus-apiserver"]),
        .executable(name: "apusctl", targets: ["apusctl"]),
        .plugin(name: "APIDefinitions", targets: ["APIDefinitions"]),
        .plugin(name: "APIDefinitionsCommand", targets: ["APIDefinitionsCommand"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-asn1", from: "1.5.0"),
        .package(url: "https://github.com/apple/swift-certificates", from: "1.15.0"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.3.0"),
        .package(url: "https://github.com/apple/swift-crypto", "4.0.0"..<"5.0.0"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.4.0"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.7.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.90.0"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.30.0"),
        .package(url: "https://github.com/apple/swift-nio-http2", from: "1.38.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.30.0"),
        .package(url: "https://github.com/apple/swift-system", from: "1.7.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.8.0"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.30.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.8.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.0"),
    ],
    targets: [
        .systemLibrary(
            name: "CLibYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
        .systemLibrary(
            name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
        // Files, for targets of this package: no product.
        .target(name: "FileAccess", dependencies: [system], swiftSettings: settings),
        .target(
            name: "Timing", dependencies: [.product(name: "HeapModule", package: "swift-collections")],
            swiftSettings: settings),
        .target(name: "JSON", swiftSettings: settings),
        .target(name: "YAML", dependencies: ["CLibYAML", "JSON"], swiftSettings: settings),
        .target(name: "APIMachinery", dependencies: ["JSON", httpTypes], swiftSettings: settings),
        .target(name: "CEL", dependencies: ["JSON", "APIMachinery"], swiftSettings: settings),
        .target(name: "APISchema", dependencies: ["JSON", "APIMachinery"], swiftSettings: settings),
        .target(
            name: "APICompiler", dependencies: ["FileAccess", "JSON", "YAML", "APIMachinery", "APISchema", system],
            swiftSettings: settings),
        .executableTarget(
            name: "apusgen",
            dependencies: ["APICompiler", argumentParser, system],
            swiftSettings: settings),
        .plugin(name: "APIDefinitions", capability: .buildTool(), dependencies: ["apusgen"]),
        .plugin(
            name: "APIDefinitionsCommand",
            capability: .command(
                intent: .custom(verb: "apus", description: "Checks and renders the API definitions of a package."),
                permissions: [.writeToPackageDirectory(reason: "It writes the documents below generated/.")]),
            dependencies: ["apusgen"]),
        .target(
            name: "ControlPlaneAPI", dependencies: ["JSON", "APIMachinery"], swiftSettings: settings,
            plugins: ["APIDefinitions"]),
        .target(
            name: "KubernetesAPI", dependencies: ["JSON", "APIMachinery", "ControlPlaneAPI"],
            swiftSettings: settings, plugins: ["APIDefinitions"]),
        .target(name: "Storage", swiftSettings: settings),
        .target(
            name: "StorageSQLite",
            dependencies: [
                "FileAccess", "Storage", logging, system, .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ],
            swiftSettings: settings),
        .target(
            name: "APIServer",
            dependencies: [
                "FileAccess", "JSON", "YAML", "APIMachinery", "APISchema", "Storage", "ControlPlaneAPI", "Timing",
                crypto, httpTypes, logging, metrics,
                .product(name: "HashTreeCollections", package: "swift-collections"),
            ],
            swiftSettings: settings),
        .target(
            name: "ControlPlaneBehaviors",
            dependencies: ["JSON", "APIMachinery", "APISchema", "APIServer", "ControlPlaneAPI"],
            swiftSettings: settings),
        .target(
            name: "KubernetesBehaviors",
            dependencies: ["JSON", "APIMachinery", "APISchema", "APIServer", "KubernetesAPI"],
            swiftSettings: settings),
        .target(
            name: "HTTPServerTransport",
            dependencies: [
                "APIMachinery", "APIServer", "CZlib", "FileAccess", "JSON", certificates, crypto, httpTypes, logging,
                serviceLifecycle,
                .product(name: "SwiftASN1", package: "swift-asn1"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOTLS", package: "swift-nio"),
                .product(name: "NIOHPACK", package: "swift-nio-http2"),
                .product(name: "NIOHTTP2", package: "swift-nio-http2"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
                system,
            ],
            swiftSettings: settings),
        .target(
            name: "APIClient",
            dependencies: [
                "JSON", "APIMachinery", "Timing", httpTypes, logging,
                .product(name: "DequeModule", package: "swift-collections"),
            ],
            swiftSettings: settings),
        .target(
            name: "HTTPClientTransport",
            dependencies: [
                "APIClient", "APIMachinery", "FileAccess", "JSON", "Timing", "YAML", httpTypes, logging, certificates,
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTPCompression", package: "swift-nio-extras"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "SwiftASN1", package: "swift-asn1"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                system,
            ],
            swiftSettings: settings),
        .target(
            name: "Controllers",
            dependencies: ["JSON", "APIMachinery", "APIClient", "ControlPlaneAPI", "Timing", logging],
            swiftSettings: settings),
        .target(
            name: "CommandLineTool",
            dependencies: [
                "JSON", "YAML", "APIMachinery", "APISchema", "APIClient", "FileAccess", "HTTPClientTransport", "Timing",
                argumentParser, httpTypes, logging,
                .product(name: "Subprocess", package: "swift-subprocess"),
                system,
            ],
            swiftSettings: settings),
        .target(
            name: "APITesting",
            dependencies: [
                "JSON", "APIMachinery", "APIServer", "ControlPlaneAPI", "ControlPlaneBehaviors", "Storage",
                "Controllers", "APIClient", "Timing", httpTypes, logging,
            ],
            swiftSettings: settings),
        .executableTarget(
            name: "apusctl",
            dependencies: ["APIMachinery", "CommandLineTool", "ControlPlaneAPI", "KubernetesAPI", argumentParser],
            swiftSettings: settings),
        .executableTarget(
            name: "apus-apiserver",
            dependencies: [
                "APIClient", "APIMachinery", "APIServer", "Controllers", "ControlPlaneAPI", "ControlPlaneBehaviors",
                "FileAccess", "KubernetesAPI", "KubernetesBehaviors", "HTTPServerTransport", "Storage", "StorageSQLite",
                argumentParser, logging, serviceLifecycle, system,
            ],
            swiftSettings: settings),

        .testTarget(
            name: "CELTests", dependencies: ["CEL", "JSON", "APIMachinery", "TestSupport"], swiftSettings: settings),
        .testTarget(
            name: "FileAccessTests",
            dependencies: ["FileAccess", system],
            swiftSettings: settings),
        .testTarget(name: "TimingTests", dependencies: ["Timing"], swiftSettings: settings),
        .testTarget(
            name: "JSONTests", dependencies: ["JSON"], exclude: ["Corpus"], swiftSettings: settings),
        .testTarget(
            name: "YAMLTests", dependencies: ["YAML", "JSON"], exclude: ["Corpus"], swiftSettings: settings),
        .testTarget(
            name: "APIMachineryTests",
            dependencies: ["APIMachinery", "JSON", httpTypes],
            swiftSettings: settings),
        .testTarget(
            name: "APISchemaTests", dependencies: ["APISchema", "APIMachinery", "JSON"], exclude: ["Corpus"],
            swiftSettings: settings),
        .testTarget(
            name: "APICompilerTests", dependencies: ["APICompiler", "APISchema", "APIMachinery", "JSON", "YAML"],
            exclude: ["Bad", "Golden"], swiftSettings: settings),
        // What the generator's golden files compile to, so that tests can run it.
        .target(
            name: "GoldenModels", dependencies: ["JSON", "APIMachinery"],
            path: "Tests/APICompilerTests/Golden/GoldenModels/expected", swiftSettings: settings),
        .target(
            name: "GoldenExtension", dependencies: ["JSON", "APIMachinery", "GoldenModels"],
            path: "Tests/APICompilerTests/Golden/GoldenExtension/expected", swiftSettings: settings),
        .target(
            name: "TestSupport", dependencies: ["JSON", "APIMachinery", "APISchema"], path: "Tests/TestSupport",
            swiftSettings: settings),
        .testTarget(
            name: "GeneratedModelTests",
            dependencies: [
                "GoldenModels", "GoldenExtension", "TestSupport", "APICompiler", "APISchema", "APIMachinery", "JSON",
            ],
            swiftSettings: settings),
        .testTarget(
            name: "KubernetesAPITests",
            dependencies: [
                "KubernetesAPI", "ControlPlaneAPI", "TestSupport", "APICompiler", "APISchema", "APIMachinery", "JSON",
                "YAML",
            ],
            swiftSettings: settings),
        .testTarget(
            name: "ControlPlaneBehaviorsTests",
            dependencies: [
                "ControlPlaneBehaviors", "APIServer", "ControlPlaneAPI", "Storage", "APISchema", "APIMachinery", "JSON",
                httpTypes,
            ],
            swiftSettings: settings),
        .testTarget(
            name: "KubernetesBehaviorsTests",
            dependencies: [
                "KubernetesBehaviors", "ControlPlaneBehaviors", "APIServer", "KubernetesAPI", "ControlPlaneAPI",
                "Storage", "TestSupport",
                "APISchema",
                "APIMachinery", "JSON", httpTypes,
            ],
            swiftSettings: settings),
        // Writes to a store until it is killed or traced by the tests.
        .executableTarget(
            name: "storage-writer", dependencies: ["Storage", "StorageSQLite"], path: "Tests/StorageWriter",
            swiftSettings: settings),
        .testTarget(
            name: "StorageTests",
            dependencies: [
                "Storage", "StorageSQLite", "APITesting", "storage-writer", logging,
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: settings),
        .testTarget(
            name: "APIClientTests",
            dependencies: [
                "APIClient", "APITesting", "APIServer", "APIMachinery", "ControlPlaneAPI", "ControlPlaneBehaviors",
                "JSON", "Storage", "Timing", httpTypes, logging,
            ],
            swiftSettings: settings),
        .testTarget(
            name: "HTTPClientTransportTests",
            dependencies: [
                "HTTPClientTransport", "HTTPServerTransport", "APIClient", "APITesting", "APIMachinery",
                "ControlPlaneAPI", "JSON", "Timing", "YAML", certificates, crypto, httpTypes, logging, serviceLifecycle,
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "SwiftASN1", package: "swift-asn1"),
            ],
            swiftSettings: settings),
        .testTarget(
            name: "ControllersTests",
            dependencies: [
                "Controllers", "APIClient", "APITesting", "APIServer", "APISchema", "APIMachinery", "ControlPlaneAPI",
                "JSON", "Storage", "Timing", httpTypes, logging,
            ],
            swiftSettings: settings),
        .testTarget(
            name: "CommandLineToolTests",
            dependencies: [
                "CommandLineTool", "HTTPClientTransport", "APIClient", "APIServer", "APISchema", "APIMachinery",
                "ControlPlaneAPI", "ControlPlaneBehaviors", "KubernetesAPI", "KubernetesBehaviors", "Storage", "JSON",
                "YAML", httpTypes, logging,
            ],
            swiftSettings: settings),
        // The programs themselves, over sockets: kubectl, the Python client, recorded exchanges, crashes, bad peers.
        .testTarget(
            name: "SystemTests",
            dependencies: [
                "TestSupport", "APIMachinery", "APIServer", "ControlPlaneAPI", "ControlPlaneBehaviors",
                "HTTPServerTransport", "JSON", "Storage", logging,
            ],
            exclude: ["Parity", "Scripts"], swiftSettings: settings),
        .testTarget(
            name: "APIServerTests",
            dependencies: [
                "APIServer", "ControlPlaneAPI", "ControlPlaneBehaviors", "Storage", "APISchema", "APIMachinery", "JSON",
                "Timing", "YAML", httpTypes, logging, metrics,
                .product(name: "HashTreeCollections", package: "swift-collections"),
            ],
            swiftSettings: settings),
        .testTarget(
            name: "HTTPServerTransportTests",
            dependencies: [
                "HTTPServerTransport", "APIMachinery", "CZlib", certificates, crypto, httpTypes, logging,
                serviceLifecycle,
                .product(name: "SwiftASN1", package: "swift-asn1"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHPACK", package: "swift-nio-http2"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ],
            swiftSettings: settings),
        .testTarget(name: "ExampleTests", dependencies: ["TestSupport"], swiftSettings: settings),
    ]
)
