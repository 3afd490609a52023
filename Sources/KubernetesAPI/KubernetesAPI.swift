/// The models, registrations and client accessors of Kubernetes' workloads: pods, deployments and services. All of it is
/// generated from `api-definitions/kubernetes`.
public enum KubernetesAPI {}
