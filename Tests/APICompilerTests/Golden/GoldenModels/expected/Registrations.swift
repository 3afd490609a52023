// Made by apusgen from API definitions. Edit those rather than this file.
// swift-format-ignore-file

public import APIMachinery

/// What this module registers with a server.
public enum GoldenModelsRegistrations {
    /// The registrations of all groups and versions, by group and version.
    public static let all: [GroupVersionRegistration] = [group2ndV10beta2, clashExampleComV1, clashExampleOrgV1, countersV1, libraryV1, libraryV1beta1, reviewsV1, tormentV1, treesV1, valuesV1]
}
