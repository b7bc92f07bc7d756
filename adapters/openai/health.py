"""Whether a model can do our work: its server answers, knows it, and gives data that bears the check."""

import datetime as dt
import time
from dataclasses import replace

from adapters.openai.abilities import ASSUMED_WINDOW, Abilities
from adapters.openai.faults import Kind
from adapters.openai.model import OpenAIModel
from adapters.openai.server import FailedError, Server, address
from analysis.analyst import Analysed, analyse_briefs
from analysis.errors import ModelError, ModelUnavailableError, PromptTooLongError
from analysis.language import Language
from analysis.models import Commit, Diff, FileChange, FileStatus, Person
from analysis.rated import RatedCommit, rate_commit
from analysis.results import WrittenBy
from bot.doctor import Finding, Health
from bot.memory import MemoryAbilities
from bot.ports import Log
from bot.stores import AbilityStore
from bot.writers import ModelAccess

PATIENCE = 15.0  # seconds for the sample; the doctor waits a little longer for the whole check

_WINDOW_NAMES = ("max_model_len", "context_length", "context_window")
_SAMPLE = FileChange(
    "src/pool.py",
    FileStatus.MODIFIED,
    additions=1,
    deletions=1,
    patch="@@ -4,2 +4,2 @@ class Pool:\n def connect(host):\n-    retries = 2\n+    retries = 3\n",
)


async def health(access: ModelAccess, store: AbilityStore, log: Log, topic: str = "model") -> Finding:
    """Ask for the list of models, then for a sentence about a sample commit; what was learned is kept.

    The ladder is climbed from its top again, so that a server that was mended or upgraded gains by it.
    """
    server = Server(replace(access, timeout=min(access.timeout, PATIENCE)), log)
    data: dict[str, object] = {"model": access.model, "server": address(access)}
    try:
        return await _examined(server, store, topic, data)
    finally:
        await server.close()


async def _examined(server: Server, store: AbilityStore, topic: str, data: dict[str, object]) -> Finding:
    access = server.access
    listed = await _listed(server)
    if isinstance(listed, Kind):
        return Finding(topic, Health.ILL, "refused" if listed is Kind.REFUSED else "unreachable", data)
    if listed and access.model not in listed:
        return Finding(topic, Health.ILL, "missing", data)
    fresh = Abilities(MemoryAbilities(), address(access), access.model)
    model = OpenAIModel(server, fresh)
    began = time.perf_counter()
    try:
        made = await _sample_of(model)
    except ModelError as error:
        return Finding(topic, Health.ILL, _verdict(error), data)
    seconds = time.perf_counter() - began
    window = _window(listed.get(access.model)) or fresh.window
    await _keep(Abilities(store, address(access), access.model), fresh, window)
    data |= {"rung": fresh.rung.value, "window": f"{window:,}"}
    data |= {"rate": f"{made.usage.completion_tokens / max(seconds, 0.001):.0f}", "seconds": f"{seconds:.1f}"}
    told = "assumed" if window == ASSUMED_WINDOW else "found"
    verdict = told if made.analysis.written_by is WrittenBy.MODEL else "unfounded"
    return Finding(topic, Health.WELL, verdict, data)


async def _listed(server: Server) -> dict[str, object] | Kind:
    """Return the models by name, none where the server does not list them, or why it cannot be asked."""
    try:
        return await server.models()
    except FailedError as error:
        kind = error.fault.kind
        if kind is Kind.REFUSED and error.fault.status not in (401, 402, 403):
            return {}  # there is no such page; that the model works is what counts
        return kind if kind in (Kind.REFUSED, Kind.DOWN) else {}


async def _sample_of(model: OpenAIModel) -> Analysed:
    rated = _sample()
    return (await analyse_briefs(model, (rated,), Language.EN))[rated.commit.sha]


def _sample() -> RatedCommit:
    person = Person("Ada", "ada@example.org")
    at = dt.datetime(2026, 2, 4, tzinfo=dt.UTC)
    message = "Try three times to connect"
    commit = Commit("acme/api", "a" * 40, ("b" * 40,), person, person, at, at, message)
    return rate_commit(commit, Diff((_SAMPLE,)))


async def _keep(kept: Abilities, fresh: Abilities, window: int) -> None:
    await kept.learn_rung(fresh.rung)
    await kept.learn_limit(fresh.limit)
    await kept.learn_window(window)


def _window(listed: object) -> int | None:
    """Return the window that some servers tell with a model's name."""
    found = (getattr(listed, name, None) for name in _WINDOW_NAMES)
    return next((one for one in found if isinstance(one, int) and one > 0), None)


def _verdict(error: ModelError) -> str:
    if isinstance(error, ModelUnavailableError):
        return error.reason if error.reason in ("refused", "limited") else "unreachable"
    return "small" if isinstance(error, PromptTooLongError) else "unusable"
