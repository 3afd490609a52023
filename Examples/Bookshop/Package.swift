// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "Bookshop",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "apus", path: "../.."),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.6.0"),
    ],
    targets: [
        // The kinds, as the definitions say, what Swift says about them, and the controller.
        .target(
            name: "Bookshop",
            dependencies: [
                .product(name: "APIClient", package: "apus"),
                .product(name: "APIMachinery", package: "apus"),
                .product(name: "APISchema", package: "apus"),
                .product(name: "APIServer", package: "apus"),
                .product(name: "Controllers", package: "apus"),
                .product(name: "ControlPlaneAPI", package: "apus"),
                .product(name: "JSON", package: "apus"),
                .product(name: "Logging", package: "swift-log"),
            ],
            plugins: [.plugin(name: "APIDefinitions", package: "apus")]),
        .executableTarget(
            name: "bookshop-server",
            dependencies: [
                "Bookshop",
                .product(name: "APIServer", package: "apus"),
                .product(name: "Controllers", package: "apus"),
                .product(name: "ControlPlaneAPI", package: "apus"),
                .product(name: "ControlPlaneBehaviors", package: "apus"),
                .product(name: "HTTPServerTransport", package: "apus"),
                .product(name: "StorageSQLite", package: "apus"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .executableTarget(
            name: "bookctl",
            dependencies: [
                "Bookshop",
                .product(name: "CommandLineTool", package: "apus"),
                .product(name: "ControlPlaneAPI", package: "apus"),
            ]),
        .testTarget(
            name: "BookshopTests",
            dependencies: [
                "Bookshop",
                .product(name: "APIClient", package: "apus"),
                .product(name: "APIMachinery", package: "apus"),
                .product(name: "APITesting", package: "apus"),
                .product(name: "Controllers", package: "apus"),
                .product(name: "ControlPlaneAPI", package: "apus"),
            ]),
    ]
)
