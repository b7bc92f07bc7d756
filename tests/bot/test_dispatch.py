"""From a line of chat to its answer, or to a sentence that says why there is none."""

import asyncio
import datetime as dt
import io
import json
from dataclasses import replace

import pytest
from fakes import FakeClock, FakeDigests, FakeLog, FakeReply, FakeSource, FakeSources, commit_
from meters import risen

from adapters.metrics import PrometheusMeter
from analysis.errors import MissingProgramError, SourceUnreadableError
from analysis.language import Language
from bot.access import AccessRule
from bot.conversation import Asker
from bot.dispatch import Dispatcher
from bot.errors import NotAMemberError, StoreUnreachableError
from bot.limits import RequestLimit
from bot.logs import make_log
from bot.memory import MemorySubscriptions
from bot.messages import Message, Paragraph, plain
from bot.services import Services
from bot.subscriptions import Channel, Subscription

ADA = Asker(Channel("slack", "C1"), "U1", Language.EN, "Asia/Shanghai")


class Bench:
    """A dispatcher among fakes."""

    def __init__(self, *sources: FakeSource, known: tuple[str, ...] = (), **changes: object) -> None:
        self.log, self.digests = FakeLog(), FakeDigests()
        services = Services(
            FakeSources(*sources, known=known),
            FakeClock(),
            self.log,
            self.digests.build,
            self.digests.explain,
            new_incident=lambda: "c0ffee00",
        )
        self.dispatcher = Dispatcher(replace(services, **changes))  # type: ignore[arg-type] # each test names fields of its own

    async def ask(self, text: str, asker: Asker = ADA, command: str | None = None) -> FakeReply:
        """Return what `asker` saw after typing `text`."""
        reply = FakeReply()
        await self.dispatcher.handle(text, asker, reply, command)
        return reply


def words(message: Message) -> str:
    """Return all that a problem says."""
    sections = [plain(section.spans) for section in message.sections if isinstance(section, Paragraph)]
    return "\n".join((message.title, *sections, plain(message.footer)))


async def test_a_digest_is_answered_after_a_first_word() -> None:
    """The request is acknowledged, its progress shown, and the answer is a thread."""
    reply = await Bench(FakeSource()).ask("/digest acme/api 2026-02-04")

    assert len(reply.acknowledged) == 1
    assert not reply.refusals
    assert "acme/api" in reply.answers[0].parent.title


async def test_the_platform_may_keep_the_commands_name_apart() -> None:
    """Slack and Discord say which command was typed."""
    bench = Bench(FakeSource())

    await bench.ask("acme/api 2026-02-04", command="digest")

    assert [(repo, day.date) for repo, day, _ in bench.digests.built] == [("acme/api", dt.date(2026, 2, 4))]


async def test_a_mistake_is_a_sentence_with_what_to_type() -> None:
    """Nothing is acknowledged that needs no work."""
    reply = await Bench().ask("/digest acme/api 2099-01-01")

    assert not reply.acknowledged
    assert "/digest acme/api 2026-02-04" in words(reply.refusals[0])


async def test_a_mistake_found_later_also_says_what_to_type() -> None:
    """The nearest known repository stands in the asker's own line."""
    reply = await Bench(FakeSource(), known=("acme/api",)).ask("/digest acme/apu yesterday")

    assert "/digest acme/api" in words(reply.refusals[0])


async def test_a_command_of_another_place_is_not_available() -> None:
    """Without a store nothing can be followed."""
    reply = await Bench().ask("/following")

    assert "following" in words(reply.refusals[0])


async def test_a_source_that_cannot_be_read_gets_an_incident() -> None:
    """The asker sees its number, the log says more, and nobody sees the detail in the chat."""
    source = FakeSource(failure=SourceUnreadableError("acme/api", "https://token@host refused"))
    bench = Bench(source)

    reply = await bench.ask("/digest acme/api yesterday")

    assert "c0ffee00" in words(reply.refusals[0])
    assert "token" not in words(reply.refusals[0])
    ((level, event, data),) = bench.log.lines
    assert (level, event, data["incident"]) == ("warning", "request_refused", "c0ffee00")
    assert "token@host" in str(data["error"])


async def test_a_missing_git_is_for_an_operator_to_mend() -> None:
    """The asker sees an incident number, and the log warns."""
    bench = Bench(FakeSource(failure=MissingProgramError("acme/api", "git")))

    reply = await bench.ask("/digest acme/api yesterday")

    assert "c0ffee00" in words(reply.refusals[0])
    assert bench.log.lines[0][0] == "warning"


async def test_who_waits_when_the_bot_is_stopped_is_told_to_ask_again() -> None:
    """Nobody is left with a message that says for ever that work goes on."""
    bench, reply = Bench(FakeSource(failure=asyncio.CancelledError())), FakeReply()
    with pytest.raises(asyncio.CancelledError):
        await bench.dispatcher.handle("/digest acme/api yesterday", ADA, reply)

    assert "restarted" in words(reply.refusals[0])


async def test_who_ends_it_at_the_terminal_is_told_nothing() -> None:
    """They know."""
    bench, reply = Bench(FakeSource(failure=asyncio.CancelledError())), FakeReply()
    with pytest.raises(asyncio.CancelledError):
        await bench.dispatcher.handle("/digest acme/api yesterday", replace(ADA, at_terminal=True), reply)

    assert not reply.refusals


async def test_a_failure_of_our_own_is_caught_once_and_says_nothing_of_itself() -> None:
    """An incident id ties the sentence to the exception in the log."""
    bench = Bench(FakeSource(failure=RuntimeError("secret at 0x7f")))

    reply = await bench.ask("/digest acme/api yesterday")

    assert "c0ffee00" in words(reply.refusals[0])
    assert "secret" not in words(reply.refusals[0])
    assert [(level, data["incident"]) for level, _, data in bench.log.lines] == [("exception", "c0ffee00")]


async def test_costly_commands_are_limited_for_each_person() -> None:
    """Help stays free, and so does the terminal."""
    bench = Bench(FakeSource(), limit=RequestLimit(1, dt.timedelta(minutes=1)))
    await bench.ask("/digest acme/api 2026-02-04")

    refused = await bench.ask("/digest acme/api 2026-02-04")
    helped = await bench.ask("/help")
    other = await bench.ask("/digest acme/api 2026-02-04", replace(ADA, user="U2"))
    terminal = await bench.ask("/digest acme/api 2026-02-04", replace(ADA, at_terminal=True))

    assert refused.refusals
    assert helped.answers
    assert other.answers
    assert terminal.answers


async def test_a_private_repository_looks_like_none_at_all() -> None:
    """The refusals differ in nothing but the name that was typed."""
    bench = Bench(FakeSource("acme/vault", private=True))

    hidden = await bench.ask("/digest acme/vault yesterday")
    absent = await bench.ask("/digest acme/fault yesterday")

    assert words(hidden.refusals[0]).replace("vault", "fault") == words(absent.refusals[0])
    assert not bench.digests.built


async def test_an_allowed_private_repository_is_shown() -> None:
    """The operator said so."""
    bench = Bench(FakeSource("acme/vault", private=True), access=AccessRule(("acme/*",)))

    assert (await bench.ask("/digest acme/vault yesterday")).answers


async def test_nothing_is_hidden_from_the_terminal() -> None:
    """Who sits there can read the files anyway."""
    bench = Bench(FakeSource("acme/vault", private=True))

    assert (await bench.ask("/digest acme/vault yesterday", replace(ADA, at_terminal=True))).answers


async def test_a_pull_request_or_address_in_digest_is_explained() -> None:
    """People paste what they have."""
    bench = Bench(FakeSource(commits=(commit_("abc1234", pull_request=12),)))

    reply = await bench.ask("/digest https://github.com/acme/api/pull/12")

    assert reply.answers[0].parent.title


@pytest.mark.parametrize("language", Language)
async def test_refusals_come_in_the_askers_language(language: Language) -> None:
    """In Chinese where they read Chinese."""
    reply = await Bench().ask("/nonsense", replace(ADA, language=language))

    assert ("。" in words(reply.refusals[0])) is (language is Language.ZH)


@pytest.mark.parametrize(
    ("text", "source", "how"),
    [
        ("/digest acme/api 2026-02-04", FakeSource(), "done"),
        ("/digest acme/api someday", FakeSource(), "refused"),
        ("/digest acme/api yesterday", FakeSource(failure=RuntimeError()), "failed"),
        ("/digest acme/api yesterday", FakeSource(failure=SourceUnreadableError("acme/api")), "failed"),
    ],
)
async def test_every_request_is_counted_with_how_it_ended(text: str, source: FakeSource, how: str) -> None:
    """A mistake of the asker's is no failure of ours."""
    meter = PrometheusMeter()
    await Bench(source, meter=meter).ask(text)

    assert risen(meter)[f"requests_total['{how}', 'slack']"] == 1


async def test_the_lines_of_a_request_can_be_told_from_those_of_another() -> None:
    """None of them repeats what was typed."""
    stream = io.StringIO()
    bench = Bench(FakeSource(), log=make_log(stream, verbose=True))
    for _ in range(2):
        await bench.ask("/digest acme/api 2026-02-04")
    one, other = (json.loads(line) for line in stream.getvalue().splitlines())

    assert one["request"] != other["request"]
    assert (one["event"], one["channel"]) == ("request_answered", "slack:C1")
    assert "acme" not in stream.getvalue()


class Closed:
    """Lets nobody change what is followed."""

    def __init__(self) -> None:
        self.asked: list[bool] = []

    async def admit(self, asker: Asker, *, beginning: bool) -> None:
        """Note what was asked for, and refuse it."""
        del asker
        self.asked.append(beginning)
        raise NotAMemberError


@pytest.mark.parametrize(
    ("text", "beginning"), [("/follow acme/api", True), ("/digest unfollow acme/api", False)]
)
async def test_who_may_not_change_what_is_followed_is_told_so_before_anything_is_shown(
    text: str, *, beginning: bool
) -> None:
    """However it was typed."""
    bench, gate = Bench(FakeSource(), subscriptions=MemorySubscriptions()), Closed()
    reply = FakeReply()
    await replace(bench.dispatcher, gatekeeper=gate).handle(text, ADA, reply)

    assert gate.asked == [beginning]
    assert not reply.acknowledged
    assert "not a member" in words(reply.refusals[0])


@pytest.mark.parametrize("text", ["/digest acme/api yesterday", "/explain abc1234", "/following", "/help"])
async def test_everybody_may_ask_for_the_rest(text: str) -> None:
    """Nobody looks whether they are a member."""
    bench, gate = Bench(FakeSource(), known=("acme/api",), subscriptions=MemorySubscriptions()), Closed()
    reply = FakeReply()
    await replace(bench.dispatcher, gatekeeper=gate).handle(text, ADA, reply)

    assert gate.asked == []
    assert reply.answers


async def test_a_quoted_name_is_never_a_command() -> None:
    """Platforms quote what was put into a field for repositories: it asks for no other permission."""
    bench, gate = Bench(FakeSource(), subscriptions=MemorySubscriptions()), Closed()
    reply = FakeReply()
    await replace(bench.dispatcher, gatekeeper=gate).handle('"follow" "acme/api"', ADA, reply, "digest")

    assert gate.asked == []
    assert reply.refusals


class CutOff(MemorySubscriptions):
    """Subscriptions in a database that is away."""

    async def of_channel(self, channel: Channel) -> list[Subscription]:
        """Fail as the store does."""
        del channel
        raise StoreUnreachableError("db7.internal/digests")


async def test_where_the_database_is_nobody_learns_in_a_chat() -> None:
    """Who asks there cannot mend it; the incident leads its operator to the line in the log."""
    bench = Bench(FakeSource(), subscriptions=CutOff())

    (refusal,) = (await bench.ask("/following")).refusals
    assert "db7" not in words(refusal)
    assert "c0ffee00" in words(refusal)
    assert "db7.internal/digests" in str(bench.log.lines)

    (told,) = (await bench.ask("/following", replace(ADA, at_terminal=True))).refusals
    assert "db7.internal/digests" in words(told)
