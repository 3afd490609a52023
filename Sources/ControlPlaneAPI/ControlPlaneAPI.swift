/// The models, registrations and client accessors of what every Kubernetes-style server needs: namespaces, config maps,
/// secrets, service accounts and events. All of it is generated from `api-definitions/control-plane`.
public enum ControlPlaneAPI {}
