/// The names under which fields are owned. They are kubectl's own, so that people may use both on the same objects without
/// one taking the other for a stranger.
enum FieldManagers {
    static let create = "kubectl-create"
    static let apply = "kubectl-client-side-apply"
}
