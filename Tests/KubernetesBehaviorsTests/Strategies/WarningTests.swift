import HTTPTypes
import JSON
import Testing

/// What is right but odd: the warnings of kube-apiserver.
@Suite struct WarningTests {
    private func warnings(_ spec: JSONValue, container: JSONValue = [:]) async throws -> [String] {
        var whole: JSONObject = ["name": "c", "image": "a:1"]
        for (key, value) in container.objectValue ?? [:] { whole[key] = value }
        var spec = spec.objectValue ?? [:]
        spec["containers"] = [.object(whole)]
        return try await WorkloadServer().warnings(
            WorkloadServer.pods, WorkloadServer.pod("p", .object(spec)))
    }

    @Test func ordinaryPodsGetNone() async throws {
        #expect(try await warnings([:]) == [])
        #expect(try await warnings([:], container: ["ports": [["containerPort": 1, "name": "a"]]]) == [])
        let kept: JSONValue = [["name": "A", "value": "1"], ["name": "A", "value": "$(A):2"]]
        #expect(try await warnings([:], container: ["env": kept]) == [])
    }

    @Test func variablesThatHideOthers() async throws {
        let env: JSONValue = [["name": "A", "value": "1"], ["name": "A", "value": "2"]]
        #expect(
            try await warnings([:], container: ["env": env]) == [
                "spec.containers[0].env[1]: hides previous definition of \"A\", which may be dropped when using apply"
            ])
    }

    @Test func bytesInParts() async throws {
        #expect(
            try await warnings([:], container: ["resources": ["requests": ["memory": "1.5"]]]) == [
                "spec.containers[0].resources.requests[memory]: fractional byte value \"1500m\" is invalid, must be an "
                    + "integer"
            ])
    }

    @Test func repeatedPortsAndSecrets() async throws {
        #expect(
            try await warnings([:], container: ["ports": [["containerPort": 80], ["containerPort": 80]]]) == [
                "spec.containers[0].ports[1]: duplicate port definition with spec.containers[0].ports[0]"
            ])
        #expect(
            try await warnings(["imagePullSecrets": [[:]]]) == [
                "spec.imagePullSecrets[0].name: invalid empty name \"\""
            ])
        #expect(
            try await warnings(["hostAliases": [["ip": "1.2.3.4"], ["ip": "1.2.3.4"]]]) == [
                "spec.hostAliases[1].ip: duplicate ip \"1.2.3.4\""
            ])
    }

    @Test func whatHasHadItsDay() async throws {
        #expect(
            try await warnings(["nodeSelector": ["beta.kubernetes.io/os": "linux"]]) == [
                "spec.nodeSelector[beta.kubernetes.io/os]: deprecated since v1.14; use \"kubernetes.io/os\" instead"
            ])
        #expect(
            try await warnings(["volumes": [["name": "v", "gitRepo": ["repository": "r"]]]]) == [
                "spec.volumes[0].gitRepo: deprecated in v1.11, and disabled by default in v1.33+"
            ])
    }

    @Test func templates() async throws {
        let server = try await WorkloadServer()
        var deployment = WorkloadServer.deployment("d")
        deployment["spec"]?["template"]?["spec"]?["terminationGracePeriodSeconds"] = -5
        let answer = try await server.send(.post, WorkloadServer.deployments, deployment)
        #expect(answer.at("spec.template.spec.terminationGracePeriodSeconds") == -5)
        let warning =
            "spec.template.spec.terminationGracePeriodSeconds: must be >= 0; negative values are invalid and will be "
            + "treated as 1"
        #expect(answer.warnings == [warning])
        // What has been said before is not said again.
        let later = try await server.merge(WorkloadServer.deployments + "/d", ["spec": ["replicas": 2]])
        #expect(later.status == 200)
        #expect(later.warnings == [])
    }

    @Test func services() async throws {
        let server = try await WorkloadServer()
        let near = WorkloadServer.service("s", ["trafficDistribution": "PreferClose"])
        #expect(try await server.warnings(WorkloadServer.services, near).count == 1)
    }

    @Test func certificatesThatAreNone() async throws {
        let server = try await WorkloadServer()
        func warnings(_ certificate: String, _ key: String) async throws -> [String] {
            try await server.warnings(
                "/api/v1/namespaces/default/secrets",
                [
                    "metadata": ["name": "t"], "type": "kubernetes.io/tls",
                    "stringData": ["tls.crt": .string(certificate), "tls.key": .string(key)],
                ])
        }
        let certificate = "-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n"
        let key = "-----BEGIN EC PRIVATE KEY-----\nAA==\n-----END EC PRIVATE KEY-----\n"
        #expect(try await warnings(certificate, key) == [])
        #expect(try await warnings("", "") == ["tls: failed to find any PEM data in certificate input"])
        #expect(try await warnings(certificate, "x") == ["tls: failed to find any PEM data in key input"])
        #expect(
            try await warnings(certificate, certificate) == [
                "tls: found a certificate rather than a key in the PEM for the private key"
            ])
        #expect(try await warnings(key, certificate).first?.hasSuffix("PEM inputs may have been switched") == true)
    }
}
