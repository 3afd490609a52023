"""What a program with the Kubernetes client of Python does: python_client.py SERVER TOKEN."""
import sys
import threading

from kubernetes import client, watch
from kubernetes.client.rest import ApiException


def connect(server, token):
    configuration = client.Configuration(host=server)
    configuration.verify_ssl = False
    configuration.api_key = {"authorization": "Bearer " + token}
    return client.ApiClient(configuration)


def expect_status(status, call, *arguments, **options):
    try:
        call(*arguments, **options)
    except ApiException as error:
        assert error.status == status, error
        return error
    raise AssertionError("expected the status %d" % status)


def config_maps(api):
    core = client.CoreV1Api(api)
    namespace = "python"
    core.create_namespace(client.V1Namespace(metadata=client.V1ObjectMeta(name=namespace)))
    first = core.list_namespaced_config_map(namespace)
    assert first.items == [], first

    events = []

    def follow():
        watching = watch.Watch()
        for event in watching.stream(core.list_namespaced_config_map, namespace, timeout_seconds=60,
                                     resource_version=first.metadata.resource_version):
            events.append((event["type"], event["object"].metadata.name, event["object"].data))
            if event["type"] == "DELETED":
                watching.stop()

    follower = threading.Thread(target=follow)
    follower.start()

    created = core.create_namespaced_config_map(namespace, client.V1ConfigMap(
        metadata=client.V1ObjectMeta(name="words", labels={"shelf": "low"}), data={"a": "1"}))
    assert created.metadata.uid and created.metadata.creation_timestamp, created
    expect_status(409, core.create_namespaced_config_map, namespace, created_again(created))
    patched = core.patch_namespaced_config_map("words", namespace, {"data": {"b": "2"}})
    assert patched.data == {"a": "1", "b": "2"}, patched
    patched.data = {"c": "3"}
    replaced = core.replace_namespaced_config_map("words", namespace, patched)
    assert replaced.metadata.resource_version != created.metadata.resource_version
    stale = expect_status(409, core.replace_namespaced_config_map, "words", namespace, created)
    assert stale.reason == "Conflict", stale
    selected = core.list_namespaced_config_map(namespace, label_selector="shelf=low")
    assert [item.metadata.name for item in selected.items] == ["words"], selected
    core.delete_namespaced_config_map("words", namespace)
    expect_status(404, core.read_namespaced_config_map, "words", namespace)

    follower.join(60)
    assert not follower.is_alive(), events
    assert events == [
        ("ADDED", "words", {"a": "1"}), ("MODIFIED", "words", {"a": "1", "b": "2"}),
        ("MODIFIED", "words", {"c": "3"}), ("DELETED", "words", {"c": "3"})], events


def created_again(created):
    return client.V1ConfigMap(metadata=client.V1ObjectMeta(name=created.metadata.name))


def deployments(api):
    apps = client.AppsV1Api(api)
    labels = {"app": "web"}
    template = client.V1PodTemplateSpec(
        metadata=client.V1ObjectMeta(labels=labels),
        spec=client.V1PodSpec(containers=[client.V1Container(
            name="c", image="nginx:1.27",
            resources=client.V1ResourceRequirements(requests={"cpu": "0.5"}))]))
    apps.create_namespaced_deployment("default", client.V1Deployment(
        metadata=client.V1ObjectMeta(name="web"),
        spec=client.V1DeploymentSpec(replicas=2, selector=client.V1LabelSelector(match_labels=labels), template=template)))
    read = apps.read_namespaced_deployment("web", "default")
    assert read.spec.template.spec.containers[0].resources.requests == {"cpu": "500m"}, read
    scale = apps.read_namespaced_deployment_scale("web", "default")
    scale.spec.replicas = 5
    assert apps.replace_namespaced_deployment_scale("web", "default", scale).spec.replicas == 5
    read = apps.read_namespaced_deployment("web", "default")
    read.status = client.V1DeploymentStatus(replicas=5, observed_generation=read.metadata.generation)
    assert apps.replace_namespaced_deployment_status("web", "default", read).status.replicas == 5
    invalid = expect_status(422, apps.patch_namespaced_deployment, "web", "default", {"spec": {"replicas": -1}})
    assert "spec.replicas" in invalid.body, invalid.body
    pages, token = [], None
    for name in ["one", "two", "three"]:
        client.CoreV1Api(api).create_namespaced_config_map(
            "default", client.V1ConfigMap(metadata=client.V1ObjectMeta(name=name)))
    while True:
        page = client.CoreV1Api(api).list_namespaced_config_map("default", limit=2, _continue=token)
        pages.append([item.metadata.name for item in page.items])
        token = page.metadata._continue
        if not token:
            break
    assert pages == [["one", "three"], ["two"]], pages
    apps.delete_collection_namespaced_deployment("default")
    assert apps.list_deployment_for_all_namespaces().items == []


def main():
    api = connect(*sys.argv[1:3])
    assert client.VersionApi(api).get_code().major == "1"
    config_maps(api)
    deployments(api)
    print("done")


main()
