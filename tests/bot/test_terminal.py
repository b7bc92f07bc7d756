"""The terminal as a channel, where somebody sits at it."""

from collections.abc import AsyncIterator
from contextlib import nullcontext
from typing import Self

import pytest
from fakes import FakeClock, FakeDigests, FakeLog, FakeProgress, FakeReply, FakeSource, FakeSources

from analysis.errors import EmptyRepositoryError
from analysis.language import Language
from bot.conversation import Asker
from bot.dispatch import Dispatcher
from bot.messages import Message, Thread
from bot.ports import Reply
from bot.services import Services
from bot.subscriptions import Channel
from bot.terminal import FAREWELLS, TerminalChannel


class Noted(FakeReply):
    """Tells its screen how a request was answered."""

    def __init__(self, shown: list[str], key: str) -> None:
        super().__init__()
        self.shown_on, self.key = shown, key

    async def answer(self, thread: Thread, *, private: bool) -> None:
        """Note the answer."""
        await super().answer(thread, private=private)
        self.shown_on.append(f"answer {self.key}: {thread.parent.title}")

    async def refuse(self, message: Message) -> None:
        """Note the refusal."""
        await super().refuse(message)
        self.shown_on.append(f"refusal {self.key}")


class FakeScreen:
    """Keeps what a terminal showed, in order."""

    def __init__(self) -> None:
        self.shown: list[str] = []

    def reply(self, key: str) -> Reply:
        """Note who answers."""
        return Noted(self.shown, key)

    def progress(self, label: str) -> nullcontext[FakeProgress]:
        """Show nothing."""
        del label
        return nullcontext(FakeProgress())

    def prompt(self) -> None:
        """Note the invitation."""
        self.shown.append("prompt")

    def leave(self) -> None:
        """Note the end."""
        self.shown.append("end")

    async def show(self, thread: Thread) -> None:
        """Note a word of our own."""
        self.shown.append(f"word: {thread.parent.title}")

    async def plain(self, thread: Thread) -> str:
        """Return nothing of use."""
        return thread.parent.title


class Typed:
    """Lines that somebody types."""

    def __init__(self, *lines: str) -> None:
        self.lines = list(lines)

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> str:
        if not self.lines:
            raise StopAsyncIteration
        return self.lines.pop(0)


async def shown(
    lines: AsyncIterator[str], source: FakeSource | None = None, *, interactive: bool = True
) -> list[str]:
    """Return what the terminal showed while `lines` were typed, standing in `source`."""
    screen, digests = FakeScreen(), FakeDigests()
    repo = source.repo if source else None
    services = Services(
        FakeSources(*([source] if source else [])), FakeClock(), FakeLog(), digests.build, digests.explain
    )
    asker = Asker(Channel("terminal", "main"), "me", Language.EN, "UTC", repo=repo, at_terminal=True)
    await TerminalChannel(Dispatcher(services), asker, lines, screen, interactive=interactive).run()
    return screen.shown


async def test_the_newest_day_comes_first_then_how_to_go_on() -> None:
    """And a prompt after each answer, until the input ends."""
    steps = await shown(Typed("/help"), FakeSource())

    assert [step.partition(":")[0] for step in steps] == [
        "answer newest",
        "word",
        "prompt",
        "answer 1",
        "prompt",
        "end",
    ]


async def test_where_nobody_sits_nothing_but_answers_is_shown() -> None:
    """A pipe wants no prompts."""
    steps = await shown(Typed("/help"), FakeSource(), interactive=False)

    assert [step.partition(":")[0] for step in steps] == ["answer newest", "answer 1"]


async def test_an_empty_line_is_no_question() -> None:
    """It only gets a new prompt."""
    steps = await shown(Typed("", "  "))

    assert steps == ["word: No git repository here", "prompt", "prompt", "prompt", "end"]


async def test_a_mistake_does_not_end_the_conversation() -> None:
    """The next line is answered all the same."""
    steps = await shown(Typed("/nonsense", "/help"))

    assert "refusal 1" in steps
    assert any(step.startswith("answer 2") for step in steps)


async def test_an_empty_repository_has_no_newest_day() -> None:
    """That is a sentence like any other."""
    source = FakeSource(commits=(), failure=EmptyRepositoryError("acme/api"))

    assert (await shown(Typed(), source))[0] == "refusal newest"


@pytest.mark.parametrize("word", [*sorted(FAREWELLS), "/quit", " EXIT "])
async def test_a_farewell_ends_it(word: str) -> None:
    """As a shell would."""
    assert "answer 1" not in "\n".join(await shown(Typed(word, "/help")))
