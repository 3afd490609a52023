import APIMachinery
import APISchema
import JSON

/// The rules for the names by which a pod is known and those that it looks up.
enum PodNetworkRules {
    /// Checks host names, DNS settings and lines of the hosts file.
    static func check(_ spec: JSONValue, _ faults: inout Faults) {
        faults.check("hostname", of: spec) { NameRules.dns1123Label($0) }
        faults.check("subdomain", of: spec) { NameRules.dns1123Label($0) }
        checkOverride(spec, &faults)
        checkDNS(spec, &faults)
        faults.each("hostAliases", of: spec) { faults, alias in
            faults.within("ip") { $0.checkAddress(alias.text("ip")) }
            faults.each("hostnames", of: alias) { faults, name in
                for fault in NameRules.dns1123Subdomain(name.stringValue ?? "") { faults.add(.invalid, fault, name) }
            }
        }
    }

    private static func checkOverride(_ spec: JSONValue, _ faults: inout Faults) {
        guard let name = spec["hostnameOverride"]?.stringValue else { return }
        for fault in NameRules.dns1123Subdomain(name) { faults.add("hostnameOverride", .invalid, fault, .string(name)) }
        if name.utf8.count > 64 {
            faults.add("hostnameOverride", .invalid, "must be no more than 64 characters", .string(name))
        }
        if spec.flag("setHostnameAsFQDN") {
            faults.add("hostnameOverride", .forbidden, "may not be specified when `setHostnameAsFQDN` is true")
        }
        if spec.flag("hostNetwork") {
            faults.add("hostnameOverride", .forbidden, "may not be specified when `hostNetwork` is true")
        }
    }

    private static func checkDNS(_ spec: JSONValue, _ faults: inout Faults) {
        let settings = spec["dnsConfig"].flatMap { $0.isNull ? nil : $0 }
        if spec.text("dnsPolicy") == "None" {
            guard let settings else {
                faults.add("dnsConfig", .required, "must provide `dnsConfig` when `dnsPolicy` is None")
                return
            }
            if settings.list("nameservers").isEmpty {
                faults.within("dnsConfig") {
                    $0.add(
                        "nameservers", .required, "must provide at least one DNS nameserver when `dnsPolicy` is None")
                }
                return
            }
        }
        guard let settings else { return }
        faults.within("dnsConfig") { faults in
            if settings.list("nameservers").count > 3 {
                faults.add("nameservers", .invalid, "must not have more than 3 nameservers", settings["nameservers"])
            }
            faults.each("nameservers", of: settings) { $0.checkAddress($1.stringValue ?? "") }
            let searches = settings.list("searches").map { $0.stringValue ?? "" }
            if searches.count > 32 {
                faults.add("searches", .invalid, "must not have more than 32 search paths", settings["searches"])
            }
            if searches.joined(separator: " ").utf8.count > 2048 {
                faults.add(
                    "searches", .invalid,
                    "must not have more than 2048 characters (including spaces) in the search list",
                    settings["searches"])
            }
            faults.each("searches", of: settings) { faults, search in
                let text = search.stringValue ?? ""
                guard text != "." else { return }
                // Underscores are taken where names have none, as in the names of services.
                let domain = (text.hasSuffix(".") ? text.dropLast() : text[...]).replacing("_", with: "a")
                for fault in NameRules.dns1123Subdomain(domain) { faults.add(.invalid, fault, search) }
            }
            faults.each("options", of: settings) { faults, option in
                if option.text("name").isEmpty { faults.add(.required, "must not be empty") }
            }
        }
    }
}
