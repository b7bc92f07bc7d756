"""What was read of a request so far, and the request it makes."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.errors import (
    DateInFutureError,
    MissingCommitError,
    MissingRepositoryError,
    SaidTwiceError,
)
from bot.requests.dates import read_date
from bot.requests.models import (
    LATEST,
    Date,
    DigestRequest,
    ExplainRequest,
    FollowingRequest,
    FollowRequest,
    HelpRequest,
    ParseContext,
    Request,
    UnfollowRequest,
)


@dataclass(slots=True)
class Draft:
    """Values by slot, as the words came; dates stay text until the zone is known."""

    slots: dict[str, Any] = field(default_factory=dict)
    paths: list[str] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)

    def put(self, slot: str, value: object) -> None:
        """Fill `slot`; raise `SaidTwiceError` when it already holds something else."""
        if slot == "path":
            self.paths.append(str(value))
        elif self.slots.setdefault(slot, value) != value:
            raise SaidTwiceError(slot, str(self.slots[slot]), str(value))

    def get(self, slot: str) -> Any:  # noqa: ANN401 -- the keyword's reader decides the type of its slot
        """Return what `slot` holds, or `None`."""
        return self.slots.get(slot)

    def repo(self, context: ParseContext) -> str:
        """Return the repository that was named, or the place's own."""
        repo: str | None = self.get("repo") or context.default_repo
        if repo is None:
            raise MissingRepositoryError(context.known_repos)
        return repo

    def date(self, context: ParseContext) -> Date:
        """Return the day that was named; else the place's own, else yesterday."""
        zone = self.get("zone") or context.zone
        today = context.today(zone)
        default = context.default_date or today - dt.timedelta(days=1)
        dates = [read_date(text, today) or default for text in self.dates] or [default]
        for date in dates:
            if date != dates[0]:
                raise SaidTwiceError("date", self.dates[0], self.dates[dates.index(date)])
            if date != LATEST and date > today:
                raise DateInFutureError(date, today, zone)
        return dates[0]


def digest(draft: Draft, context: ParseContext) -> Request:
    """Make a digest's request, or an explanation's where the words point at a commit."""
    if draft.get("commit"):
        return explain(draft, context)
    return DigestRequest(
        draft.repo(context),
        draft.date(context),
        draft.get("zone"),
        draft.get("language"),
        draft.get("branch"),
        draft.get("private") or False,
    )


def explain(draft: Draft, _: ParseContext) -> Request:
    """Make an explanation's request; its repository may stay open."""
    commit = draft.get("commit")
    if commit is None:
        raise MissingCommitError
    return ExplainRequest(commit, draft.get("repo"), draft.get("language"), draft.get("private") or False)


def follow(draft: Draft, context: ParseContext) -> Request:
    """Make the request to follow a repository."""
    said = {
        slot: draft.get(slot) for slot in ("at", "zone", "language", "branch", "layout", "quiet", "level")
    }
    return FollowRequest(draft.repo(context), **said, paths=tuple(dict.fromkeys(draft.paths)))


def unfollow(draft: Draft, context: ParseContext) -> Request:
    """Make the request to follow a repository no longer."""
    return UnfollowRequest(draft.repo(context), draft.get("branch"))


@dataclass(frozen=True, slots=True)
class Grammar:
    """What the words after one command may be."""

    name: str
    aliases: frozenset[str]
    build: Callable[[Draft, ParseContext], Request]
    keywords: frozenset[str] = frozenset()
    dates: bool = False
    commits: bool = False
    open: bool = False  # further words are no mistake, only polite


GRAMMARS: tuple[Grammar, ...] = (
    Grammar(
        "digest",
        frozenset({"digest", "日报", "摘要", "每日更新"}),
        digest,
        frozenset({"repo", "zone", "language", "branch", "private"}),
        dates=True,
    ),
    Grammar(
        "explain",
        frozenset({"explain", "解释", "讲解"}),
        explain,
        frozenset({"repo", "language", "private", "commit"}),
        commits=True,
    ),
    Grammar(
        "follow",
        frozenset({"follow", "subscribe", "关注", "订阅"}),
        follow,
        frozenset({"repo", "at", "zone", "language", "branch", "layout", "quiet", "level", "path"}),
    ),
    Grammar(
        "unfollow",
        frozenset({"unfollow", "unsubscribe", "取消关注", "取关", "退订"}),
        unfollow,
        frozenset({"repo", "branch"}),
    ),
    Grammar(
        "following",
        frozenset({"following", "subscriptions", "list", "关注列表", "已关注"}),
        lambda *_: FollowingRequest(),
        open=True,
    ),
    Grammar("help", frozenset({"help", "?", "帮助"}), lambda *_: HelpRequest(), open=True),
)
GRAMMAR_OF: Mapping[str, Grammar] = {alias: grammar for grammar in GRAMMARS for alias in grammar.aliases}
