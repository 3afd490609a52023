import ArgumentParser
import KubernetesBehaviors

/// From where services get what is handed out.
struct ServiceFlags: ParsableArguments {
    @Option(
        name: .customLong("service-cluster-ip-range"),
        help: ArgumentHelp("The IPv4 addresses that services are given.", valueName: "range"))
    var addresses = AddressRangeFlag(range: .services)

    @Option(
        name: .customLong("service-node-port-range"),
        help: ArgumentHelp("The ports on nodes that services are given.", valueName: "first-last"))
    var nodePorts = PortRangeFlag(range: ServiceNetwork().nodePorts)

    /// What the flags say.
    var network: ServiceNetwork {
        var network = ServiceNetwork()
        network.addresses = addresses.range
        network.nodePorts = nodePorts.range
        return network
    }
}

/// A range of addresses, such as `10.0.0.0/16`.
struct AddressRangeFlag: ExpressibleByArgument {
    var range: AddressRange

    init(range: AddressRange) { self.range = range }

    init?(argument: String) {
        guard let range = AddressRange(argument) else { return nil }
        self.range = range
    }

    var defaultValueDescription: String { range.description }
}

/// A range of ports, such as `30000-32767`.
struct PortRangeFlag: ExpressibleByArgument {
    var range: ClosedRange<Int64>

    init(range: ClosedRange<Int64>) { self.range = range }

    init?(argument: String) {
        let parts = argument.split(separator: "-", omittingEmptySubsequences: false).map { UInt16($0) }
        guard parts.count == 2, let first = parts[0], let last = parts[1], first > 0, first <= last else { return nil }
        range = Int64(first)...Int64(last)
    }

    var defaultValueDescription: String { "\(range.lowerBound)-\(range.upperBound)" }
}
