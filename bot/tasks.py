"""What a model still has to write about a day or a commit, cut into pieces that everybody shares."""

import hashlib
from collections.abc import Iterator, Sequence

from analysis.analyst import version
from analysis.language import Language
from analysis.ports import CommitSource
from analysis.rated import RatedCommit
from analysis.results import DEPTH_OF_LEVEL, Depth, WrittenBy
from bot.digests import Digests
from bot.orders import Data, Task
from bot.ports import Sources
from bot.progress import SILENT
from bot.stores import AnalysisKey, AnalysisStore, StoredAnalysis

FIRST = "1"  # of the attempts at an analysis


async def lacking(
    source: CommitSource,
    commits: Sequence[RatedCommit],
    *,
    repo: str,
    language: Language,
    model: str,
    analyses: AnalysisStore,
    depth: Depth | None = None,
) -> list[Task]:
    """Return what `model` has yet to write about `commits`; nothing where no model is asked.

    `repo` is what the repository is called here. Analyses that wait to be redone count as lacking.
    """
    if not model:
        return []
    keys = {_key(source.repo, one, language, model, depth): one for one in commits}
    stored = await analyses.get(tuple(keys))
    left = [(key, stored.get(key)) for key in keys if key not in stored or stored[key].redo]
    return list(_tasks(repo, left, depth))


async def carry_out(task: Task, sources: Sources, digests: Digests) -> Data:
    """Write about the commits of `task`: its writer stores what it wrote. Return how many wrote who."""
    source = await sources.find(task.repo)
    commits = [await source.commit(sha) for sha in task.shas]
    rated = await digests.rated(source, commits)
    written = await digests.writer.write(rated, task.language, SILENT, task.depth)
    by_model = sum(one.written_by is WrittenBy.MODEL for one in written.analyses.values())
    return {"model": by_model, "facts": len(written.analyses) - by_model}


def _key(repo: str, one: RatedCommit, language: Language, model: str, depth: Depth | None) -> AnalysisKey:
    wanted = depth or DEPTH_OF_LEVEL[one.rating.level]
    return AnalysisKey(repo, one.commit.sha, language, wanted, version(), model)


Left = tuple[AnalysisKey, StoredAnalysis | None]


def _tasks(repo: str, left: Sequence[Left], depth: Depth | None) -> Iterator[Task]:
    for one in left:
        if one[0].depth is not Depth.BRIEF:
            yield _task(repo, [one], depth)
    if briefs := [one for one in left if one[0].depth is Depth.BRIEF]:
        yield _task(repo, briefs, depth)


def _task(repo: str, left: Sequence[Left], depth: Depth | None) -> Task:
    key = left[0][0]
    shas = tuple(one.sha for one, _ in left)
    name = shas[0] if len(shas) == 1 else hashlib.sha256("".join(sorted(shas)).encode()).hexdigest()[:16]
    attempt = _attempt([stored for _, stored in left])
    words = (key.repo, name, key.language, key.depth, key.version, key.model, attempt)
    return Task(":".join(("analysis", *words)), repo, shas, key.language, depth)


def _attempt(stored: Sequence[StoredAnalysis | None]) -> str:
    """Return what tells a further attempt from the one that facts had to answer: when they did."""
    made = [one.made_at for one in stored if one]
    return max(made).strftime("%Y%m%dT%H%M%S") if made else FIRST
