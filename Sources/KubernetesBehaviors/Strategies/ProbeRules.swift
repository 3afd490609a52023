import APISchema
import JSON

/// The rules for probes and for what is done around a container's life.
enum ProbeRules {
    private static let handlers = ["exec", "httpGet", "tcpSocket", "grpc", "sleep"]
    private static let numbers = [
        "initialDelaySeconds", "timeoutSeconds", "periodSeconds", "successThreshold", "failureThreshold",
    ]

    /// Checks the probes and the hooks of a container that may have them.
    ///
    /// - Parameter gracePeriod: For how many seconds the pod may end.
    static func check(of container: JSONValue, gracePeriod: Int64, _ faults: inout Faults) {
        for name in ["livenessProbe", "readinessProbe", "startupProbe"] {
            guard let probe = container[name], !probe.isNull else { continue }
            faults.within(name) { faults in
                checkHandler(probe, gracePeriod, &faults)
                faults.refuseNegative(numbers, of: probe)
                if name != "readinessProbe", probe.number("successThreshold") != 1 {
                    faults.add("successThreshold", .invalid, "must be 1", probe["successThreshold"])
                }
                guard let seconds = probe["terminationGracePeriodSeconds"]?.int64Value else { return }
                if name == "readinessProbe" {
                    faults.add(
                        "terminationGracePeriodSeconds", .invalid, "must not be set for readinessProbes",
                        .integer(seconds))
                } else if seconds <= 0 {
                    faults.add(
                        "terminationGracePeriodSeconds", .invalid, "must be greater than 0", .integer(seconds))
                }
            }
        }
        guard let lifecycle = container["lifecycle"] else { return }
        faults.within("lifecycle") { faults in
            for name in ["postStart", "preStop"] {
                guard let handler = lifecycle[name], !handler.isNull else { continue }
                faults.within(name) { checkHandler(handler, gracePeriod, &$0) }
            }
        }
    }

    /// Refuses probes and hooks for init containers that run to their end.
    static func refuse(of container: JSONValue, _ faults: inout Faults) {
        for name in ["lifecycle", "livenessProbe", "readinessProbe", "startupProbe"] where container.isSet(name) {
            faults.add(name, .forbidden, "may not be set for init containers without restartPolicy=Always")
        }
    }

    private static func checkHandler(_ value: JSONValue, _ gracePeriod: Int64, _ faults: inout Faults) {
        let given = handlers.filter { value.isSet($0) }
        if given.isEmpty { faults.add(.required, "must specify a handler type") }
        for name in given.dropFirst() { faults.add(name, .forbidden, "may not specify more than 1 handler type") }
        guard let name = given.first, let handler = value[name] else { return }
        faults.within(name) { faults in
            switch name {
            case "exec":
                if handler.list("command").isEmpty { faults.add("command", .required) }
            case "httpGet":
                faults.require("path", of: handler)
                PortRules.check("port", of: handler, &faults)
                for header in handler.list("httpHeaders") {
                    for fault in headerFaults(header.text("name")) {
                        faults.add("httpHeaders", .invalid, fault, header["name"] ?? "")
                    }
                }
            case "tcpSocket", "grpc":
                PortRules.check("port", of: handler, &faults)
            case "sleep":
                let seconds = handler.number("seconds")
                if seconds < 0 || seconds > gracePeriod {
                    faults.add(
                        .invalid,
                        "must be non-negative and less than terminationGracePeriodSeconds (\(gracePeriod))",
                        .integer(seconds))
                }
            default: break
            }
        }
    }

    private static func headerFaults(_ name: String) -> [String] {
        let isName =
            !name.isEmpty
            && name.utf8.allSatisfy {
                (97...122).contains($0 | 0x20) || (48...57).contains($0) || $0 == UInt8(ascii: "-")
            }
        return isName
            ? []
            : [
                "a valid HTTP header must consist of alphanumeric characters or '-' (e.g. 'X-Header-Name', regex used "
                    + "for validation is '[-A-Za-z0-9]+')"
            ]
    }
}
