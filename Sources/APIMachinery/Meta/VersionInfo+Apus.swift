extension VersionInfo {
    /// What Apus' programs say of themselves: the version of Kubernetes whose API they speak, and what they are built with.
    public static let apus = VersionInfo(
        major: "1", minor: "36", gitVersion: "v1.36.0+apus", gitCommit: "", gitTreeState: "",
        buildDate: "1970-01-01T00:00:00Z", goVersion: "", compiler: "swift", platform: platform)

    /// What a server says: also which versions it can be taken for.
    public static let apusServer: VersionInfo = {
        var version = apus
        version.emulationMajor = "1"
        version.emulationMinor = "36"
        version.minCompatibilityMajor = "1"
        version.minCompatibilityMinor = "35"
        return version
    }()

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
