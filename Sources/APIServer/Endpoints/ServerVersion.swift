public import APIMachinery

extension VersionInfo {
    /// What this server says of itself: the version of Kubernetes whose API it speaks, and what it was built with.
    public static let apus = VersionInfo(
        major: "1", minor: "36", gitVersion: "v1.36.0+apus", gitCommit: "", gitTreeState: "",
        buildDate: "1970-01-01T00:00:00Z",
        goVersion: "", compiler: "swift", platform: platform, emulationMajor: "1", emulationMinor: "36",
        minCompatibilityMajor: "1", minCompatibilityMinor: "35")

    private static var platform: String {
        #if os(Linux)
        let system = "linux"
        #else
        let system = "darwin"
        #endif
        #if arch(arm64)
        return "\(system)/arm64"
        #else
        return "\(system)/amd64"
        #endif
    }
}
