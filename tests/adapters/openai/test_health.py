"""What the doctor finds out about a model."""

import pytest
from fakes import FakeLog

from adapters.openai import health
from analysis.language import Language
from benchmarks.faults import FAULTS, saying
from benchmarks.modelserver import Behaviour, ModelServer, failing
from bot.doctor import Finding, Health
from bot.memory import MemoryAbilities
from bot.presenters.doctor import findings_message
from bot.writers import ModelAccess


async def examined(behaviour: Behaviour | None = None, model: str = "stub") -> Finding:
    """Return what is found where a server misbehaves."""
    async with ModelServer() as server:
        if behaviour:
            server.misbehave(behaviour)
        return await health(ModelAccess(model, server.base_url, timeout=0.5), MemoryAbilities(), FakeLog())


async def test_a_good_model_is_told_with_its_figures() -> None:
    finding = await examined()

    assert (finding.health, finding.verdict) == (Health.WELL, "assumed")
    assert finding.data["rung"] == "json_schema"


async def test_a_model_whose_words_are_not_borne_out_is_told() -> None:
    finding = await examined(saying(lambda it: it.text.replace("src/pool.py", "src/nowhere.py")))

    assert (finding.health, finding.verdict) == (Health.WELL, "unfounded")


@pytest.mark.parametrize(
    ("behaviour", "verdict"),
    [
        (failing(401), "refused"),
        (failing(429, **{"Retry-After": "300"}), "limited"),
        (failing(503), "unreachable"),
        (FAULTS["empty"].behaviour, "unusable"),
        (FAULTS["400 context, always"].behaviour, "small"),
    ],
)
async def test_what_is_wrong_is_told(behaviour: Behaviour, verdict: str) -> None:
    finding = await examined(behaviour)

    assert (finding.health, finding.verdict) == (Health.ILL, verdict)


async def test_a_model_that_the_server_does_not_have_is_told() -> None:
    assert (await examined(model="other")).verdict == "missing"


async def test_no_server_at_all_is_told() -> None:
    access = ModelAccess("stub", "http://127.0.0.1:9/v1", timeout=0.5)

    assert (await health(access, MemoryAbilities(), FakeLog())).verdict == "unreachable"


async def test_what_was_learned_is_kept() -> None:
    store = MemoryAbilities()
    async with ModelServer() as server:
        server.misbehave(FAULTS["tools only"].behaviour)
        await health(ModelAccess("stub", server.base_url), store, FakeLog())

        assert (await store.known(server.base_url, "stub"))["rung"] == "tool"


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("verdict", ["missing", "refused", "limited", "unreachable", "small", "unusable"])
def test_every_finding_has_words_and_a_way_to_mend_it(verdict: str, language: Language) -> None:
    data = {"model": "stub", "server": "http://127.0.0.1:9/v1"}
    message = findings_message([Finding("fallback", Health.ILL, verdict, data)], language)

    assert len(message.sections) == 2
