import JSON
import Testing

/// What is refused of pods, rule by rule: the causes are those of kube-apiserver.
@Suite struct PodRuleTests {
    /// A part of a pod's spec, one of its only container, and what is wrong with them. `C.` stands for the container.
    struct Case: CustomTestStringConvertible, Sendable {
        let spec: JSONValue
        let container: JSONValue
        let causes: Set<String>

        init(_ spec: JSONValue = [:], container: JSONValue = [:], _ causes: String...) {
            self.spec = spec
            self.container = container
            self.causes = Set(causes)
        }

        var testDescription: String { "\(spec) \(container)" }
    }

    @Test(arguments: security + platforms + neighbours + network + volumes + environment + resources)
    func refuses(_ wrong: Case) async throws {
        var container: JSONObject = ["name": "c", "image": "a:1"]
        for (key, value) in wrong.container.objectValue ?? [:] { container[key] = value }
        var spec = wrong.spec.objectValue ?? [:]
        spec["containers"] = [.object(container)]
        let causes = try await WorkloadServer().causes(
            WorkloadServer.pods, WorkloadServer.pod("p", .object(spec)))
        #expect(Set(causes.map { $0.replacing("spec.containers[0]", with: "C") }) == wrong.causes)
    }

    static let security: [Case] = [
        Case(
            container: ["securityContext": ["privileged": true, "allowPrivilegeEscalation": false]],
            "C.securityContext Invalid"),
        Case(
            container: ["securityContext": ["runAsUser": -1, "runAsGroup": 4_294_967_296]],
            "C.securityContext.runAsUser Invalid", "C.securityContext.runAsGroup Invalid"),
        Case(
            container: ["securityContext": ["procMount": "Unmasked"]], "C.securityContext.procMount Invalid"),
        Case(["hostUsers": false], container: ["securityContext": ["procMount": "Unmasked"]]),
        Case(
            ["securityContext": ["seccompProfile": ["type": "Localhost"]]],
            "spec.securityContext.seccompProfile.localhostProfile Required"),
        Case(["securityContext": ["seccompProfile": ["type": "Localhost", "localhostProfile": "a/b.json"]]]),
        Case(
            ["securityContext": ["seccompProfile": ["type": "Odd", "localhostProfile": "a"]]],
            "spec.securityContext.seccompProfile.type NotSupported",
            "spec.securityContext.seccompProfile.localhostProfile Invalid"),
        Case(
            ["securityContext": ["appArmorProfile": ["type": ""]]],
            "spec.securityContext.appArmorProfile.type Required"),
        Case(
            ["securityContext": ["sysctls": [["name": "A", "value": "1"], ["name": "kernel.sem", "value": "1"]]]],
            "spec.securityContext.sysctls[0].name Invalid"),
        Case(
            ["hostIPC": true, "securityContext": ["sysctls": [["name": "kernel/shmmax", "value": "1"]]]],
            "spec.securityContext.sysctls[0].name Invalid"),
        Case(
            ["hostPID": true, "shareProcessNamespace": true], "spec.securityContext.shareProcessNamespace Invalid"),
        Case(["hostUsers": false, "hostNetwork": true], "spec.hostNetwork Forbidden"),
        Case(
            ["securityContext": ["supplementalGroups": [1, -1]]], "spec.securityContext.supplementalGroups[1] Invalid"),
    ]

    static let platforms: [Case] = [
        Case(["os": ["name": "plan9"]], "spec.os NotSupported"),
        Case(["os": [:]], "spec.os.name Required"),
        Case(
            ["os": ["name": "windows"], "hostIPC": true, "securityContext": ["runAsUser": 1]],
            container: ["securityContext": ["privileged": true]],
            "spec.hostIPC Forbidden", "spec.securityContext.runAsUser Forbidden",
            "C.securityContext.privileged Forbidden"),
        Case(
            ["os": ["name": "linux"], "securityContext": ["windowsOptions": [:]]],
            "spec.securityContext.windowsOptions Forbidden"),
        Case(
            ["securityContext": ["windowsOptions": ["hostProcess": true, "runAsUserName": "a\\b\\c"]]],
            "spec.hostNetwork Invalid", "spec.securityContext.windowsOptions.runAsUserName Invalid"),
    ]

    private static let selector: JSONValue = ["matchExpressions": [["key": "a b", "operator": "Near"]]]

    static let neighbours: [Case] = [
        Case(
            ["tolerations": [["key": "a", "operator": "Gt", "value": "5"]]], "spec.tolerations[0].operator NotSupported"
        ),
        Case(
            ["schedulingGates": [["name": "a/b"], ["name": "a/b"], ["name": "-"]]],
            "spec.schedulingGates[1] Duplicate", "spec.schedulingGates[2] Invalid"),
        Case(
            [
                "affinity": [
                    "nodeAffinity": ["requiredDuringSchedulingIgnoredDuringExecution": ["nodeSelectorTerms": []]]
                ]
            ],
            "spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms Required"),
        Case(
            [
                "affinity": [
                    "nodeAffinity": [
                        "preferredDuringSchedulingIgnoredDuringExecution": [
                            [
                                "weight": 101,
                                "preference": [
                                    "matchExpressions": [["key": "a", "operator": "Gt", "values": ["1", "2"]]],
                                    "matchFields": [["key": "spec.x", "operator": "Exists"]],
                                ],
                            ]
                        ]
                    ]
                ]
            ],
            "spec.affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].weight Invalid",
            "spec.affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].preference"
                + ".matchExpressions[0].values Required",
            "spec.affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].preference"
                + ".matchFields[0].operator Invalid",
            "spec.affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].preference"
                + ".matchFields[0].key Invalid"),
        Case(
            [
                "affinity": [
                    "podAffinity": [
                        "requiredDuringSchedulingIgnoredDuringExecution": [
                            ["labelSelector": selector, "namespaces": ["A"], "topologyKey": ""]
                        ]
                    ]
                ]
            ],
            "spec.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].labelSelector"
                + ".matchExpressions[0].key Invalid",
            "spec.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].labelSelector"
                + ".matchExpressions[0].operator Invalid",
            "spec.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].namespace Invalid",
            "spec.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].topologyKey Invalid",
            "spec.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].topologyKey Required"),
        Case(
            [
                "topologySpreadConstraints": [
                    ["maxSkew": 0, "topologyKey": "z", "whenUnsatisfiable": "ScheduleAnyway", "minDomains": 1],
                    ["maxSkew": 1, "topologyKey": "z", "whenUnsatisfiable": "ScheduleAnyway", "matchLabelKeys": ["a"]],
                ]
            ],
            "spec.topologySpreadConstraints[0].maxSkew Invalid", "spec.topologySpreadConstraints[0].minDomains Invalid",
            "spec.topologySpreadConstraints[0].{topologyKey, whenUnsatisfiable} Duplicate",
            "spec.topologySpreadConstraints[1].matchLabelKeys Forbidden"),
    ]

    static let network: [Case] = [
        Case(["dnsPolicy": "None"], "spec.dnsConfig Required"),
        Case(["dnsPolicy": "None", "dnsConfig": [:]], "spec.dnsConfig.nameservers Required"),
        Case(
            ["dnsConfig": ["nameservers": ["a.b"], "searches": ["_x.y.", "../up"], "options": [["name": ""]]]],
            "spec.dnsConfig.nameservers[0] Invalid", "spec.dnsConfig.searches[1] Invalid",
            "spec.dnsConfig.options[0] Required"),
        Case(
            [
                "hostAliases": [
                    ["ip": "1.2.3.400", "hostnames": ["a_b"]], ["ip": "192.168.010.1"], ["ip": "::ffff:1.2.3.4"],
                    ["ip": "2001:db8::1"],
                ]
            ],
            "spec.hostAliases[0].ip Invalid", "spec.hostAliases[0].hostnames[0] Invalid",
            "spec.hostAliases[1].ip Invalid", "spec.hostAliases[2].ip Invalid"),
        Case(["hostnameOverride": "A"], "spec.hostnameOverride Invalid"),
        Case(["readinessGates": [["conditionType": "a b"]]], "spec.readinessGates[0].conditionType Invalid"),
        Case(["runtimeClassName": ""], "spec.runtimeClassName Invalid"),
    ]

    static let volumes: [Case] = [
        Case(["volumes": [["name": "v", "hostPath": ["path": "/a/../b"]]]], "spec.volumes[0].hostPath.path Invalid"),
        Case(
            [
                "volumes": [
                    ["name": "v", "configMap": ["name": "m", "items": [["key": "", "path": "../a", "mode": 512]]]]
                ]
            ],
            container: ["volumeMounts": [["name": "v", "mountPath": "/v"]]],
            "spec.volumes[0].configMap.items[0].key Required", "spec.volumes[0].configMap.items[0].path Invalid",
            "spec.volumes[0].configMap.items[0].mode Invalid", "C.volumeMounts[0].name NotFound"),
        Case(
            ["volumes": [["name": "v", "downwardAPI": ["items": [["path": "p"]]]]]],
            "spec.volumes[0].downwardAPI Required"),
        Case(
            [
                "volumes": [
                    [
                        "name": "v",
                        "projected": [
                            "sources": [
                                ["serviceAccountToken": ["path": "", "expirationSeconds": 1]],
                                ["secret": ["name": "s", "items": [["key": "k", "path": "a"]]]],
                                ["configMap": ["name": "s", "items": [["key": "k", "path": "a"]]]],
                            ]
                        ],
                    ]
                ]
            ],
            "spec.volumes[0].projected.path Required", "spec.volumes[0].projected Invalid",
            "spec.volumes[0].projected.sources[0].serviceAccountToken.expirationSeconds Invalid",
            "spec.volumes[0].projected.sources[0].serviceAccountToken Forbidden"),
        Case(
            ["volumes": [["name": "v", "ephemeral": ["volumeClaimTemplate": ["spec": ["accessModes": ["Odd"]]]]]]],
            "spec.volumes[0].ephemeral.volumeClaimTemplate.spec.accessModes NotSupported",
            "spec.volumes[0].ephemeral.volumeClaimTemplate.spec.resources[storage] Required"),
        Case(
            ["volumes": [["name": "v", "iscsi": ["targetPortal": "p", "iqn": "odd", "lun": 256]]]],
            "spec.volumes[0].iscsi.iqn Invalid", "spec.volumes[0].iscsi.lun Invalid"),
        Case(["volumes": [["name": "v", "gcePersistentDisk": [:]]]], "spec.volumes[0].persistentDisk.pdName Required"),
        Case(
            ["volumes": [["name": "v", "emptyDir": [:]]]],
            container: ["volumeDevices": [["name": "v", "devicePath": "/d"]]], "C.volumeDevices[0].name Invalid"),
        Case(
            ["volumes": [["name": "v", "emptyDir": [:]]]],
            container: [
                "volumeMounts": [
                    ["name": "v", "mountPath": "/v", "mountPropagation": "Odd", "recursiveReadOnly": "Enabled"]
                ]
            ],
            "C.volumeMounts.mountPropagation NotSupported", "C.volumeMounts.recursiveReadOnly Forbidden"),
    ]

    static let environment: [Case] = [
        Case(
            container: ["env": [["name": "A", "valueFrom": ["fieldRef": ["fieldPath": "spec.foo"]]]]],
            "C.env[0].valueFrom.fieldRef.fieldPath Invalid"),
        Case(
            container: ["env": [["name": "A", "valueFrom": ["fieldRef": ["fieldPath": "status.phase"]]]]],
            "C.env[0].valueFrom.fieldRef.fieldPath NotSupported"),
        Case(container: ["env": [["name": "A", "valueFrom": ["fieldRef": ["fieldPath": "metadata.labels['a/b']"]]]]]),
        Case(
            container: [
                "env": [["name": "A", "valueFrom": ["resourceFieldRef": ["resource": "limits.cpu", "divisor": "2m"]]]]
            ], "C.env[0].valueFrom.resourceFieldRef.divisor Invalid"),
        Case(
            container: ["env": [["name": "A", "valueFrom": ["resourceFieldRef": ["resource": "foo"]]]]],
            "C.env[0].valueFrom.resourceFieldRef.resource NotSupported"),
        Case(
            container: ["env": [["name": "A", "valueFrom": ["secretKeyRef": ["name": "S", "key": "a b"]]]]],
            "C.env[0].valueFrom.secretKeyRef.name Invalid", "C.env[0].valueFrom.secretKeyRef.key Invalid"),
        Case(
            container: ["livenessProbe": ["httpGet": ["port": 80, "httpHeaders": [["name": "a b", "value": ""]]]]],
            "C.livenessProbe.httpGet.httpHeaders Invalid"),
        Case(container: ["lifecycle": ["preStop": ["sleep": ["seconds": 31]]]], "C.lifecycle.preStop.sleep Invalid"),
    ]

    static let resources: [Case] = [
        Case(
            container: [
                "resizePolicy": [
                    ["resourceName": "cpu", "restartPolicy": "NotRequired"],
                    ["resourceName": "cpu", "restartPolicy": "Odd"],
                ]
            ], "C.resizePolicy[1] Duplicate", "C.resizePolicy NotSupported"),
        Case(
            container: ["resources": ["limits": ["hugepages-2Mi": "1"]]],
            "C.resources.limits[hugepages-2Mi] Invalid", "C.resources.requests[hugepages-2Mi] Invalid",
            "C.resources Forbidden"),
        Case(
            container: ["resources": ["limits": ["requests.a.b/c": "1"]]],
            "C.resources.limits[requests.a.b/c] Invalid", "C.resources.requests[requests.a.b/c] Invalid"),
        Case(["overhead": ["pods": "5"]], "spec.overhead.limits[pods] Invalid"),
    ]

    // MARK: Other writes

    @Test func annotationsOfKubernetesAreUnderstood() async throws {
        var pod = WorkloadServer.pod("p")
        pod["metadata"]?["annotations"] = [
            "controller.kubernetes.io/pod-deletion-cost": "+1", "kubernetes.io/config.mirror": "x",
        ]
        #expect(
            try await WorkloadServer().causes(WorkloadServer.pods, pod) == [
                "metadata.annotations[controller.kubernetes.io/pod-deletion-cost] Invalid",
                "metadata.annotations[kubernetes.io/config.mirror] Invalid",
            ])
    }

    @Test func conditionsHaveQualifiedTypes() async throws {
        let server = try await WorkloadServer()
        _ = try await server.create(WorkloadServer.pods, WorkloadServer.pod("p"))
        let answer = try await server.merge(
            WorkloadServer.pods + "/p/status",
            ["status": ["conditions": [["type": "Ready", "status": "True"], ["type": "a b", "status": "True"]]]])
        #expect(answer.causes == ["status.conditions[1].Type Invalid"])
    }

    @Test func negativeGracePeriodsAreTheShortest() async throws {
        let server = try await WorkloadServer()
        let spec: JSONValue = ["terminationGracePeriodSeconds": -1]
        let pod = try await server.create(WorkloadServer.pods, WorkloadServer.pod("p", spec))
        #expect(pod.spec["terminationGracePeriodSeconds"] == 1)
    }

    @Test func selectorsNameTheLabelsOfTheNewPod() async throws {
        let server = try await WorkloadServer()
        var pod = WorkloadServer.pod(
            "p",
            [
                "topologySpreadConstraints": [
                    [
                        "maxSkew": 1, "topologyKey": "z", "whenUnsatisfiable": "DoNotSchedule",
                        "labelSelector": ["matchLabels": ["app": "a"]], "matchLabelKeys": ["hash", "absent"],
                    ]
                ]
            ])
        pod["metadata"]?["labels"] = ["hash": "1"]
        let answer = try await server.create(WorkloadServer.pods, pod)
        #expect(
            answer.at("spec.topologySpreadConstraints.0.labelSelector.matchExpressions")
                == [["key": "hash", "operator": "In", "values": ["1"]]])
    }

    @Test func sourcesThatAreNotOfferedAreDropped() async throws {
        let server = try await WorkloadServer()
        let source: JSONValue = ["clusterTrustBundle": ["name": "b", "path": "p"]]
        let spec: JSONValue = ["volumes": [["name": "v", "projected": ["sources": [source]]]]]
        let pod = try await server.create(WorkloadServer.pods, WorkloadServer.pod("p", spec))
        #expect(pod.at("spec.volumes.0.projected.sources") == [[:]])
    }

    @Test func refusedChangesAreShown() async throws {
        let server = try await WorkloadServer()
        _ = try await server.create(WorkloadServer.pods, WorkloadServer.pod("p"))
        let answer = try await server.merge(WorkloadServer.pods + "/p", ["spec": ["restartPolicy": "Never"]])
        let message = answer.json["message"]?.stringValue ?? ""
        #expect(message.contains("pod updates may not change fields other than `spec.containers[*].image`,"))
        #expect(message.contains("\n- \"restartPolicy\": \"Always\",\n+ \"restartPolicy\": \"Never\",\n"))
        #expect(!message.contains("\"image\""))
    }
}
