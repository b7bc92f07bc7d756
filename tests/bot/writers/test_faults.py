"""Whatever a model's server does, a day of thirty commits ends with a whole digest that tells the truth."""

import io

import pytest

from adapters.terminal import TerminalScreen
from analysis.results import Digest, WrittenBy
from benchmarks.faults import FAULTS, HIDDEN, POSITIONS, Fault, complaints, suffer
from benchmarks.modelday import marker, outputs
from bot.presenters.digest import digest_thread
from bot.presenters.notices import written_by


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

    assert list(complaints(fault, outcome)) == []
    assert [word for word in HIDDEN if word in text] == []
    assert written_by(digest) in text.replace("\\", "")
    hit = next(one for one in digest.commits if marker(position) in one.commit.message)
    assert not fault.model or fault.note or hit.analysis.written_by is WrittenBy.MODEL
