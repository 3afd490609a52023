#!/bin/sh
# Measures what the Swift that apusgen generates costs to compile: models of every type of Kubernetes' API, as one module.
#
#   Benchmarks/compile-models.sh [REFERENCE]
#
# REFERENCE is the folder with kubernetes-1.36 (default: shared beside the package). Prints generated lines, seconds of a
# clean debug and release build of that module alone, seconds per 100 types, and the most memory that one process took.
# Set APUS_SCRATCH to keep the scratch package.
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
reference=$(cd "${1:-$root/../shared}" && pwd)
scratch=${APUS_SCRATCH:-$(mktemp -d)}
[ -n "${APUS_SCRATCH:-}" ] || trap 'rm -rf "$scratch"' EXIT
mkdir -p "$scratch/Sources"

echo "generating models into $scratch" >&2
(cd "$root" && APUS_REFERENCE="$reference" APUS_MODELS_OUTPUT="$scratch/Sources/Models" \
    swift test --filter ImportedModelsTests >&2)
cat "$scratch/Sources/summary"
types=$(sed 's/.*types=\([0-9]*\).*/\1/' "$scratch/Sources/summary")

ln -sfn "$root/Sources/JSON" "$scratch/Sources/JSON"
ln -sfn "$root/Sources/APIMachinery" "$scratch/Sources/APIMachinery"
cat > "$scratch/Package.swift" <<'PACKAGE'
// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
    name: "models",
    platforms: [.macOS(.v15)],
    dependencies: [.package(url: "https://github.com/apple/swift-http-types", from: "1.4.0")],
    targets: [
        .target(name: "JSON", swiftSettings: settings),
        .target(
            name: "APIMachinery", dependencies: ["JSON", .product(name: "HTTPTypes", package: "swift-http-types")],
            swiftSettings: settings),
        .target(name: "Models", dependencies: ["JSON", "APIMachinery"], swiftSettings: settings),
    ]
)
PACKAGE
[ ! -f "$root/Package.resolved" ] || cp "$root/Package.resolved" "$scratch/Package.resolved"

for configuration in debug release; do
    swift build --package-path "$scratch" -c $configuration --target APIMachinery >&2
    begin=$(date +%s)
    if [ -x /usr/bin/time ]; then
        /usr/bin/time -f 'memory=%M' -o "$scratch/memory" \
            swift build --package-path "$scratch" -c $configuration --target Models >&2
        memory=$(($(sed 's/memory=//' "$scratch/memory") / 1024))
    else
        swift build --package-path "$scratch" -c $configuration --target Models >&2
        memory='?'
    fi
    seconds=$(($(date +%s) - begin))
    per=$(awk "BEGIN { printf \"%.1f\", $seconds * 100 / $types }")
    echo "$configuration: seconds=$seconds seconds_per_100_types=$per memory_MB=$memory"
done
