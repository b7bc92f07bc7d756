"""Whatever a model's server does, a day of thirty commits ends with a whole digest that tells the truth."""

import io
import re
from collections.abc import Iterator

import pytest

from adapters.terminal import TerminalScreen
from analysis.results import Analysis, Digest, WrittenBy
from benchmarks.faults import FAULTS, POSITIONS, Fault, suffer
from benchmarks.modelday import COMMITS, KEY, marker, outputs
from bot.presenters.digest import digest_thread
from bot.presenters.notices import written_by

HIDDEN = ("secret-words", "provider.example", "127.0.0.1", "Traceback", "@all", KEY)
"""What only servers, models and programs say."""

WHOLE = re.compile(r"[.!?。！？]\W*$")


def sentences(analysis: Analysis) -> Iterator[str]:
    """Yield all sentences of a model's analysis; a list of files that facts filled in has none."""
    yield from (claim.text for claim in (*analysis.summary, *analysis.risks))
    yield from (claim.text for claim in analysis.scope if "(+" not in claim.text)
    yield from (advice.claim.text for advice in analysis.advice)
    yield from (claim.text for claim in analysis.insight.performance)
    if analysis.conclusion:
        yield analysis.conclusion


async def shown(digest: Digest) -> str:
    """Return the digest in every form that leaves the program."""
    screen = TerminalScreen(io.StringIO(), io.StringIO(), "main")
    return "\n".join((outputs(digest), await screen.plain(digest_thread(digest))))


@pytest.mark.parametrize("position", POSITIONS.values(), ids=POSITIONS)
@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
async def test_a_day_survives(fault: Fault, position: int) -> None:
    """Every commit has an analysis of whole sentences; readers learn why facts wrote, and nothing else."""
    outcome = await suffer(fault, position)
    digest = outcome.digest
    text = await shown(digest)

    assert len(digest.commits) == COMMITS
    assert all(one.analysis.summary for one in digest.commits)
    assert [word for word in HIDDEN if word in text] == []
    written = [one.analysis for one in digest.commits if one.analysis.written_by is WrittenBy.MODEL]
    assert [one for analysis in written for one in sentences(analysis) if not WHOLE.search(one)] == []
    assert len(digest.notes) == (1 if fault.note else 0)
    assert fault.note in " ".join(digest.notes)
    assert written_by(digest) in text.replace("\\", "")
    hit = next(one for one in digest.commits if marker(position) in one.commit.message)
    assert not fault.model or fault.note or hit.analysis.written_by is WrittenBy.MODEL
    assert outcome.requests <= COMMITS + 10
