"""A loopback server that speaks what a push to the Hub needs, from huggingface_hub's own requests.

with HubServer() as hub: … hub.url, hub.files["me/set"]["main"], hub.commits …
"""

import base64
import hashlib
import json
import re
import threading
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

SHA = "0" * 40
LARGE = 500_000
"""Files above this many bytes go to the store for large files."""


class HubServer:
    """Datasets by name and branch; `fail` maps the beginning of a path to a status and a message."""

    def __init__(self, token: str = "hf_right", fail: Mapping[str, tuple[int, str]] | None = None) -> None:
        self.token = token
        self.fail = dict(fail or {})
        self.files: dict[str, dict[str, dict[str, bytes]]] = {}
        self.private: dict[str, bool] = {}
        self.store: dict[str, bytes] = {}
        self.commits: list[dict[str, Any]] = []
        self.requests: list[str] = []
        self.url = ""

    def __enter__(self) -> Self:
        hub = self

        class Handler(_Handler):
            server_state = hub

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def answer(self, method: str, path: str, body: bytes) -> tuple[int, Any]:
        """Status and JSON for a request that is allowed."""
        for pattern, reply in (
            (r"/api/repos/create", self._create),
            (r"/api/datasets/([^/]+/[^/]+)/branch/(.+)", self._branch),
            (r"/api/datasets/([^/]+/[^/]+)/tree/([^/?]+).*", self._tree),
            (r"/api/datasets/([^/]+/[^/]+)/revision/([^/?]+)", self._info),
            (r"/api/datasets/([^/]+/[^/]+)/preupload/([^/?]+)", self._preupload),
            (r"/datasets/([^/]+/[^/]+)\.git/info/lfs/objects/batch", self._batch),
            (r"/store/(\w+)", self._put),
            (r"/api/validate-yaml", lambda body: (200, {"errors": [], "warnings": []})),
            (r"/api/datasets/([^/]+/[^/]+)/commit/([^/?]+)", self._commit),
        ):
            if found := re.fullmatch(pattern, path):
                return reply(*found.groups(), body)  # type: ignore[operator,no-any-return]
        return 404, {"error": f"{method} {path}: no such endpoint"}

    def _create(self, body: bytes) -> tuple[int, Any]:
        asked = json.loads(body)
        name = f"{asked['organization']}/{asked['name']}" if asked.get("organization") else asked["name"]
        if name in self.files:
            return 409, {"error": "You already created this dataset repo", "url": f"{self.url}/datasets/{name}"}
        self.files[name] = {"main": {".gitattributes": b""}}
        self.private[name] = asked.get("visibility") == "private"
        return 200, {"url": f"{self.url}/datasets/{name}"}

    def _branch(self, name: str, branch: str, body: bytes) -> tuple[int, Any]:
        if branch in self.files[name]:
            return 409, {"error": "Reference already exists"}
        self.files[name][branch] = dict(self.files[name]["main"])
        return 200, {}

    def _tree(self, name: str, branch: str, body: bytes) -> tuple[int, Any]:
        files = self.files[name][branch].items()
        return 200, [{"type": "file", "path": path, "size": len(data), "oid": SHA} for path, data in files]

    def _info(self, name: str, branch: str, body: bytes) -> tuple[int, Any]:
        return 200, {"id": name, "sha": SHA, "siblings": [{"rfilename": path} for path in self.files[name][branch]]}

    def _preupload(self, name: str, branch: str, body: bytes) -> tuple[int, Any]:
        modes = [
            {"path": one["path"], "uploadMode": "lfs" if one["size"] > LARGE else "regular", "shouldIgnore": False}
            for one in json.loads(body)["files"]
        ]
        return 200, {"files": modes}

    def _batch(self, name: str, body: bytes) -> tuple[int, Any]:
        objects = [
            {**one, "actions": {"upload": {"href": f"{self.url}/store/{one['oid']}"}}}
            for one in json.loads(body)["objects"]
        ]
        return 200, {"transfer": "basic", "objects": objects}

    def _put(self, oid: str, body: bytes) -> tuple[int, Any]:
        assert hashlib.sha256(body).hexdigest() == oid
        self.store[oid] = body
        return 200, {}

    def _commit(self, name: str, branch: str, body: bytes) -> tuple[int, Any]:
        lines = [json.loads(line) for line in body.splitlines()]
        files = self.files[name][branch]
        for line in lines:
            value = line["value"]
            if line["key"] == "file":
                files[value["path"]] = base64.b64decode(value["content"])
            elif line["key"] == "lfsFile":
                files[value["path"]] = self.store[value["oid"]]
            elif line["key"] == "deletedFile":
                del files[value["path"]]
            else:
                self.commits.append({**value, "branch": branch})
        return 200, {"commitUrl": f"{self.url}/datasets/{name}/commit/{SHA}", "commitOid": SHA, "success": True}


class _Handler(BaseHTTPRequestHandler):
    server_state: HubServer
    protocol_version = "HTTP/1.1"

    def _serve(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        hub = self.server_state
        hub.requests.append(f"{self.command} {self.path}")
        failed = [answer for start, answer in hub.fail.items() if self.path.startswith(start)]
        if failed:
            status, problem = failed[0]
            said: object = {"error": problem, "errors": [{"message": problem}]}
        elif not self.path.startswith("/store/") and self.headers.get("Authorization") != f"Bearer {hub.token}":
            status, said = 401, {"error": "Invalid username or password."}
        else:
            status, said = hub.answer(self.command, self.path, body)
        content = json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_PUT = do_HEAD = _serve  # noqa: N815

    def log_message(self, format: str, *arguments: object) -> None:
        """Silence: the tests read `requests`."""
