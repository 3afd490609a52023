"""Sends what schemathesis makes of the served OpenAPI documents: fuzz.py SERVER TOKEN SECONDS FOLDER.

Ends with 1 where an answer is a server error or the connection breaks. FOLDER takes what is written on the way.
"""
import json
import os
import ssl
import subprocess
import sys
import urllib.request

CONFIGURATION = """
[parameters]
# A watch would last, and a list at a revision that is yet to come is a 504 by right.
"query.watch" = "false"
"query.timeoutSeconds" = "1"
"query.resourceVersion" = "0"
"path.namespace" = "default"
%s
"""

OBJECTS = {
    "/api/v1/namespaces/default/configmaps": {"data": {"a": "b"}},
    "/api/v1/namespaces/default/secrets": {"stringData": {"a": "b"}},
    "/api/v1/namespaces/default/serviceaccounts": {},
    "/api/v1/namespaces/default/services": {"spec": {"ports": [{"port": 80}]}},
    "/api/v1/namespaces/default/pods": {"spec": {"containers": [{"name": "c", "image": "nginx"}]}},
    "/apis/apps/v1/namespaces/default/deployments": {"spec": {
        "selector": {"matchLabels": {"a": "b"}},
        "template": {"metadata": {"labels": {"a": "b"}}, "spec": {"containers": [{"name": "c", "image": "nginx"}]}}}},
    "/api/v1/namespaces": {},
}


class Server:
    def __init__(self, url, token):
        self.url, self.token = url, token
        self.context = ssl._create_unverified_context() if url.startswith("https") else None

    def send(self, path, body=None):
        request = urllib.request.Request(self.url + path, headers={"Authorization": "Bearer " + self.token})
        if body is not None:
            request.data = json.dumps(body).encode()
            request.add_header("Content-Type", "application/json")
        with urllib.request.urlopen(request, timeout=30, context=self.context) as response:
            return json.load(response)


def fuzz(server, path, seconds, folder, parameters):
    configuration = os.path.join(folder, "schemathesis.toml")
    with open(configuration, "w") as file:
        file.write(CONFIGURATION % parameters)
    program = os.path.join(os.environ["PYTHONPATH"], "bin", "schemathesis")
    command = [
        program, "--config-file", configuration, "run", server.url + "/openapi/v3/" + path, "--url", server.url,
        "--header", "Authorization: Bearer " + server.token, "--tls-verify", "false", "--checks", "not_a_server_error",
        "--phases", "coverage,fuzzing", "--max-time", str(seconds), "--request-timeout", "20", "--continue-on-failure",
        "--warnings", "off", "--no-color"]
    result = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    print(result.stdout[-6000:])
    return result.returncode == 0


def main():
    url, token, seconds, folder = sys.argv[1:5]
    server = Server(url, token)
    for path, members in OBJECTS.items():
        server.send(path, {"metadata": {"name": "fuzzed"}, **members})
    documents = sorted(server.send("/openapi/v3")["paths"])
    share = max(2, int(float(seconds) / (2 * len(documents))))
    good = True
    for path in documents:
        good = fuzz(server, path, share, folder, "") and good
        good = fuzz(server, path, share, folder, '"path.name" = "fuzzed"') and good
    sys.exit(0 if good else 1)


main()
