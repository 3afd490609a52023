// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

/// The plugin takes the targets whose folder is in one named Benchmarks, hence their paths.
let benchmarkPlugins: [Target.PluginUsage] = [.plugin(name: "BenchmarkPlugin", package: "benchmark")]

// A package of its own, so that nothing here is built with the product.
let package = Package(
    name: "benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "apus", path: ".."),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.4.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.90.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.30.0"),
        .package(url: "https://github.com/HdrHistogram/hdrhistogram-swift", from: "0.2.0"),
        // Without its traits it does not interpose itself between the benchmarks and malloc.
        .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.0", traits: []),
    ],
    targets: [
        // Objects as clusters have them.
        .target(
            name: "SampleObjects", dependencies: [.product(name: "JSON", package: "apus")], swiftSettings: settings),
        .executableTarget(
            name: "json-benchmark",
            dependencies: [
                "SampleObjects", .product(name: "Benchmark", package: "benchmark"),
                .product(name: "JSON", package: "apus"),
            ],
            path: "json-benchmark", swiftSettings: settings, plugins: benchmarkPlugins),
        // The server without sockets: what a request costs before a transport adds its share.
        .executableTarget(
            name: "server-benchmark",
            dependencies: [
                .product(name: "Benchmark", package: "benchmark"),
                "SampleObjects", .product(name: "JSON", package: "apus"),
                .product(name: "APIMachinery", package: "apus"), .product(name: "APIServer", package: "apus"),
                .product(name: "ControlPlaneAPI", package: "apus"), .product(name: "KubernetesAPI", package: "apus"),
                .product(name: "ControlPlaneBehaviors", package: "apus"),
                .product(name: "Controllers", package: "apus"),
                .product(name: "KubernetesBehaviors", package: "apus"), .product(name: "Storage", package: "apus"),
                .product(name: "StorageSQLite", package: "apus"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
            ],
            path: "server-benchmark", swiftSettings: settings, plugins: benchmarkPlugins),
        // What it costs to add resources to a running server.
        .executableTarget(
            name: "table-benchmark",
            dependencies: [
                .product(name: "Benchmark", package: "benchmark"),
                .product(name: "APIMachinery", package: "apus"),
                .product(name: "APISchema", package: "apus"), .product(name: "APIServer", package: "apus"),
                .product(name: "ControlPlaneAPI", package: "apus"), .product(name: "Storage", package: "apus"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
            ],
            path: "table-benchmark", swiftSettings: settings, plugins: benchmarkPlugins),
        // The server as a whole, over TLS.
        .executableTarget(
            name: "load-benchmark",
            dependencies: [
                "SampleObjects", .product(name: "Histogram", package: "hdrhistogram-swift"),
                .product(name: "JSON", package: "apus"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ],
            swiftSettings: settings),
        // The storage by itself.
        .executableTarget(
            name: "storage-benchmark",
            dependencies: [
                .product(name: "Benchmark", package: "benchmark"),
                .product(name: "Storage", package: "apus"), .product(name: "StorageSQLite", package: "apus"),
            ],
            path: "storage-benchmark", swiftSettings: settings, plugins: benchmarkPlugins),
    ]
)
