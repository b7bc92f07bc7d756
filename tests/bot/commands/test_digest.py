"""`/digest`: the day that is meant, in the language that is asked for, built once."""

import asyncio
import datetime as dt

from fakes import NOON, FakeClock, FakeDigests, FakeLog, FakeReply, FakeSource, FakeSources, commit_

from analysis.days import Day
from analysis.language import Language
from bot.commands.digest import digest
from bot.conversation import Asker, Conversation
from bot.requests import LATEST, DigestRequest
from bot.services import Services
from bot.subscriptions import Channel

ADA = Asker(Channel("slack", "C1"), "U1", Language.EN, "Asia/Shanghai")
FEB_4 = dt.date(2026, 2, 4)


def services_of(digests: FakeDigests, *sources: FakeSource) -> Services:
    """Return services over fakes."""
    return Services(FakeSources(*sources), FakeClock(), FakeLog(), digests.build, digests.explain)


async def test_a_day_is_of_the_askers_zone_and_language() -> None:
    """Unless the request says otherwise."""
    digests = FakeDigests()
    services = services_of(digests, FakeSource())

    await digest(services, DigestRequest("acme/api", FEB_4), Conversation(ADA, FakeReply()))
    request = DigestRequest("acme/api", FEB_4, "America/New_York", Language.ZH)
    await digest(services, request, Conversation(ADA, FakeReply()))

    assert digests.built == [
        ("acme/api", Day(FEB_4, "Asia/Shanghai"), Language.EN),
        ("acme/api", Day(FEB_4, "America/New_York"), Language.ZH),
    ]


async def test_latest_is_the_newest_day_with_commits() -> None:
    """Only the source knows which."""
    digests = FakeDigests()
    old = commit_(landed_at=NOON - dt.timedelta(days=40))
    services = services_of(digests, FakeSource(commits=(old,)))

    await digest(services, DigestRequest("acme/api", LATEST), Conversation(ADA, FakeReply()))

    assert digests.built[0][1].date == dt.date(2025, 12, 26)


async def test_the_same_digest_asked_for_twice_at_once_is_built_once() -> None:
    """Both get the answer."""
    digests = FakeDigests()
    services = services_of(digests, FakeSource())
    replies = FakeReply(), FakeReply()

    await asyncio.gather(
        *(digest(services, DigestRequest("acme/api", FEB_4), Conversation(ADA, reply)) for reply in replies)
    )

    assert len(digests.built) == 1
    assert all(len(reply.answers) == 1 for reply in replies)


async def test_other_languages_are_other_digests() -> None:
    """The words differ."""
    digests = FakeDigests()
    services = services_of(digests, FakeSource())
    requests = [DigestRequest("acme/api", FEB_4, language=language) for language in Language]

    await asyncio.gather(*(digest(services, it, Conversation(ADA, FakeReply())) for it in requests))

    assert len(digests.built) == 2


async def test_a_private_question_gets_a_private_answer() -> None:
    """From the first word on."""
    reply = FakeReply()

    request = DigestRequest("acme/api", FEB_4, private=True)
    await digest(services_of(FakeDigests(), FakeSource()), request, Conversation(ADA, reply))

    assert reply.private is True
