"""Commands and presses in Slack, over the real app and Socket Mode: heard at once, answered in place."""

import asyncio
import datetime as dt

import pytest
from blockkit import nodes, words_of_blocks
from fakes import FakeDigests, FakeLog
from slackdesk import Known, Slow, make_desk
from slackpeople import Person, until
from slackserver import APP_TOKEN, BOT_TOKEN, Fault, Json, Place, SlackServer

from adapters.slack.client import open_client
from adapters.slack.inbound import Ears, listening
from analysis.days import Day
from analysis.language import Language
from analysis.ports import CommitSource
from analysis.results import Digest
from bot.memory import MemorySubscriptions
from bot.ports import Progress

DAY = "2026-02-04"


def words(message: Json) -> str:
    """Return what a message says."""
    return words_of_blocks(message["blocks"])


async def test_a_digest_stands_in_the_channel_with_its_thread(slack: SlackServer, bot: Person) -> None:
    """What was a word about progress becomes the digest; the report's file ends the thread."""
    heard = await bot.types("/digest", f"acme/api {DAY}")
    await until(lambda: slack.files and "title" in slack.files["F1"])
    (parent,) = slack.parents()

    assert heard.seconds < 1
    assert "acme/api" in words(parent)
    assert slack.said("chat.update")
    assert len(slack.replies(parent["ts"])) >= 2
    assert "files" in slack.replies(parent["ts"])[-1]


async def test_a_private_digest_is_for_the_asker_alone(slack: SlackServer, bot: Person) -> None:
    """Nothing stands in the channel."""
    await bot.types("/digest", f"acme/api {DAY} private")
    await until(lambda: slack.ephemeral)

    assert slack.messages["C1"] == []
    assert {body["response_type"] for body in bot.read()} == {"ephemeral"}
    assert "acme/api" in words(bot.read()[-1])
    assert {said["user"] for said in slack.ephemeral} == {"U1"}


async def test_an_explanation_is_found_without_its_repository(slack: SlackServer, bot: Person) -> None:
    """The channel's repositories are searched."""
    await bot.types("/explain", "abcd1234")
    await until(lambda: slack.said("chat.update"))

    assert "Retry twice" in words(slack.parents()[0])


async def test_a_mistake_is_told_to_the_asker_with_what_to_type(slack: SlackServer, bot: Person) -> None:
    """The channel sees nothing of it."""
    await bot.types("/digest", "acme/apo 2026-02-04")
    await until(bot.read)
    await until(lambda: slack.messages["C1"] == [])
    answer = bot.read()[-1]

    assert answer["response_type"] == "ephemeral"
    assert f"/digest acme/api {DAY}" in words(answer)


async def test_an_address_that_is_used_up_keeps_no_mistake_secret(slack: SlackServer, bot: Person) -> None:
    """It serves for half an hour; the asker is told as a member of the channel then."""
    body = bot.command_body("/explain", "beef123")
    slack.responses[bot.urls[-1].removeprefix(slack.url)].extend([{}] * 5)
    await slack.sockets.send("slash_commands", body)
    await until(lambda: slack.ephemeral)

    assert slack.ephemeral[0]["user"] == bot.id


async def test_several_commits_are_offered_as_a_choice(bot: Person) -> None:
    """The choice is a menu whose values are whole SHAs."""
    await bot.types("/explain", "abcd acme/api")
    await until(bot.read)
    values = [one["value"] for one in nodes(bot.read()[-1]["blocks"]) if "value" in one]

    assert values == [f"acme/api@abcd{number}234{'0' * 32}" for number in range(3)]


async def test_a_choice_is_explained_below_the_message_it_was_made_on(
    slack: SlackServer, bot: Person
) -> None:
    """All that is needed stands in the press itself, however old its message is."""
    old: Json = {"ts": slack.next_ts(), "text": "digest", "blocks": []}
    slack.messages["C1"].append(old)
    await bot.chooses(old, "explain#0.0", "acme/api@abcd1234")
    await until(lambda: slack.said("chat.update"))

    (reply,) = slack.replies(old["ts"])
    assert "Retry twice" in words(reply)


async def test_a_press_in_a_thread_is_answered_in_that_thread(slack: SlackServer, bot: Person) -> None:
    """Threads have one level."""
    parent: Json = {"ts": slack.next_ts(), "text": "digest"}
    reply: Json = {"ts": slack.next_ts(), "thread_ts": parent["ts"], "text": "high"}
    slack.messages["C1"] += [parent, reply]
    await bot.presses(reply, "explain#0", "acme/api@abcd1234")
    await until(lambda: slack.said("chat.update"))

    assert "Retry twice" in words(slack.replies(parent["ts"])[-1])


async def test_following_is_a_word_after_digest_and_a_button(slack: SlackServer, bot: Person) -> None:
    """Both ways lead to the same."""
    await bot.types("/digest", "follow acme/api at 08:30")
    await until(lambda: slack.said("chat.update"))
    await bot.types("/digest", "following")
    await until(lambda: len(bot.read()) == 1)

    assert "08:30" in words(bot.read()[-1])


async def test_the_follow_button_follows(slack: SlackServer, bot: Person) -> None:
    """The channel is told, not a thread."""
    old: Json = {"ts": slack.next_ts(), "text": "digest", "blocks": []}
    slack.messages["C1"].append(old)
    await bot.presses(old, "follow#1", "acme/api")
    await until(lambda: slack.said("chat.update"))

    assert len(slack.parents()) == 2


async def test_a_link_button_is_acknowledged_and_no_more(slack: SlackServer, bot: Person) -> None:
    """Slack tells of it all the same."""
    await bot.presses({"ts": "1.000001"}, "open#0", "")

    assert slack.messages["C1"] == []
    assert bot.read() == []


async def test_a_private_repository_does_not_exist_for_the_channel(bot: Person) -> None:
    """The words are those for a name that nobody knows."""
    await bot.types("/explain", "feed123 acme/secret")
    await until(bot.read)
    await bot.types("/explain", "feed123 acme/nowhere")
    await until(lambda: len(bot.read()) > 1)
    first, second = (words(body).replace("secret", "X").replace("nowhere", "X") for body in bot.read())

    assert first == second
    assert "Hide it" not in first


@pytest.mark.parametrize(
    "fault", [Fault(drop=True, stored=True), Fault("internal_error", stored=True)], ids=str
)
async def test_an_answer_that_was_lost_on_the_way_stands_once(
    slack: SlackServer, bot: Person, fault: Fault
) -> None:
    """The bot looks before it posts again."""
    slack.faults["chat.postMessage"].append(fault)
    await bot.types("/explain", "abcd1234")
    await until(lambda: slack.said("chat.update"))

    assert len(slack.parents()) == 1


async def test_a_limit_is_waited_for(slack: SlackServer, bot: Person) -> None:
    """The answer comes a little later, once."""
    slack.faults["chat.update"].append(Fault("ratelimited", 429, headers={"Retry-After": "0"}))
    slack.faults["chat.postMessage"].append(Fault("ratelimited", 429, headers={"Retry-After": "0"}))
    await bot.types("/explain", "abcd1234")
    await until(lambda: slack.parents() and "Retry twice" in words(slack.parents()[0]))

    assert len(slack.parents()) == 1


async def test_where_the_bot_is_no_member_it_answers_all_the_same(slack: SlackServer, bot: Person) -> None:
    """At the command's own address, for everybody; the thread needs an invitation."""
    slack.places["C1"] = Place("C1", member=False)
    await bot.types("/digest", f"acme/api {DAY}")
    await until(lambda: any("/invite @commit-digest" in words(body) for body in bot.read()))

    assert bot.read()[1]["response_type"] == "in_channel"
    assert bot.read()[1]["replace_original"] is True
    assert bot.read()[-1]["response_type"] == "ephemeral"
    assert len(bot.read()) <= 5


async def test_links_that_slack_made_are_unwrapped(slack: SlackServer, bot: Person) -> None:
    """A pasted address names a repository."""
    await bot.types("/digest", f"<https://github.com/acme/api|github.com/acme/api> {DAY}")
    await until(lambda: slack.said("chat.update"))

    assert "acme/api" in words(slack.parents()[0])


async def test_a_mistake_where_the_bot_is_no_member_is_taken_away_from_the_channel(
    slack: SlackServer, bot: Person
) -> None:
    """What everybody saw at the command's address cannot become something for one alone: it goes first."""
    slack.places["C1"] = Place("C1", member=False)
    await bot.types("/digest", f"acme/nowhere {DAY}")
    await until(lambda: len(bot.read()) == 3)
    seen, gone, told = bot.read()

    assert seen["response_type"] == "in_channel"
    assert gone == {"delete_original": True}
    assert (told["response_type"], told["replace_original"]) == ("ephemeral", False)


class Stepwise(FakeDigests):
    """Tells of each commit as it is ready."""

    async def build(
        self,
        source: CommitSource,
        day: Day,
        *,
        language: Language,
        branch: str | None,
        now: dt.datetime,
        progress: Progress,
    ) -> Digest:
        """Take a moment for each."""
        for number in range(1, 4):
            await progress.update(number, 3)
            await asyncio.sleep(0.1)
        return await super().build(source, day, language=language, branch=branch, now=now, progress=progress)


async def test_progress_counts_the_commits_until_the_digest_stands_in_its_place(slack: SlackServer) -> None:
    """One message from the first word to the answer."""
    desk = make_desk(Known(Stepwise(), FakeLog(), MemorySubscriptions()))
    ears = Ears(APP_TOKEN, None)
    async with open_client(BOT_TOKEN, f"{slack.url}/api", 2) as client, listening(client, ears, desk):
        await Person(slack).types("/digest", f"acme/api {DAY}")
        await until(lambda: slack.files and "title" in slack.files["F1"], 15)
    edits = [words(said) for said in slack.said("chat.update")]

    assert any("of 3 commits" in said for said in edits)
    assert "all 3 commits are analysed" in edits[-2]
    assert "Fix the pool" in edits[-1]
    assert {said["ts"] for said in slack.said("chat.update")} == {slack.parents()[0]["ts"]}


async def test_the_same_asked_twice_at_once_is_computed_once_and_answered_twice(slack: SlackServer) -> None:
    """In two channels, by two people."""
    slow, log = Slow(), FakeLog()
    slack.places["C2"] = Place("C2")
    ears = Ears(APP_TOKEN, None)
    desk = make_desk(Known(slow, log, MemorySubscriptions()))
    async with open_client(BOT_TOKEN, f"{slack.url}/api", 2) as client, listening(client, ears, desk):
        people = [Person(slack), Person(slack, "U2", "C2")]
        for person in people:
            await person.types("/explain", "abcd1234")
        await until(lambda: slack.parents("C1") and slack.parents("C2"))
        slow.go_on.set()
        await until(lambda: len(slack.said("chat.update")) == 2)

    assert len(slow.explained) == 1
    assert all("Retry twice" in words(slack.parents(person.channel)[0]) for person in people)


async def test_no_way_of_answering_unfolds_a_link(slack: SlackServer, bot: Person) -> None:
    """In the channel, at the command's address, and in direct messages."""
    await bot.types("/digest", f"acme/api {DAY}")
    await bot.types("/digest", f"acme/api {DAY} private")
    await until(lambda: slack.messages["D1"])
    posted = [*slack.said("chat.postMessage"), *bot.read()]

    assert len(posted) > 3
    assert {(one["unfurl_links"], one["unfurl_media"]) for one in posted} == {(False, False)}


async def test_an_answer_that_slack_finds_too_long_for_its_place_comes_in_halves(
    slack: SlackServer, bot: Person
) -> None:
    """The word about progress goes, and every word of the answer stands once."""
    slack.budget = 400
    await bot.types("/digest", f"acme/api {DAY}")
    await until(lambda: slack.files and "title" in slack.files["F1"], 30)
    (parent,) = slack.parents()
    said = "".join(words(one) for one in slack.messages["C1"] if "files" not in one)

    assert "acme/api" in words(parent)
    assert "of 3 commits" not in said
    assert all(said.count(f"About {subject}") == 1 for subject in ("Fix the pool", "Close the socket"))
