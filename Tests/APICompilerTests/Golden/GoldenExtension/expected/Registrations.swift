// Made by apusgen from API definitions. Edit those rather than this file.
// swift-format-ignore-file

public import APIMachinery

/// What this module registers with a server.
public enum GoldenExtensionRegistrations {
    /// The registrations of all groups and versions, by group and version.
    public static let all: [GroupVersionRegistration] = [libraryV1]
}
