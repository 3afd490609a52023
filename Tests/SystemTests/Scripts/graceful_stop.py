"""What clients see of a server that is told to stop: graceful_stop.py SERVER TOKEN PROCESS

The server has to be started with a --shutdown-delay-duration of some seconds. Prints one line for each step.
"""
import os
import signal
import socket
import ssl
import sys
import time
import urllib.parse

address, token, process = sys.argv[1], sys.argv[2], int(sys.argv[3])
url = urllib.parse.urlparse(address)
context = ssl._create_unverified_context()
LIMIT = 60


def connect():
    connection = context.wrap_socket(socket.create_connection((url.hostname, url.port), timeout=LIMIT))
    return connection


def head(method, path, more=""):
    return f"{method} {path} HTTP/1.1\r\nHost: {url.netloc}\r\nAuthorization: Bearer {token}\r\n{more}\r\n".encode()


def read_until(connection, end, text=b""):
    while end not in text:
        piece = connection.recv(65536)
        assert piece, f"the connection ended before {end!r}: {text!r}"
        text += piece
    return text


def read_to_end(connection, text=b""):
    while piece := connection.recv(65536):
        text += piece
    return text


def get(path):
    with connect() as connection:
        connection.sendall(head("GET", path, "Connection: close\r\n"))
        return read_to_end(connection)


def eventually(what, condition):
    end = time.monotonic() + LIMIT
    while not condition():
        assert time.monotonic() < end, what
        time.sleep(0.01)


def refuses():
    try:
        socket.create_connection((url.hostname, url.port), timeout=LIMIT).close()
        return False
    except ConnectionRefusedError:
        return True


eventually("it is ready", lambda: get("/readyz").startswith(b"HTTP/1.1 200"))

watch = connect()
watch.sendall(head("GET", "/api/v1/namespaces/default/configmaps?watch=1&resourceVersion=0"))
watched = read_until(watch, b"\r\n\r\n")
assert watched.startswith(b"HTTP/1.1 200"), watched

# A request whose body is still on its way.
body = b'{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"late"}}'
late = connect()
late.sendall(head("POST", "/api/v1/namespaces/default/configmaps",
                  f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n"))
late.sendall(body[:10])
# One behind it on another connection has been answered, so the server has seen it.
assert get("/version").startswith(b"HTTP/1.1 200")

os.kill(process, signal.SIGTERM)

eventually("readiness fails", lambda: get("/readyz").startswith(b"HTTP/1.1 500"))
assert get("/api/v1/namespaces/default").startswith(b"HTTP/1.1 200")
print("not ready, but serving")

eventually("the listener closes", refuses)
print("no more connections")

watched = read_to_end(watch, watched)
assert watched.endswith(b"\r\n0\r\n\r\n"), watched[-200:]
print("the watch has its last chunk")

late.sendall(body[10:])
answer = read_until(late, b"\r\n\r\n")
assert answer.startswith(b"HTTP/1.1 201"), answer
assert b"\r\nconnection: close" in answer.lower(), answer
print("the request is answered")
