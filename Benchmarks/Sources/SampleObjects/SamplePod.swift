public import JSON

/// A Pod as a Deployment's controller makes it and a kubelet fills in its status: about 4 KB.
public func samplePod(_ number: Int) -> JSONValue {
    let suffix = String(0x2_0000_0000 + number * 7919, radix: 36)
    let name = "web-frontend-7d4b9c6f5-\(suffix)"
    let time: JSONValue = "2026-03-14T09:26:53Z"
    return [
        "kind": "Pod",
        "apiVersion": "v1",
        "metadata": [
            "name": .string(name),
            "generateName": "web-frontend-7d4b9c6f5-",
            "namespace": "production",
            "uid": .string("3f2c7a10-5b8e-4d6f-9a1c-\(String(100_000_000_000 + number))"),
            "resourceVersion": .string(String(481_516 + number)),
            "generation": 1,
            "creationTimestamp": time,
            "labels": [
                "app.kubernetes.io/name": "web-frontend", "app.kubernetes.io/part-of": "shop",
                "pod-template-hash": "7d4b9c6f5",
            ],
            "annotations": ["prometheus.io/scrape": "true", "prometheus.io/port": "9102"],
            "ownerReferences": [
                [
                    "apiVersion": "apps/v1", "kind": "ReplicaSet", "name": "web-frontend-7d4b9c6f5",
                    "uid": "a7d1c9e2-0f4b-4c3d-8e5a-6b7c8d9e0f1a", "controller": true, "blockOwnerDeletion": true,
                ]
            ],
            "managedFields": managedFields(time),
        ],
        "spec": spec,
        "status": status(number, time),
    ]
}

/// A Pod to be created: without what the server sets, and of about 5.8 KB once it is stored.
///
/// - Parameter labels: Further labels.
public func newPod(_ number: Int, labels: [String: String] = [:]) -> JSONValue {
    guard case .object(var pod) = samplePod(number), case .object(var metadata)? = pod["metadata"],
        case .object(var spec)? = pod["spec"], case .array(var containers)? = spec["containers"],
        case .object(var container)? = containers.first
    else { return .null }
    pod["status"] = nil
    for member in ["uid", "resourceVersion", "creationTimestamp", "generation"] { metadata[member] = nil }
    metadata["name"] = .string("web-\(number)")
    metadata["namespace"] = "default"
    if case .object(var all)? = metadata["labels"] {
        for (key, value) in labels.sorted(by: { $0.key < $1.key }) { all[key] = .string(value) }
        metadata["labels"] = .object(all)
    }
    // What a real deployment passes to its program.
    let variables: [JSONValue] = (0..<24).map { index in
        [
            "name": .string("CATALOGUE_SETTING_\(index)"),
            "value": .string("https://settings.production.svc.cluster.local/v1/items/\(index)"),
        ]
    }
    container["env"] = .array(variables)
    containers[0] = .object(container)
    spec["containers"] = .array(containers)
    pod["metadata"] = .object(metadata)
    pod["spec"] = .object(spec)
    return .object(pod)
}

/// A list of so many Pods.
public func samplePodList(_ count: Int) -> JSONValue {
    [
        "kind": "PodList", "apiVersion": "v1", "metadata": ["resourceVersion": "9000001"],
        "items": .array((0..<count).map(samplePod)),
    ]
}

private func managedFields(_ time: JSONValue) -> JSONValue {
    let container: JSONValue = [
        ".": [:], "f:image": [:], "f:imagePullPolicy": [:], "f:name": [:],
        "f:ports": [".": [:], "k:{\"containerPort\":8080,\"protocol\":\"TCP\"}": [".": [:], "f:containerPort": [:]]],
        "f:resources": [".": [:], "f:limits": [".": [:], "f:memory": [:]], "f:requests": [".": [:], "f:cpu": [:]]],
    ]
    let conditions: [String] = ["ContainersReady", "Initialized", "Ready"]
    var conditionFields: JSONObject = [:]
    for type in conditions {
        conditionFields["k:{\"type\":\"\(type)\"}"] = [
            ".": [:], "f:lastTransitionTime": [:], "f:status": [:], "f:type": [:],
        ]
    }
    return [
        [
            "manager": "kube-controller-manager", "operation": "Update", "apiVersion": "v1", "time": time,
            "fieldsType": "FieldsV1",
            "fieldsV1": [
                "f:metadata": ["f:generateName": [:], "f:labels": [".": [:], "f:pod-template-hash": [:]]],
                "f:spec": [
                    "f:containers": ["k:{\"name\":\"web\"}": container], "f:dnsPolicy": [:], "f:restartPolicy": [:],
                    "f:schedulerName": [:], "f:terminationGracePeriodSeconds": [:],
                ],
            ],
        ],
        [
            "manager": "kubelet", "operation": "Update", "apiVersion": "v1", "time": time, "fieldsType": "FieldsV1",
            "fieldsV1": [
                "f:status": [
                    "f:conditions": .object(conditionFields), "f:phase": [:], "f:podIP": [:], "f:startTime": [:],
                ]
            ],
            "subresource": "status",
        ],
    ]
}

private let spec: JSONValue = [
    "volumes": [
        ["name": "config", "configMap": ["name": "web-frontend", "defaultMode": 420]],
        [
            "name": "kube-api-access",
            "projected": [
                "sources": [["serviceAccountToken": ["expirationSeconds": 3607, "path": "token"]]], "defaultMode": 420,
            ],
        ],
    ],
    "containers": [
        [
            "name": "web", "image": "registry.example.org/shop/web-frontend:4.11.2",
            "args": ["--listen=:8080", "--upstream=http://catalogue.production.svc:8080", "--message=\"hello\"\n"],
            "ports": [["name": "http", "containerPort": 8080, "protocol": "TCP"]],
            "env": [
                ["name": "GOMAXPROCS", "value": "2"],
                ["name": "POD_NAME", "valueFrom": ["fieldRef": ["apiVersion": "v1", "fieldPath": "metadata.name"]]],
            ],
            "resources": ["limits": ["memory": "256Mi"], "requests": ["cpu": "100m", "memory": "128Mi"]],
            "volumeMounts": [["name": "config", "readOnly": true, "mountPath": "/etc/web"]],
            "readinessProbe": [
                "httpGet": ["path": "/healthz", "port": 8080, "scheme": "HTTP"], "timeoutSeconds": 1,
                "periodSeconds": 10,
                "successThreshold": 1, "failureThreshold": 3,
            ],
            "terminationMessagePath": "/dev/termination-log", "terminationMessagePolicy": "File",
            "imagePullPolicy": "IfNotPresent",
        ]
    ],
    "restartPolicy": "Always", "terminationGracePeriodSeconds": 30, "dnsPolicy": "ClusterFirst",
    "serviceAccountName": "web-frontend", "nodeName": "node-17.eu-west.example.org",
    "securityContext": [:], "schedulerName": "default-scheduler",
    "tolerations": [
        [
            "key": "node.kubernetes.io/not-ready", "operator": "Exists", "effect": "NoExecute",
            "tolerationSeconds": 300,
        ]
    ],
    "priority": 0, "enableServiceLinks": true, "preemptionPolicy": "PreemptLowerPriority",
]

private func status(_ number: Int, _ time: JSONValue) -> JSONValue {
    let address = JSONValue.string("10.\(number >> 16 & 255).\(number >> 8 & 255).\(number & 255)")
    let conditions: [JSONValue] = ["Initialized", "Ready", "ContainersReady"].map { type in
        ["type": type, "status": "True", "lastProbeTime": .null, "lastTransitionTime": time]
    }
    return [
        "phase": "Running", "conditions": .array(conditions), "hostIP": "192.168.12.7", "podIP": address,
        "podIPs": [["ip": address]], "startTime": time,
        "containerStatuses": [
            [
                "name": "web", "state": ["running": ["startedAt": time]], "lastState": [:], "ready": true,
                "restartCount": 0, "image": "registry.example.org/shop/web-frontend:4.11.2", "started": true,
                "containerID": "containerd://5d41402abc4b2a76b9719d911017c5925d41402abc4b2a76b9719d911017c592",
            ]
        ],
        "qosClass": "Burstable",
    ]
}
