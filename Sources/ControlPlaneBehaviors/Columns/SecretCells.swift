import APIMachinery
import ControlPlaneAPI
import JSON

/// The cells of a secret's row that no path can say.
enum SecretCells {
    /// The cells by the names of their columns.
    static func cells(of secret: CoreV1.Secret, now: Time) -> [String: JSONValue] {
        ["Data": .integer(Int64(secret.data?.count ?? 0))]
    }
}
