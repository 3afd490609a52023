// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "Bookshop",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "apus", path: "../.."),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.6.0"),
    ],
    targets: [
        .executableTarget(
            name: "Bookshop",
            dependencies: [
                .product(name: "APIMachinery", package: "apus"),
                .product(name: "APIServer", package: "apus"),
                .product(name: "ControlPlaneAPI", package: "apus"),
                .product(name: "HTTPServerTransport", package: "apus"),
                .product(name: "JSON", package: "apus"),
                .product(name: "Storage", package: "apus"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            plugins: [.plugin(name: "APIDefinitions", package: "apus")])
    ]
)
