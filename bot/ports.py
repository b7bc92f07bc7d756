"""What the bot needs of the world, at the height of the question."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from analysis.days import Day
from analysis.errors import SourceError
from analysis.models import Commit, Landed
from analysis.ports import CommitSource
from bot.messages import Message, Thread
from bot.plates import Plate


@dataclass(frozen=True, slots=True)
class Target:
    """Where a part goes: a channel, and the parent's id for a reply in its thread."""

    channel: str
    thread: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of a rendered message, ready to send; `payload` is JSON of the platform's own form.

    `file_id` is set once the platform holds the part's file (see `FileStorage`). A `silent` part notifies
    nobody, on platforms that know the difference: nobody waits for what is put right afterwards.
    """

    payload: Mapping[str, object]
    file_id: str | None = None
    silent: bool = False


class ChatPlatform(Protocol):
    """A place where messages are posted."""

    @property
    def name(self) -> str:
        """The platform's name as targets are written: `slack`, `discord`, `terminal`."""
        ...

    def render(self, message: Message) -> tuple[Part, ...]:
        """Turn any message into parts that the platform accepts; body text is split, never lost."""
        ...

    async def send(self, target: Target, part: Part, key: str) -> str:
        """Post `part` once so that `key` can be found again, and return the id of what was posted.

        Raises `RefusedError` where it certainly had no effect, `OutcomeUnknownError` where that is open.
        """
        ...

    async def find(self, target: Target, key: str, since: dt.datetime) -> str | None:
        """Return the id of what was posted under `key` since then, `None` when it is certainly not there.

        Raises `CannotLookError` where the platform does not tell.
        """
        ...

    async def edit(self, target: Target, message_id: str, part: Part, key: str | None = None) -> None:
        """Replace what was posted as `message_id`; raises as `send` does.

        With the `key` that it was posted under, it can be found by it afterwards too.
        """
        ...


@runtime_checkable
class Paced(Protocol):
    """A chat platform that bears only so much at a time."""

    async def turn(self, target: Target, part: Part) -> None:
        """Wait until it would take `part`; whoever waits here has claimed nothing yet."""
        ...


@runtime_checkable
class FileStorage(Protocol):
    """A platform that takes a file first and shows it later, so that both steps can be repeated apart."""

    async def upload(self, part: Part) -> str | None:
        """Store the file of `part` and return its id; `None` when it has none or needs no such step.

        Nobody sees the file until `send` shows it under `Part.file_id`. An empty id says that the part goes
        without: a picture is no reason to say nothing.
        """
        ...


class Painter(Protocol):
    """Draws pictures; slow enough to be called off the event loop."""

    def paint(self, plate: Plate) -> bytes:
        """Return the picture as PNG, whatever its words are."""
        ...

    def warm_up(self) -> None:
        """Load what painting needs, so that the first picture takes no longer than others."""
        ...


@runtime_checkable
class Lookback(Protocol):
    """A commit source that tells of many days for hardly more than the price of one."""

    async def landed_between(self, first: Day, last: Day, branch: str | None = None) -> Landed:
        """Return what landed from `first` up to and with `last`, as `landed` does for one day."""
        ...


@runtime_checkable
class Lookup(Protocol):
    """A commit source that looks up many names for hardly more than the price of one."""

    async def look_up(self, prefixes: Sequence[str]) -> Sequence[Commit | SourceError]:
        """Return for each of `prefixes` what `CommitSource.commit` returns or raises.

        What a merge brought in is left out: ratings do without.
        """
        ...


class Sources(Protocol):
    """Finds the commit source of a repository that somebody named."""

    async def find(self, repo: str) -> CommitSource:
        """Return the source of `repo`, or raise a `SourceError`."""
        ...

    def known(self) -> tuple[str, ...]:
        """Return the names of the repositories that are known without asking anybody."""
        ...


class Clock(Protocol):
    """The time, as an argument."""

    def now(self) -> dt.datetime:
        """Return the current instant, aware, in UTC."""
        ...


class Progress(Protocol):
    """Somewhere to show that long work goes on."""

    async def update(self, done: int, total: int | None) -> None:
        """Say that `done` of `total` commits (`None` while unknown) are ready."""
        ...


@runtime_checkable
class Visibility(Protocol):
    """A commit source that knows who may see its repository; one that does not say counts as private."""

    @property
    def private(self) -> bool:
        """Whether only some people may see the repository."""
        ...


class Reply(Protocol):
    """Where the answer to one request goes: something at once, the real answer later in its place.

    The order is `acknowledge`, any number of `progress`, then one of `answer` and `refuse`. What needs no
    work comes as one of the last two alone, so that a platform which fixes at the acknowledgement who may
    read the answer can still show a mistake to the asker only.
    """

    async def acknowledge(self, message: Message, *, private: bool) -> None:
        """Show that the request was heard; with `private` everything that follows is for the asker alone."""
        ...

    async def progress(self, message: Message, done: int, total: int | None) -> None:
        """Replace what was shown: `message` says in words that `done` of `total` commits are ready."""
        ...

    async def answer(self, thread: Thread, *, private: bool) -> None:
        """Replace what was shown by the answer's parent, and post its replies below.

        `private` is as it was acknowledged; where nothing was, it decides now.
        """
        ...

    async def refuse(self, message: Message) -> None:
        """Tell the asker alone why there is no answer, and take away what was shown before."""
        ...


class Log(Protocol):
    """Where operators read what happened: an event with data, as structlog takes them."""

    def info(self, event: str, **data: object) -> object:
        """Note something ordinary."""
        ...

    def warning(self, event: str, **data: object) -> object:
        """Note something that an operator may have to mend."""
        ...

    def exception(self, event: str, **data: object) -> object:
        """Note a failure of our own with the exception that is being handled."""
        ...
