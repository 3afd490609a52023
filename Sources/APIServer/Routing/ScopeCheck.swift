import APIMachinery

/// Whether a resource can be asked for at such a path: those in namespaces below one, those of the cluster below none.
enum ScopeCheck {
    /// - Throws: `APIError` 404 or 405 where the path is of the other scope.
    static func check(_ info: RequestInfo, _ resource: ServedResource) throws {
        guard resource.isNamespaced else {
            if info.isInNamespace { throw APIError.resourceNotFound() }
            return
        }
        guard !info.isInNamespace else { return }
        // All namespaces at once can be listed and watched; an object is in one of them.
        if !info.name.isEmpty { throw APIError.resourceNotFound() }
        if info.verb != .list && info.verb != .watch { throw APIError.methodNotAllowed() }
    }
}
