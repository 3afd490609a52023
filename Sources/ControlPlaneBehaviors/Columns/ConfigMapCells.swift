import APIMachinery
import ControlPlaneAPI
import JSON

/// The cells of a config map's row that no path can say.
enum ConfigMapCells {
    /// The cells by the names of their columns.
    static func cells(of configMap: CoreV1.ConfigMap, now: Time) -> [String: JSONValue] {
        ["Data": .integer(Int64((configMap.data?.count ?? 0) + (configMap.binaryData?.count ?? 0)))]
    }
}
