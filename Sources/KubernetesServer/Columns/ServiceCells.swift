import JSON
import KubernetesAPI

/// The cells of a service's row that no path can say, as kube-apiserver computes them.
enum ServiceCells {
    static func cells(of service: CoreV1.Service, isWide: Bool) -> [String: JSONValue] {
        [
            "Cluster-IP": .string(shown(service.spec?.clusterIP)),
            "External-IP": .string(externalAddresses(of: service, isWide: isWide)),
            "Port(s)": .string(ports(of: service)),
            "Selector": .string(LabelText.text(of: service.spec?.selector)),
        ]
    }

    private static func shown(_ text: String?) -> String {
        guard let text, !text.isEmpty else { return "<none>" }
        return text
    }

    private static func externalAddresses(of service: CoreV1.Service, isWide: Bool) -> String {
        let spec = service.spec
        let given = spec?.externalIPs ?? []
        switch spec?.type {
        case .loadBalancer?:
            let points = (service.status?.loadBalancer?.ingress ?? []).compactMap { point in
                [point.ip, point.hostname].compactMap(\.self).first { !$0.isEmpty }
            }
            guard !points.isEmpty || !given.isEmpty else { return "<pending>" }
            let text = (given + points).joined(separator: ",")
            // Narrow output keeps the column narrow, as many addresses would push the others off the screen.
            return !isWide && given.isEmpty && text.count > 16 ? text.prefix(13) + "..." : text
        case .externalName?:
            return shown(spec?.externalName)
        default:
            return given.isEmpty ? "<none>" : given.joined(separator: ",")
        }
    }

    private static func ports(of service: CoreV1.Service) -> String {
        let ports = (service.spec?.ports ?? []).map { port in
            let node = port.nodePort ?? 0
            let place = node == 0 ? "\(port.port)" : "\(port.port):\(node)"
            return "\(place)/\(port.protocol?.rawValue ?? "TCP")"
        }
        return ports.isEmpty ? "<none>" : ports.joined(separator: ",")
    }
}
