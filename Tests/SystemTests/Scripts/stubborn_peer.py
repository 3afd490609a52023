#!/usr/bin/env python3
"""Tries to keep a server busy, or its descriptors taken, with little effort of its own.

usage: stubborn_peer.py certificates|descriptors|idle HOST:PORT PID

certificates: shows certificates that all sign each other; whoever looks for a path among them never ends.
descriptors:  leaves the process PID no descriptors, and connects.
idle:         connects over HTTP/2 and does nothing, in several ways, for about a hundred seconds.

The last line of the output is a JSON object of what was seen; what is right is for the caller to say.
"""
import json
import os
import resource
import socket
import ssl
import subprocess
import sys
import tempfile
import time

mode, address, pid = sys.argv[1], sys.argv[2], int(sys.argv[3])
host, _, port = address.rpartition(":")
REQUEST = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"


def context(protocol="http/1.1"):
    # Who the server is does not matter to an attacker.
    made = ssl._create_unverified_context()
    made.set_alpn_protocols([protocol])
    return made


def connect(tls, timeout=10):
    connection = socket.create_connection((host, int(port)), timeout=timeout)
    try:
        return tls.wrap_socket(connection)
    except OSError:
        connection.close()
        raise


def status(tls):
    """The status of an answer; 0 where there is none."""
    try:
        with connect(tls) as connection:
            connection.sendall(REQUEST)
            return int(connection.recv(100).split(b" ")[1])
    except (OSError, IndexError):
        return 0


def processor_seconds():
    with open(f"/proc/{pid}/stat") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def certificates():
    with tempfile.TemporaryDirectory() as folder:
        key, chain = folder + "/key.pem", b""
        subprocess.run(
            ["openssl", "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", key], check=True)
        for index in range(14):
            # One name and one key, but other alternative names: none is the same as another.
            chain += subprocess.run(
                ["openssl", "req", "-x509", "-key", key, "-subj", "/CN=x", "-days", "1",
                 "-addext", f"subjectAltName=DNS:n{index}"], check=True, capture_output=True).stdout
        with open(folder + "/chain.pem", "wb") as file:
            file.write(chain)
        tls = context()
        tls.load_cert_chain(folder + "/chain.pem", key)
        before = processor_seconds()
        answer = status(tls)
        time.sleep(2)
        return {"status": answer, "processor": processor_seconds() - before}


def descriptors():
    tls = context()
    taken = len(os.listdir(f"/proc/{pid}/fd"))
    soft, hard = resource.prlimit(pid, resource.RLIMIT_NOFILE)
    resource.prlimit(pid, resource.RLIMIT_NOFILE, (taken + 10, hard))
    before, connections = processor_seconds(), []
    for _ in range(200):
        connection = socket.socket()
        connection.setblocking(False)
        try:
            connection.connect((host, int(port)))
        except BlockingIOError:
            pass
        connections.append(connection)
    time.sleep(3)
    used, closed = processor_seconds() - before, 0
    for connection in connections:
        try:
            closed += connection.recv(1) == b""
        except BlockingIOError:
            pass
        except OSError:
            closed += 1
        connection.close()
    resource.prlimit(pid, resource.RLIMIT_NOFILE, (soft, hard))
    end = time.monotonic() + 10
    while (answer := status(tls)) == 0 and time.monotonic() < end:
        time.sleep(0.1)
    return {"closed": closed, "processor": used, "status": answer}


def idle():
    preface, settings, confirmation = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", b"\0\0\0\4\0\0\0\0\0", b"\0\0\0\4\1\0\0\0\0"
    # SETTINGS_INITIAL_WINDOW_SIZE = 0, and GET /healthz.
    closed_window = b"\0\0\6\4\0\0\0\0\0" + b"\0\4\0\0\0\0"
    fields = bytes([0x82, 0x87, 0x44, 8]) + b"/healthz" + bytes([0x41, 1]) + b"x"
    request = len(fields).to_bytes(3, "big") + b"\1\5\0\0\0\1" + fields
    beginnings = {
        "nothing": b"", "no confirmation": preface + settings, "confirmed": preface + settings + confirmation,
        "after a request": preface + settings + confirmation + request,
        "no room for an answer": preface + closed_window + confirmation + request,
    }
    open_, begin, seconds = {}, time.monotonic(), {}
    for name, data in beginnings.items():
        open_[name] = connect(context("h2"))
        if data:
            open_[name].sendall(data)
        open_[name].setblocking(False)
    while open_ and time.monotonic() - begin < 150:
        time.sleep(0.5)
        for name, connection in list(open_.items()):
            try:
                data = connection.recv(65536)
            except (ssl.SSLWantReadError, BlockingIOError):
                continue
            except OSError:
                data = b""
            if not data:
                seconds[name] = round(time.monotonic() - begin)
                del open_[name]
    return {"closed": seconds, "open": sorted(open_)}


print(json.dumps({"certificates": certificates, "descriptors": descriptors, "idle": idle}[mode]()))
