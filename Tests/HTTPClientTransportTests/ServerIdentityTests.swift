import SwiftASN1
import Testing
import X509

@testable import HTTPClientTransport

@Suite struct ServerIdentityTests {
    private static let names = SubjectAlternativeNames([
        .dnsName("api.example.org"), .dnsName("*.wild.example"), .dnsName("*"), .dnsName("10.0.0.9"),
        .ipAddress(ASN1OctetString(contentBytes: [10, 0, 0, 1])),
        .ipAddress(ASN1OctetString(contentBytes: [0x20, 1, 0x0D, 0xB8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1])),
        .ipAddress(ASN1OctetString(contentBytes: [1, 2, 3])),
    ])

    private func problem(_ name: String, _ names: SubjectAlternativeNames = names) -> String? {
        ServerIdentity(name: name, server: "server:1").problem(with: names)
    }

    @Test(arguments: [
        "api.example.org", "API.Example.ORG", "api.example.org.", "a.wild.example", "10.0.0.1", "::ffff:10.0.0.1",
        "2001:db8::1", "2001:DB8:0::1",
    ])
    func takesWhatIsNamed(name: String) {
        #expect(problem(name) == nil)
    }

    @Test(arguments: [
        "example.org", "x.api.example.org", "wild.example", "a.b.wild.example", ".wild.example", "localhost", "", ".",
        "10.0.0.2", "10.0.0.9", "2001:db8::2", "1.2.3",
    ])
    func refusesWhatIsNot(name: String) {
        #expect(
            problem(name)
                == "the certificate is valid for api.example.org, *.wild.example, *, 10.0.0.9, 10.0.0.1, 2001:db8::1, "
                + "an address of 3 bytes, not for \(name)")
    }

    @Test func refusesCertificatesWithoutNames() {
        #expect(
            problem("a", SubjectAlternativeNames())
                == "the certificate is valid for no name at all, so not for a")
    }
}
