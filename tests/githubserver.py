"""A local GitHub: real git repositories served over sockets the way GitHub's REST API serves them."""

import hashlib
import json
import re
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

from githubgit import MOST_FILES, HostedRepository, Json, Listed

NOT_FOUND = {"message": "Not Found", "status": "404"}
PER_FILE_PAGE = 300
MOST_PER_PAGE = 100
MOST_COMPARED = 1000
Answer = tuple[int, object, dict[str, str]]
Query = Mapping[str, str]


@dataclass(frozen=True)
class Fault:
    """What the server does instead of answering, for requests whose target matches `where`.

    `status=0` drops the connection; `delay` holds the answer back for that many seconds.
    """

    status: int = 0
    body: object = None
    headers: Mapping[str, str] = field(default_factory=dict)
    where: str = ""
    delay: float = 0


def primary_limit(seconds: float) -> Fault:
    """Return GitHub's refusal until `seconds` from now, when the hour's requests are spent."""
    reset = str(int(time.time() + seconds))
    headers = {"X-RateLimit-Remaining": "0", "X-RateLimit-Limit": "5000", "X-RateLimit-Reset": reset}
    return Fault(403, {"message": "API rate limit exceeded for user ID 1."}, headers)


SECONDARY_LIMIT = Fault(
    403, {"message": "You have exceeded a secondary rate limit. Please wait a few minutes."}
)


class GitHubServer:
    """Serves the repositories of `hosted` (`owner/name` -> path) on a port of its own; a context manager.

    `requests` holds the target of each request in order, `confirmed` those that were answered with 304;
    `faults` is used up from the left. `root` is where the API begins, `/api/v3` on an Enterprise Server.
    `renamed` maps old names to present ones; `tokens`, where set, are the only credentials that are accepted.
    """

    def __init__(self, hosted: Mapping[str, Path], root: str = "") -> None:
        self.requests: list[str] = []
        self.confirmed: list[str] = []
        self.faults: deque[Fault] = deque()
        self.renamed: dict[str, str] = {}
        self.tokens: set[str] | None = None
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"github": self}))
        self._http.daemon_threads = True
        self._root = root
        self.url = f"http://127.0.0.1:{self._http.server_port}{root}"
        self.repositories = {
            name: HostedRepository(path, name, number, self.url)
            for number, (name, path) in enumerate(hosted.items(), start=1)
        }

    def __enter__(self) -> Self:
        threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.shutdown()
        self._http.server_close()

    def answer(self, target: str, token: str) -> Answer:
        """Return status, JSON and headers for the GET of `target`."""
        if self.tokens is not None and token not in self.tokens:
            return 401, {"message": "Bad credentials"}, {}
        parts = urlsplit(target.removeprefix(self._root))
        match = re.match(
            r"/(?:repos/(?P<name>[^/]+/[^/]+)|repositories/(?P<number>\d+))(?P<rest>/.*)?$", parts.path
        )
        if match is None:
            return 404, NOT_FOUND, {}
        if new := self.renamed.get(match["name"] or ""):
            return self._moved(new, match["rest"] or "", parts.query)
        repository = self._repository(match["name"], match["number"])
        if repository is None or (repository.private and not token):
            return 404, NOT_FOUND, {}
        query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
        return self._of_repository(repository, match["rest"] or "", query)

    def _repository(self, name: str | None, number: str | None) -> HostedRepository | None:
        known = self.repositories.values()
        return next(
            (it for it in known if it.name.casefold() == (name or "").casefold() or str(it.number) == number),
            None,
        )

    def _moved(self, new: str, rest: str, query: str) -> Answer:
        location = f"{self.url}/repositories/{self.repositories[new].number}{rest}" + (query and f"?{query}")
        return 301, {"message": "Moved Permanently", "url": location}, {"Location": location}

    def _of_repository(self, repository: HostedRepository, rest: str, query: Query) -> Answer:
        kind, _, what = rest.lstrip("/").partition("/")
        routes: dict[str, Callable[[], Answer]] = {
            "": lambda: (200, repository.about(), {}),
            "branches": lambda: _found(repository.branch(unquote(what)), "Branch not found"),
            "commits": lambda: self._commits(repository, unquote(what), query),
            "compare": lambda: self._compare(repository, unquote(what), query),
            "pulls": lambda: _found(repository.pull(int(what)), "Not Found"),
        }
        return routes.get(kind, lambda: (404, NOT_FOUND, {}))()

    def _compare(self, repository: HostedRepository, what: str, query: Query) -> Answer:
        base, _, head = what.partition("...")
        if not repository.shares(base, head):
            return 404, {"message": f"No common ancestor between {base} and {head}."}, {}
        compared = repository.compare(base, head)
        address = f"/repositories/{repository.number}/compare/{what}"
        commits, files = compared["commits"], compared["files"] if query.get("page", "1") == "1" else []
        _, page, headers = self._page(address, commits, query, MOST_COMPARED, usual=250)  # type: ignore[arg-type] # JSON made there
        return 200, {**compared, "commits": page, "files": files}, headers

    def _commits(self, repository: HostedRepository, ref: str, query: Query) -> Answer:
        if repository.is_empty():
            return 409, {"message": "Git Repository is empty."}, {}
        sha = repository.resolve(ref or query.get("sha") or str(repository.about()["default_branch"]))
        if sha is None:
            return (422, {"message": f"No commit found for SHA: {ref}"}, {}) if ref else (404, NOT_FOUND, {})
        if ref:
            return self._commit(repository, sha, query)
        listed = [it.json for it in repository.log(sha) if _wanted(it, query)]
        return self._page(f"/repositories/{repository.number}/commits", listed, query, MOST_PER_PAGE)

    def _commit(self, repository: HostedRepository, sha: str, query: Query) -> Answer:
        files = repository.files(sha)
        commit = repository.commit(sha)
        added, deleted = (sum(int(str(it[key])) for it in files) for key in ("additions", "deletions"))
        commit["stats"] = {"total": added + deleted, "additions": added, "deletions": deleted}
        address = f"/repositories/{repository.number}/commits/{sha}"
        _, commit["files"], headers = self._page(
            address, files[:MOST_FILES], query, PER_FILE_PAGE, PER_FILE_PAGE
        )
        return 200, commit, headers

    def _page(self, address: str, items: list[Json], query: Query, most: int, usual: int = 30) -> Answer:
        size = min(int(query.get("per_page", usual)), most)
        page = int(query.get("page", 1))
        headers = {}
        if page * size < len(items):
            following = urlencode({**query, "page": page + 1})
            headers["Link"] = f'<{self.url}{address}?{following}>; rel="next"'
        return 200, items[(page - 1) * size : page * size], headers

    def next_fault(self, target: str) -> Fault | None:
        """Take the first fault that is meant for `target`."""
        for fault in self.faults:
            if fault.where in target:
                self.faults.remove(fault)
                return fault
        return None


class _Handler(BaseHTTPRequestHandler):
    github: GitHubServer
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.answer_with(self.github.answer)

    def do_POST(self) -> None:
        """Hand out an installation's token, the one thing that is posted here."""
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.answer_with(_token)

    def answer_with(self, answer: Callable[[str, str], Answer]) -> None:
        self.github.requests.append(self.path)
        token = self.headers.get("Authorization", "").rpartition(" ")[2]
        if fault := self.github.next_fault(self.path):
            self.fail(fault)
        else:
            self.say(*answer(self.path, token))

    def fail(self, fault: Fault) -> None:
        time.sleep(fault.delay)
        if fault.status:
            self.say(fault.status, fault.body, fault.headers)
        else:
            self.close_connection = True

    def say(self, status: int, body: object, headers: Mapping[str, str]) -> None:
        data = body.encode() if isinstance(body, str) else json.dumps(body).encode()
        etag = f'"{hashlib.sha256(data).hexdigest()}"'
        if status == HTTPStatus.OK and self.headers.get("If-None-Match") == etag:
            status, data = 304, b""
            self.github.confirmed.append(self.path)
        self.send_response(status)
        limits = {"X-RateLimit-Limit": "5000", "X-RateLimit-Remaining": "4999"}
        fixed = {"Content-Type": "application/json; charset=utf-8", "ETag": etag}
        for key, value in {**limits, **fixed, **headers, "Content-Length": str(len(data))}.items():
            self.send_header(key, value)
        with suppress(ConnectionError):  # a caller who waits no longer
            self.end_headers()
            self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """Say nothing on standard error."""


def _token(_target: str, _token: str) -> Answer:
    ends = datetime.fromtimestamp(time.time() + 3600, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return 201, {"token": "ghs_installation", "expires_at": ends}, {}


def _found(json: Json | None, message: str) -> Answer:
    return (404, {"message": message}, {}) if json is None else (200, json, {})


def _wanted(listed: Listed, query: Query) -> bool:
    since, until = (query.get(key) for key in ("since", "until"))
    at = datetime.fromtimestamp(listed.landed_at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return (since is None or since <= at) and (until is None or at <= until)
