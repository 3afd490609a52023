/// The blocks of text in the privacy-enhanced mail form (RFC 7468), by which certificates and keys go.
enum PEMBlocks {
    /// The types of the blocks of a text, in their order. Blocks without an end are none.
    static func types(in text: String) -> [String] {
        var types: [String] = []
        var open: Substring?
        for line in text.split(whereSeparator: \.isNewline) {
            if let label = label(of: line, "-----BEGIN ") {
                open = label
            } else if let begun = open, label(of: line, "-----END ") == begun {
                types.append(String(begun))
                open = nil
            }
        }
        return types
    }

    private static func label(of line: Substring, _ start: String) -> Substring? {
        guard line.hasPrefix(start) else { return nil }
        let rest = line.dropFirst(start.count)
        guard let end = rest.firstRange(of: "-----") else { return nil }
        return rest[..<end.lowerBound]
    }

    /// Why two texts are no certificate and its key, as far as their blocks tell; `nil` where they may be.
    static func pairFault(certificate: String, key: String) -> String? {
        let certificates = types(in: certificate)
        func isKey(_ type: String) -> Bool { type == "PRIVATE KEY" || type.hasSuffix(" PRIVATE KEY") }
        if !certificates.contains("CERTIFICATE") {
            guard let only = certificates.first else {
                return "tls: failed to find any PEM data in certificate input"
            }
            if certificates.count == 1 && isKey(only) {
                return "tls: failed to find certificate PEM data in certificate input, but did find a private key; PEM "
                    + "inputs may have been switched"
            }
            return
                "tls: failed to find \"CERTIFICATE\" PEM block in certificate input after skipping PEM blocks of the "
                + "following types: [\(certificates.joined(separator: " "))]"
        }
        let keys = types(in: key)
        if keys.contains(where: isKey) { return nil }
        guard let only = keys.first else { return "tls: failed to find any PEM data in key input" }
        if keys.count == 1 && only == "CERTIFICATE" {
            return "tls: found a certificate rather than a key in the PEM for the private key"
        }
        return
            "tls: failed to find PEM block with type ending in \"PRIVATE KEY\" in key input after skipping PEM blocks "
            + "of the following types: [\(keys.joined(separator: " "))]"
    }
}
