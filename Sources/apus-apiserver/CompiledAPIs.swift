import APIMachinery
import ControlPlaneAPI
import KubernetesAPI

/// The APIs that are compiled into this program. A definition added to one of these modules is served with no edit
/// here.
enum CompiledAPIs {
    static let registrations: [GroupVersionRegistration] =
        ControlPlaneAPIRegistrations.all + KubernetesAPIRegistrations.all
}
