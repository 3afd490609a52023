"""Asks for large lists on many connections and takes them slowly.

usage: slow_lists.py ADDRESS TOKEN PID [CLIENTS] [OBJECTS]

Prints for each form of a list one line: the name, and the kilobytes that the server has resident before, while the lists
wait to be taken, and after the connections are closed.
"""
import base64, http.client, json, os, socket, ssl, sys, time

address, token, pid = sys.argv[1].split("//")[-1].rstrip("/"), sys.argv[2], sys.argv[3]
clients = int(sys.argv[4]) if len(sys.argv) > 4 else 8
objects = int(sys.argv[5]) if len(sys.argv) > 5 else 40
host, port = address.rsplit(":", 1)
context = ssl._create_unverified_context()
SIZE = 200_000

MAPS = "/api/v1/namespaces/default/configmaps"
EVENTS = "/apis/events.k8s.io/v1/namespaces/default/events"
VIEW = ";as=%s;v=v1;g=meta.k8s.io"
JSON, PROTOBUF, YAML = "application/json", "application/vnd.kubernetes.protobuf", "application/yaml"
PARTIAL, TABLE = VIEW % "PartialObjectMetadataList", VIEW % "Table"

# Metadata and rows with metadata are as large as the annotations.
FORMS = [
    (name + "." + kind, path, accept)
    for kind, path in (("stored", MAPS), ("converted", EVENTS))
    for name, accept in (
        ("json", JSON), ("protobuf", PROTOBUF), ("yaml", YAML), ("pretty", JSON + ";pretty=1"), ("table", JSON + TABLE),
        ("metadata", JSON + PARTIAL), ("metadata-protobuf", PROTOBUF + PARTIAL),
    )
]


def resident():
    with open("/proc/%s/statm" % pid) as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") // 1024


def settled(limit=None, seconds=8):
    """Resident memory once it is at most the limit, or stays the same for a second."""
    end, last, same = time.time() + seconds, 0, 0
    while True:
        now = resident()
        same = same + 1 if abs(now - last) < 200 else 0
        last = now
        if same == 12 and limit is None or limit is not None and now <= limit or time.time() > end:
            return now
        time.sleep(0.05)


def request(method, path, body=None, accept=JSON):
    connection = http.client.HTTPSConnection(host, int(port), context=context, timeout=120)
    try:
        fields = {"Authorization": "Bearer " + token, "Accept": accept, "Content-Type": JSON}
        connection.request(method, path, body and json.dumps(body), fields)
        response = connection.getresponse()
        taken = 0
        while piece := response.read(1 << 16):
            taken += len(piece)
        return response.status, taken
    finally:
        connection.close()


def slow(path, accept, gzip):
    """A connection that has begun to take a list."""
    plain = socket.socket()
    plain.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    plain.settimeout(120)
    plain.connect((host, int(port)))
    connection = context.wrap_socket(plain, server_hostname=host)
    coding = "Accept-Encoding: gzip\r\n" if gzip else ""
    connection.sendall(
        ("GET %s HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer %s\r\nAccept: %s\r\n%s\r\n" % (path, token, accept, coding)).encode())
    head = connection.recv(1024)
    assert head.startswith(b"HTTP/1.1 200"), head
    assert not gzip or b"content-encoding: gzip" in head.lower(), head
    return connection


def fill():
    for number in range(objects):
        text = base64.b64encode(os.urandom(SIZE * 3 // 4)).decode()
        metadata = {"name": "slow-%d" % number, "namespace": "default", "annotations": {"text": text}}
        status, _ = request("POST", MAPS, {"metadata": metadata})
        assert status == 201, status
        status, _ = request("POST", "/api/v1/namespaces/default/events", {
            "metadata": metadata, "involvedObject": {"kind": "Pod", "name": "a", "namespace": "default"},
            "reason": "Slow", "type": "Normal", "source": {"component": "test"},
            "firstTimestamp": "2026-01-01T00:00:00Z", "lastTimestamp": "2026-01-01T00:00:00Z", "count": 1})
        assert status == 201, status


fill()
for name, path, accept in FORMS:
    # What is kept of objects once they have been asked for so is there before.
    status, size = request("GET", path, accept=accept)
    assert status == 200 and size > objects * SIZE, (name, status, size)
    for gzip in (False, True):
        before = settled()
        connections = [slow(path, accept, gzip) for _ in range(clients)]
        held = settled()
        for connection in connections:
            connection.close()
        after = settled(before + 8_000)
        print(name + (".gzip" if gzip else ""), before, held, after, flush=True)
