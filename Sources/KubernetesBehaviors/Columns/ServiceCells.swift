import APIMachinery
import ControlPlaneAPI
import JSON
import KubernetesAPI

/// The cells of a service's row that no path can say, as kube-apiserver computes them.
enum ServiceCells {
    /// The cells by the names of their columns.
    static func cells(of service: CoreV1.Service, now: Time) -> [String: JSONValue] {
        [
            "Cluster-IP": .string(clusterAddress(of: service)),
            "External-IP": .string(externalAddresses(of: service)),
            "Port(s)": .string(ports(of: service)),
            "Selector": .string(LabelText.text(of: service.spec?.selector)),
        ]
    }

    private static func clusterAddress(of service: CoreV1.Service) -> String {
        let address = service.spec?.clusterIPs?.first ?? service.spec?.clusterIP ?? ""
        return address.isEmpty ? "<none>" : address
    }

    private static func externalAddresses(of service: CoreV1.Service) -> String {
        let given = service.spec?.externalIPs ?? []
        switch service.spec?.type {
        case .clusterIP?, .nodePort?:
            return given.isEmpty ? "<none>" : given.joined(separator: ",")
        case .loadBalancer?:
            let addresses = loadBalancerAddresses(of: service) + given
            return addresses.isEmpty ? "<pending>" : addresses.joined(separator: ",")
        case .externalName?:
            return service.spec?.externalName ?? ""
        default:
            return "<unknown>"
        }
    }

    /// The addresses of the load balancer, or its names, sorted and each once.
    private static func loadBalancerAddresses(of service: CoreV1.Service) -> [String] {
        let points = (service.status?.loadBalancer?.ingress ?? []).compactMap { point in
            [point.ip, point.hostname].compactMap(\.self).first { !$0.isEmpty }
        }
        return Set(points).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    private static func ports(of service: CoreV1.Service) -> String {
        let ports = (service.spec?.ports ?? []).map { port in
            let node = port.nodePort ?? 0
            let place = node > 0 ? "\(port.port):\(node)" : "\(port.port)"
            return "\(place)/\(port.protocol?.rawValue ?? "")"
        }
        return ports.isEmpty ? "<none>" : ports.joined(separator: ",")
    }
}
