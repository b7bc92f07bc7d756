"""Every way in which a model's server can fail us, and what becomes of a day of thirty commits then."""

import asyncio
import json
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from analysis.analyst.tokens import estimate
from analysis.results import Analysis, Digest, WrittenBy
from benchmarks.figures import show
from benchmarks.modelday import COMMITS, KEY, Bench, digest, marker, outputs
from benchmarks.modelserver import Asked, Behaviour, ModelServer, When, completion, failing

MOST_MORE = 10  # requests beyond one for each commit that a fault may cost
POSITIONS = {"first": 0, "middle": 16, "last": COMMITS - 1}
"""A high, a medium and a low commit; the low one is asked about together with the others of its kind."""

Text = Callable[[Asked], str]


@dataclass(frozen=True)
class Fault:
    """One way to fail; `model`: a model's words are read all the same, `note`: readers are told why not.

    `times` counts requests, `everywhere` spares none, `onwards` none after the first one hit.
    """

    behaviour: Behaviour
    model: bool = False
    note: str = ""
    times: int | None = None
    everywhere: bool = False
    onwards: bool = False
    settings: dict[str, Any] = field(default_factory=dict)


def saying(text: Text, **how: Any) -> Behaviour:  # noqa: ANN401 - passed through to the completion
    """Return the behaviour of a model that says `text`."""

    async def behave(asked: Asked) -> web.StreamResponse:
        return completion(asked, text(asked), **how)

    return behave


async def _page(_: Asked) -> web.StreamResponse:
    return web.Response(
        text="<html>secret-words https://provider.example/help</html>", content_type="text/html"
    )


async def _bad_gateway(_: Asked) -> web.StreamResponse:
    return web.Response(status=502, text="<html>secret-words</html>", content_type="text/html")


async def _half_a_body(_: Asked) -> web.StreamResponse:
    return web.Response(text='{"id": "secret-words", "choices": [{"mess', content_type="application/json")


async def _no_choices(_: Asked) -> web.StreamResponse:
    return web.json_response({"id": "1", "object": "chat.completion", "choices": None})


async def _dropped(asked: Asked) -> web.StreamResponse:
    asked.drop()
    return web.Response()


async def _never(_: Asked) -> web.StreamResponse:
    await asyncio.sleep(30)
    return web.Response()


async def _shortened(asked: Asked) -> web.StreamResponse:
    """Read 1,100 tokens of any prompt, as some servers do, and say nothing of it."""
    counted = {
        "prompt_tokens": min(1_100, estimate(asked.prompt)),
        "completion_tokens": 200,
        "total_tokens": 0,
    }
    return completion(asked, asked.text, usage=counted)


def _speaks_only(*forms: str) -> Behaviour:
    """Return a server that refuses every other form; "json_object" without a schema beside it."""

    async def behave(asked: Asked) -> web.StreamResponse:
        form = asked.body.get("response_format") or {}
        kind = form.get("type") or ("tool" if "tools" in asked.body else "text")
        if kind in forms and "schema" not in form:
            return completion(asked, asked.text)
        return await failing(400, f"{kind} is not supported")(asked)

    return behave


async def _schema_breaks(asked: Asked) -> web.StreamResponse:
    if (asked.body.get("response_format") or {}).get("type") == "json_schema":
        return await failing(500)(asked)
    return completion(asked, asked.text)


async def _newer(asked: Asked) -> web.StreamResponse:
    if "max_tokens" in asked.body:
        return await failing(400, "Use 'max_completion_tokens' instead of 'max_tokens'.")(asked)
    return completion(asked, asked.text)


async def _overflow(asked: Asked) -> web.StreamResponse:
    return await failing(400, "This model's maximum context length is 20000 tokens")(asked)


async def _overflow_untold(_: Asked) -> web.StreamResponse:
    error = {"error": {"message": "too long secret-words", "code": "context_length_exceeded"}}
    return web.json_response(error, status=400)


def _with(asked: Asked, text: str) -> str:
    """Return the good answer with `text` in the place of every sentence."""

    def put(value: object) -> object:
        if isinstance(value, dict):
            return {name: text if name in ("text", "conclusion") else put(one) for name, one in value.items()}
        return [put(one) for one in value] if isinstance(value, list) else value

    return json.dumps(put(asked.fields), ensure_ascii=False)


def _indented(asked: Asked) -> str:
    """Put raw line breaks into the strings."""
    return asked.text.replace(" change in ", " change\nin\t")


_CUT = 0.55  # of the answer, in the middle of a sentence or a list
_AFTER = {"Retry-After": "2"}
_LATE = {"Retry-After": "300"}
_TRACE = "Traceback (most recent call last): secret-words https://provider.example/help"

FAULTS: dict[str, Fault] = {
    "401": Fault(failing(401), note="refused"),
    "402": Fault(failing(402), note="refused"),
    "403, as for used-up credit": Fault(failing(403), note="refused"),
    "404, no such model": Fault(failing(404), note="refused"),
    "429 for used-up quota": Fault(failing(429, "insufficient_quota"), note="refused"),
    "429 twice, Retry-After 2 s": Fault(failing(429, **_AFTER), model=True, times=2),
    "429 for ever, Retry-After 2 s": Fault(failing(429, **_AFTER), note="reached"),
    "429, Retry-After 300 s": Fault(failing(429, **_LATE), note="reached"),
    "429 without Retry-After, once": Fault(failing(429), model=True, times=1),
    "500 once": Fault(failing(500), model=True, times=1),
    "500 on this commit": Fault(failing(500), note="reached"),
    "502 with a page": Fault(_bad_gateway, note="reached"),
    "503 from now on": Fault(failing(503), note="reached", onwards=True),
    "no answer in time": Fault(_never, note="reached", settings={"llm_timeout": 0.25}),
    "connection dropped": Fault(_dropped, note="reached"),
    "connection dropped once": Fault(_dropped, model=True, times=1),
    "200 with a page": Fault(_page, note="usable"),
    "200 with half a body": Fault(_half_a_body, note="reached"),
    "200 without choices": Fault(_no_choices, note="usable"),
    "400 context, with the window": Fault(_overflow, model=True, times=1),
    "400 context, without it": Fault(_overflow_untold, model=True, times=1),
    "400 context, always": Fault(_overflow_untold, note="window"),
    "413": Fault(failing(413), model=True, times=1),
    "prompts shortened on the quiet": Fault(_shortened, model=True, note="window", everywhere=True),
    "400 to everything": Fault(failing(400), note="usable"),
    "json_schema unknown: 400": Fault(_speaks_only("json_object"), model=True, everywhere=True),
    "json_schema unknown: 500": Fault(_schema_breaks, model=True, everywhere=True),
    "tools only": Fault(_speaks_only("tool"), model=True, everywhere=True),
    "plain text only": Fault(_speaks_only("text"), model=True, everywhere=True),
    "max_tokens unknown": Fault(_newer, model=True, everywhere=True),
    "answer cut off": Fault(saying(lambda it: it.text[: int(len(it.text) * _CUT)], finish="length")),
    "answer cut off, not told": Fault(saying(lambda it: it.text[: int(len(it.text) * _CUT)])),
    "answer cut off at once": Fault(saying(lambda _: "{", finish="length"), note="usable"),
    "thinks aloud": Fault(saying(lambda it: f"<think>secret-words {{}}</think>{it.text}"), model=True),
    "thinks without a beginning": Fault(saying(lambda it: f"secret-words</think>\n{it.text}"), model=True),
    "thinks to the end": Fault(saying(lambda _: "<think>secret-words", finish="length"), note="usable"),
    "fences around it": Fault(saying(lambda it: f"Here it is:\n```json\n{it.text}\n```"), model=True),
    "raw line breaks in strings": Fault(saying(_indented), model=True),
    "empty": Fault(saying(lambda _: ""), note="usable"),
    "empty once": Fault(saying(lambda _: ""), model=True, times=1),
    "blanks to the end": Fault(saying(lambda _: " \n" * 500, finish="length"), note="usable"),
    "refusal": Fault(saying(lambda _: "", refusal="secret-words"), note="usable"),
    "refusal in prose": Fault(saying(lambda _: "I cannot help. secret-words"), note="usable"),
    "content filter": Fault(saying(lambda _: "", finish="content_filter"), note="usable"),
    "a stack trace": Fault(saying(lambda _: _TRACE), note="usable"),
    "a list": Fault(saying(lambda it: f"[{it.text}, 1"), model=True),
    "nothing that was asked for": Fault(saying(lambda _: '{"error": "secret-words"}'), note="usable"),
    "nested without end": Fault(saying(lambda _: '{"summary": ' * 3000), note="usable"),
    "fields of other types": Fault(saying(lambda _: '{"summary": 7, "briefs": {}, "types": "x"}')),
    "no usage": Fault(saying(lambda it: it.text, usage=None), model=True, everywhere=True),
    "usage of zeros": Fault(saying(lambda it: it.text, usage={"prompt_tokens": 0}), model=True),
    "another language": Fault(saying(lambda it: _with(it, "这里有一处改动。"))),
    "an invented hash": Fault(saying(lambda it: _with(it, "This goes back to commit 0123abc9876."))),
    "a link and a mention": Fault(saying(lambda it: _with(it, "@all see https://provider.example/help."))),
}
"""By name; without `everywhere`, a fault hits what is asked about one commit."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a day: its digest, and how many requests it took."""

    digest: Digest
    requests: int
    log: object

    @property
    def by_model(self) -> int:
        """Commits that a model wrote about."""
        return sum(one.analysis.written_by is WrittenBy.MODEL for one in self.digest.commits)


async def suffer(fault: Fault, position: int, **settings: Any) -> Outcome:  # noqa: ANN401 - any setting
    """Return what becomes of the day when `fault` hits the commit at `position`."""
    async with ModelServer() as server:
        server.misbehave(fault.behaviour, _when(fault, marker(position)), fault.times)
        bench = Bench()
        async with bench.writer(server.base_url, **(fault.settings | settings)) as writer:
            return Outcome(await digest(writer), len(server.asked), bench.log)


def _when(fault: Fault, mark: str) -> When:
    hit = False

    def when(asked: Asked) -> bool:
        nonlocal hit
        its_own = mark in asked.prompt and "headline" not in asked.schema.get("properties", {})
        hit = hit or its_own
        return fault.everywhere or its_own or (fault.onwards and hit)

    return when


HIDDEN = ("secret-words", "provider.example", "127.0.0.1", "Traceback", "@all", KEY)
"""What only servers, models and programs say."""

_WHOLE = re.compile(r"[.!?。！？]\W*$")


def sentences(analysis: Analysis) -> Iterator[str]:
    """Yield all sentences of a model's analysis; a list of files that facts filled in has none."""
    yield from (claim.text for claim in (*analysis.summary, *analysis.risks))
    yield from (claim.text for claim in analysis.scope if "(+" not in claim.text)
    yield from (advice.claim.text for advice in analysis.advice)
    yield from (claim.text for claim in analysis.insight.performance)
    if analysis.conclusion:
        yield analysis.conclusion


def complaints(fault: Fault, outcome: Outcome) -> Iterator[str]:
    """Yield what is wrong with a day that `fault` hit: a commit, a sentence, a word of a server, a note."""
    digest, said = outcome.digest, outputs(outcome.digest)
    if len(digest.commits) != COMMITS or not all(one.analysis.summary for one in digest.commits):
        yield "a commit without an analysis"
    yield from (f"told: {word}" for word in HIDDEN if word in said)
    written = [one.analysis for one in digest.commits if one.analysis.written_by is WrittenBy.MODEL]
    yield from (f"cut: {one}" for it in written for one in sentences(it) if not _WHOLE.search(one))
    if len(digest.notes) != bool(fault.note) or fault.note not in " ".join(digest.notes):
        yield f"notes: {digest.notes}"
    if outcome.requests > COMMITS + MOST_MORE:
        yield f"{outcome.requests} requests"


async def _table() -> int:
    print(f"{'fault':34}{'at':8}{'model':>6}{'facts':>6}{'requests':>9}  note")
    days, wrong = 0, 0
    for name, fault in FAULTS.items():
        for place, position in POSITIONS.items():
            outcome = await suffer(fault, position)
            model = outcome.by_model
            found = list(complaints(fault, outcome))
            note = " ".join((*outcome.digest.notes, *found))
            print(f"{name:34}{place:8}{model:6}{COMMITS - model:6}{outcome.requests:9}  {note}")
            days, wrong = days + 1, wrong + bool(found)
    figure = f"{days - wrong} of {days} days whole ({len(FAULTS)} faults)"
    return int(not show("days with a fault of the model", figure, "all", held=not wrong))


if __name__ == "__main__":
    sys.exit(asyncio.run(_table()))
