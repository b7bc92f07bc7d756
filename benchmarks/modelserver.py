"""A local server that speaks OpenAI's chat completions: it answers from the diff, or misbehaves as told."""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

from aiohttp import web

from analysis.analyst.tokens import estimate

Body = Mapping[str, Any]
Behaviour = Callable[["Asked"], Awaitable[web.StreamResponse]]
When = Callable[["Asked"], bool]

_SCHEMA = re.compile(r"JSON schema:\n(\{.*\})", re.DOTALL)
_PATH = re.compile(r"^\[\d+\] (\S+) @@", re.MULTILINE)
_LINE = re.compile(r"^\+(.{8,200})$", re.MULTILINE)
_NUMBERED = re.compile(r"^(\d+)\.\n(?=<<<FACTS)", re.MULTILINE)
_PLAIN = {"types": ["fix"], "importance": "keep", "importance_file": "", "importance_quote": ""}
_EXTRA = {"dimension": "performance", "audience": "reviewers"}
_SENTENCE = {"zh": "`{path}` 有一处 {field} 方面的改动。", "en": "There is a {field} change in `{path}`."}
_HEADLINE = {"zh": "当天的改动集中在连接池。", "en": "The changes of the day are about the pool."}


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: its body, the number it came as, from 0, and how to drop its connection."""

    body: Body
    number: int
    drop: Callable[[], None] = field(compare=False)

    @property
    def prompt(self) -> str:
        """All that was said to the model."""
        return "\n".join(message["content"] for message in self.body["messages"])

    @property
    def schema(self) -> Body:
        """The schema of the answer, wherever it stands."""
        form = self.body.get("response_format") or {}
        if "json_schema" in form:
            return dict(form["json_schema"]["schema"])
        if "tools" in self.body:
            return dict(self.body["tools"][0]["function"]["parameters"])
        found = _SCHEMA.search(self.body["messages"][0]["content"])
        return dict(json.loads(found[1])) if found else {}

    @property
    def fields(self) -> dict[str, object]:
        """A good answer: every claim of it is borne out by the diff."""
        names = self.schema.get("properties", {})
        return {name: self._field(name) for name in names}

    @property
    def text(self) -> str:
        """The good answer as JSON."""
        return json.dumps(self.fields, ensure_ascii=False)

    def _field(self, name: str) -> object:
        if name in _PLAIN:
            return _PLAIN[name]
        data = self.body["messages"][1]["content"]
        if name == "headline":
            return _HEADLINE[self._language]
        if name == "briefs":
            return self._briefs(data)
        said = self._say(data, name)
        return said["text"] if name == "conclusion" else [{**said, **_EXTRA}]

    def _briefs(self, data: str) -> list[object]:
        parts = _NUMBERED.split(data)[1:]
        pairs = zip(parts[::2], parts[1::2], strict=True)
        return [
            {"commit": int(number), "importance": "keep", **self._say(part, "small")}
            for number, part in pairs
        ]

    @property
    def _language(self) -> str:
        return "zh" if "规则" in self.body["messages"][0]["content"] else "en"

    def _say(self, data: str, field_: str) -> dict[str, str]:
        path, line = _PATH.search(data), _LINE.search(data)
        where = path[1] if path else "MESSAGE"
        said = {
            "zh": f"`{where}` 有一处 {field_} 方面的改动。",
            "en": f"There is a {field_} change in `{where}`.",
        }
        quote = line[1].strip() if line else ""
        return {"text": said[self._language], "file": where, "quote": quote, "kind": "fact"}


async def well(asked: Asked) -> web.StreamResponse:
    """Answer as a good model on a good server does."""
    return completion(asked, asked.text)


def completion(
    asked: Asked, text: str | None, *, finish: str = "stop", usage: object = ..., **message: object
) -> web.Response:
    """Return a completion that says `text`; by default `usage` is about right."""
    said: dict[str, object] = {"role": "assistant", "content": text, **message}
    if "tools" in asked.body and text is not None:
        call = {"name": asked.body["tools"][0]["function"]["name"], "arguments": text}
        said |= {"content": None, "tool_calls": [{"id": "1", "type": "function", "function": call}]}
    counted = {
        "prompt_tokens": estimate(asked.prompt),
        "completion_tokens": estimate(text or ""),
        "total_tokens": 0,
        "prompt_tokens_details": {"cached_tokens": 5},
    }
    return web.json_response(
        {
            "id": f"chatcmpl-{asked.number}",
            "object": "chat.completion",
            "created": 0,
            "model": asked.body.get("model", ""),
            "choices": [{"index": 0, "message": said, "finish_reason": finish, "logprobs": None}],
            "usage": counted if usage is ... else usage,
        }
    )


def failing(status: int, message: str = "boom", **headers: str) -> Behaviour:
    """Return a server's failure with its words, which no reader may see."""

    async def behave(_: Asked) -> web.StreamResponse:
        error = {"error": {"message": f"{message} (secret-words, see https://provider.example/help)"}}
        return web.json_response(error, status=status, headers=headers)

    return behave


def _drop(request: web.Request) -> None:
    if request.transport:
        request.transport.abort()


@dataclass
class Rule:
    """What is done instead of answering, for the next `times` requests that `when` holds for."""

    behaviour: Behaviour
    when: When = lambda _: True
    times: int | None = None


@dataclass
class ModelServer:
    """Listens on a free port of this machine while its block lasts; `delay` is what each answer takes."""

    delay: float = 0.0
    models: tuple[str, ...] = ("stub",)
    rules: list[Rule] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0
    base_url: str = ""

    def misbehave(self, behaviour: Behaviour, when: When | None = None, times: int | None = None) -> None:
        """From now on, do `behaviour` instead of answering."""
        self.rules.append(Rule(behaviour, when or (lambda _: True), times))

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=64 * 2**20)
        app.router.add_post("/v1/chat/completions", self._complete)
        app.router.add_get("/v1/models", self._list)
        self._runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0.5)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.base_url = f"http://127.0.0.1:{self._runner.addresses[0][1]}/v1"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._runner.cleanup()

    async def _complete(self, request: web.Request) -> web.StreamResponse:
        asked = Asked(await request.json(), len(self.asked), lambda: _drop(request))
        self.asked.append(asked)
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            await asyncio.sleep(self.delay)
            return await self._behaviour(asked)(asked)
        finally:
            self.at_once -= 1

    def _behaviour(self, asked: Asked) -> Behaviour:
        for rule in self.rules:
            if rule.times != 0 and rule.when(asked):
                rule.times = None if rule.times is None else rule.times - 1
                return rule.behaviour
        return well

    async def _list(self, _: web.Request) -> web.StreamResponse:
        return web.json_response(
            {
                "object": "list",
                "data": [{"id": name, "object": "model", "created": 0} for name in self.models],
            }
        )
