import APIMachinery

/// The APIs that are compiled into this program.
enum CompiledAPIs {
    static let registrations: [GroupVersionRegistration] = []
}
