"""What a digest says about a commit whose change cannot be seen: what is known, and why not more."""

from collections.abc import Sequence

from analysis.language import Bilingual, Language
from analysis.models import Commit, Diff
from analysis.rated import CHANGE_UNKNOWN, rate_commit
from analysis.results import Analysis, Claim, Depth, DigestCommit, Level, Rating, Reason, WrittenBy

NOT_SHOWN = Reason(
    "change_not_shown",
    0,
    Bilingual("数据源没有给出改动内容", "the source did not show the change"),
)
BOUNDARY = Bilingual(
    "浅克隆的历史到此为止，看不到这个提交改了什么，因此不作分析。",
    "The shallow clone's history ends here: what this commit changed cannot be seen, so it is not analysed.",
)
WITHHELD = Bilingual(
    "数据源没有给出这个提交的改动内容，因此不作分析。",
    "The source did not show what this commit changed, so it is not analysed.",
)
NOTE = Bilingual(
    "看不到改动内容、只列出标题的提交：{shas}。",
    "Listed by their title alone, because their change cannot be seen: {shas}.",
)
_PAUSE = Bilingual("、", ", ")


def unseen(commit: Commit, language: Language) -> DigestCommit:
    """Return `commit` as a digest lists it when nothing but its message is known: low, with the reason."""
    rated = rate_commit(commit, Diff())
    reason, words = (CHANGE_UNKNOWN, BOUNDARY) if commit.boundary else (NOT_SHOWN, WITHHELD)
    analysis = Analysis(Depth.BRIEF, language, WrittenBy.FACTS, (Claim(words.to(language)),))
    return DigestCommit(commit, rated.facts, rated.types, Rating(Level.LOW, 0, (reason,)), analysis)


def unseen_notes(commits: Sequence[Commit], language: Language) -> tuple[str, ...]:
    """Return the sentence that names `commits`, the ones that were not seen; nothing where all were."""
    if not commits:
        return ()
    shas = _PAUSE.to(language).join(f"`{commit.short_sha}`" for commit in commits)
    return (NOTE.to(language).format(shas=shas),)
