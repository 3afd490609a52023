// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

// A package of its own, so that nothing here is built with the product.
let package = Package(
    name: "benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "apus", path: "..")],
    targets: [
        .executableTarget(
            name: "json-benchmark", dependencies: [.product(name: "JSON", package: "apus")], swiftSettings: settings),
        .executableTarget(
            name: "storage-benchmark",
            dependencies: [
                .product(name: "Storage", package: "apus"), .product(name: "StorageSQLite", package: "apus"),
            ],
            swiftSettings: settings),
    ]
)
