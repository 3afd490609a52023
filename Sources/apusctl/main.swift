import APIMachinery
import CommandLineTool
import ControlPlaneAPI
import KubernetesAPI

// `apusctl`: controls servers of Kubernetes-style APIs.
let registrations: [GroupVersionRegistration] = ControlPlaneAPIRegistrations.all + KubernetesAPIRegistrations.all
await APICommandLine(name: "apusctl", registrations: registrations).main()
