"""An example of everything the bot says: for `preview`, for the renderers' tests and for the documents."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from analysis.errors import SourceLimitedError, SourceUnreadableError
from analysis.language import Language
from analysis.models import LandedNote
from analysis.results import Depth, Level
from analysis.sequel import Revert, Sequel
from bot.alarms.troubles import Concern
from bot.causes import Cause
from bot.errors import (
    Candidate,
    DateInFutureError,
    NoSuchRepositoryError,
    NotAMemberError,
    NotInChannelError,
    SeveralCommitsError,
    StoreFullError,
)
from bot.messages import Message, Thread
from bot.presenters.alarms import alarm, all_clear
from bot.presenters.digest import digest_thread
from bot.presenters.doctor import EXAMPLE as FINDINGS
from bot.presenters.doctor import findings_message
from bot.presenters.explanation import explanation
from bot.presenters.filtering import Filter
from bot.presenters.following import followed, following, unfollowed
from bot.presenters.help import help_message
from bot.presenters.home import Followed, home, settings, untold
from bot.presenters.inviting import handed_over, invitation, not_handed_over, yours
from bot.presenters.missing import missing
from bot.presenters.permissions import lacking_permissions, may_not_follow
from bot.presenters.private import not_answered, ready
from bot.presenters.problems import problem
from bot.presenters.progress import progress_message
from bot.presenters.runs import run_message, runs_message
from bot.presenters.sample import DAY, REPO, ZONE, quiet_digest, sample_commit, sample_digest, sequel_digest
from bot.presenters.terminal import how_to_go_on, nowhere
from bot.presenters.words.permissions import NAMES
from bot.standings import Standing
from bot.stores import Incident, Notice, NoticeState, Run, RunState
from bot.subscriptions import Channel, Layout, Subscription

YESTERDAY = DAY.date - dt.timedelta(days=1)
NOON = DAY.start + dt.timedelta(hours=12)
DUE = DAY.end + dt.timedelta(hours=33)

SUBSCRIPTION = Subscription(
    "1f2e3d4c5b6a", Channel("slack", "C0123"), REPO, dt.time(9), ZONE, Language.ZH, paths=("courier/**",)
)
RUN = Run(f"digest:1f2e3d4c5b6a:{DAY}:1", "digest", REPO, str(DAY), "slack:C0123", RunState.DONE, NOON, NOON)
FAILED_RUN = replace(RUN, state=RunState.FAILED, incident="3f9a1c07", cause=Cause.CHANNEL.value)
INCIDENT = Incident("3f9a1c07", Cause.SOURCE.value, "", NOON)
CONCERNS = (Concern(REPO, DAY.date, SUBSCRIPTION.channel),)
NOTICE = Notice(
    f"{SUBSCRIPTION.id}:{DAY}:1",
    "notice:3f9a1c07",
    SUBSCRIPTION.channel,
    REPO,
    DAY.date,
    Language.ZH,
    Cause.SOURCE.value,
    INCIDENT.id,
    NOON,
)
STANDINGS = (
    Standing(SUBSCRIPTION, DUE, RUN),
    Standing(replace(SUBSCRIPTION, branch="next"), DUE, FAILED_RUN),
)


SUBJECTS = {
    Cause.REPOSITORY: REPO,
    Cause.PLATFORM: "slack",
    Cause.ACCOUNT: "slack",
    Cause.CHANNEL: "slack:C0123",
    Cause.STORE: "",
    Cause.MODEL: "qwen3-14b",
    Cause.ARCHIVE: "",
    Cause.EDITING: NOTICE.edition,
    Cause.OURS: "",
}
"""What each cause is about; that of sources is the example of an alarm."""


def _alarm_of(cause: Cause, subject: str, language: Language) -> Message:
    incident = replace(INCIDENT, cause=cause.value, subject=subject)
    return alarm(incident, CONCERNS, language, StoreFullError("bot.db") if cause is Cause.STORE else None)


def _missing_for(cause: Cause, language: Language) -> Message:
    return missing([replace(NOTICE, cause=cause.value)], language)


@dataclass(frozen=True, slots=True)
class Example:
    """Something that the bot says, made when it is asked for."""

    name: str
    make: Callable[[Language], Thread]


def _alone(make: Callable[[Language], Message]) -> Callable[[Language], Thread]:
    return lambda language: Thread(make(language))


def _unfinished(language: Language) -> Thread:
    notes = frozenset({LandedNote.INCOMPLETE, LandedNote.APPROXIMATE})
    return digest_thread(sample_digest(language, now=NOON, notes=notes))


def _late(language: Language) -> Thread:
    """Return a digest hours after its time, with a commit that came late and a revert."""
    digest = sample_digest(language)
    reverts = {digest.commits[1].commit.sha: Revert("9" * 40, YESTERDAY)}
    late = (digest.commits[2].commit.sha,)
    sequel = Sequel(since=YESTERDAY, late=late, not_shown=2, reverts=reverts, due_at=DUE)
    return digest_thread(sequel_digest(language, sequel))


def _rewritten(language: Language) -> Thread:
    """Return one of a branch that was rewritten: a commit is gone, one is back, two were told before."""
    again = {digit * 40: YESTERDAY for digit in "12"}
    subjects = {"4" * 40: "Cache the `token` for an hour (#401)"}
    sequel = Sequel(
        told=again,
        since=YESTERDAY,
        rewritten=True,
        gone=("4" * 40,),
        subjects=subjects,
        recreated={"5" * 40: "6" * 40},
    )
    return digest_thread(replace(sample_digest(language), sequel=sequel))


def _lost(language: Language) -> Thread:
    """Return the same where nothing of the old line can be read any more."""
    sequel = Sequel(since=YESTERDAY, rewritten=True, known=False)
    return digest_thread(replace(sample_digest(language), sequel=sequel))


def _several(language: Language) -> Message:
    found = tuple(
        Candidate(REPO, f"abc1{digit * 36}", subject)
        for digit, subject in (("2", "Cache the answer"), ("7", "Close the pool once"), ("e", "Say why"))
    )
    return problem(SeveralCommitsError("abc1", found), language, None)


def _no_such_repository(language: Language) -> Message:
    error = NoSuchRepositoryError("acme/curier", ("acme/courier",), instead="/digest acme/courier yesterday")
    return problem(error, language, None)


def _in_future(language: Language) -> Message:
    today = DAY.date
    error = DateInFutureError(today + dt.timedelta(days=1), today, ZONE, instead=f"/digest {REPO} {today}")
    return problem(error, language, None)


EXAMPLES: tuple[Example, ...] = (
    Example("digest", lambda language: digest_thread(sample_digest(language), offer_follow=True)),
    Example("digest-flat", lambda language: digest_thread(sample_digest(language), Layout.FLAT)),
    Example("digest-file", lambda language: digest_thread(sample_digest(language), Layout.FILE)),
    Example(
        "digest-filtered",
        lambda language: digest_thread(sample_digest(language), wanted=Filter(Level.HIGH, ("courier/**",))),
    ),
    Example("digest-unfinished", _unfinished),
    Example("digest-quiet", lambda language: digest_thread(quiet_digest(language))),
    Example("digest-late", _late),
    Example("digest-rewritten", _rewritten),
    Example("digest-rewritten-lost", _lost),
    Example(
        "explanation",
        _alone(lambda language: explanation(sample_commit(language, Depth.DEEP), REPO, ZONE, language)),
    ),
    Example("candidates", _alone(_several)),
    Example("problem-repository", _alone(_no_such_repository)),
    Example("problem-future", _alone(_in_future)),
    Example(
        "problem-limited", _alone(lambda language: problem(SourceLimitedError(REPO, 750.0), language, None))
    ),
    Example(
        "problem-unreadable",
        _alone(lambda language: problem(SourceUnreadableError(REPO), language, "3f9a1c07")),
    ),
    Example("problem-ours", _alone(lambda language: problem(RuntimeError(), language, "3f9a1c07"))),
    Example("permissions", _alone(lambda language: lacking_permissions(NAMES, language, in_thread=True))),
    Example("permissions-follow", _alone(may_not_follow)),
    Example("private-ready", _alone(ready)),
    Example("private-not-answered", _alone(not_answered)),
    Example("progress", _alone(lambda language: progress_message(REPO, str(DAY), 7, 20, language))),
    Example("help", _alone(help_message)),
    Example(
        "following",
        _alone(lambda language: following(STANDINGS, language)),
    ),
    Example("home", _alone(lambda language: home([Followed(one, "#dev") for one in STANDINGS], language))),
    Example("home-chosen", _alone(lambda language: settings(Followed(STANDINGS[0], "#dev"), language))),
    Example("home-untold", _alone(untold)),
    Example("invitation", _alone(lambda language: invitation("commit-digest", language))),
    Example(
        "private-file", _alone(lambda language: handed_over("https://example.org/archives/D1/p1", language))
    ),
    Example("private-file-above", _alone(lambda language: yours(f"{REPO} · {DAY.date}", language))),
    Example("private-file-lost", _alone(not_handed_over)),
    Example("problem-member", _alone(lambda language: problem(NotAMemberError(), language, None))),
    Example(
        "problem-invite",
        _alone(lambda language: problem(NotInChannelError("/invite @commit-digest"), language, None)),
    ),
    Example("followed", _alone(lambda language: followed(SUBSCRIPTION, language, new=True))),
    Example("unfollowed", _alone(lambda language: unfollowed(REPO, (), language))),
    Example("runs", _alone(lambda language: runs_message((RUN, FAILED_RUN), ZONE, language))),
    Example("run", _alone(lambda language: run_message(FAILED_RUN, None, (), ZONE, language))),
    Example("alarm", _alone(lambda language: alarm(INCIDENT, CONCERNS, language))),
    *(
        Example(f"alarm-{cause}", _alone(partial(_alarm_of, cause, subject)))
        for cause, subject in SUBJECTS.items()
    ),
    Example("alarm-over", _alone(lambda language: all_clear(INCIDENT, language))),
    *(
        Example(f"missing-{cause}", _alone(partial(_missing_for, cause)))
        for cause in (Cause.REPOSITORY, Cause.STORE)
    ),
    Example("missing", _alone(lambda language: missing([NOTICE], language))),
    Example(
        "missing-settled",
        _alone(
            lambda language: missing(
                [
                    replace(NOTICE, state=NoticeState.POSTED),
                    replace(NOTICE, repo="acme/depot", state=NoticeState.EXPIRED),
                ],
                language,
            )
        ),
    ),
    Example("terminal-nowhere", _alone(nowhere)),
    Example("terminal-what-now", _alone(how_to_go_on)),
    Example("doctor", _alone(lambda language: findings_message(FINDINGS, language))),
)
"""Every presenter with at least one example."""
