public import APIMachinery
public import APIServer

/// What the library adds to a server: its kinds, what Swift says about them, and the controller that counts the loans.
public enum Bookshop {
    /// The kinds, as the definitions say.
    public static let registrations: [GroupVersionRegistration] = BookshopRegistrations.all

    /// What Swift adds to them.
    public static let behaviors: ResourceBehaviors = [
        LibraryV1.Book.groupVersionResource.groupResource: ResourceBehavior(strategy: BookStrategy())
    ]
}
