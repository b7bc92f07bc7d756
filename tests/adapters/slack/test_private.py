"""A digest for the asker alone: shown to nobody else, and its report sent to them directly."""

import pytest
from blockkit import nodes, words_of_blocks
from slackpeople import Person, until
from slackserver import Fault, Place, SlackServer

DAY = "2026-02-04"
DIRECT = "D1"  # the messages between the bot and U1


def whispered(slack: SlackServer) -> str:
    return "\n".join(words_of_blocks(one["blocks"]) for one in slack.ephemeral)


def files(slack: SlackServer) -> list[str]:
    """Return the channels in which a file stands."""
    return [channel for channel, all_ in slack.messages.items() for one in all_ if "files" in one]


async def ask(person: Person) -> None:
    await person.types("/digest", f"acme/api {DAY} private")


async def test_the_report_is_sent_to_the_asker(slack: SlackServer, bot: Person) -> None:
    """The private answer says so and leads there; the channel sees nothing."""
    await ask(bot)
    await until(lambda: "direct messages" in whispered(slack))
    above, file = slack.messages[DIRECT]
    (button,) = (node for node in nodes(slack.ephemeral[-1]["blocks"]) if node.get("type") == "button")

    assert "You asked for this report privately" in words_of_blocks(above["blocks"])
    assert files(slack) == [DIRECT]
    assert "acme" in str(file["files"])
    assert str(button["url"]).endswith(str(above["ts"]).replace(".", ""))
    assert slack.messages["C1"] == []


async def test_everything_else_of_it_is_shown_too(slack: SlackServer, bot: Person) -> None:
    """Each commit, as in a thread."""
    await ask(bot)
    await until(lambda: "direct messages" in whispered(slack))
    said = "\n".join(words_of_blocks(body["blocks"]) for body in bot.read()) + whispered(slack)

    assert all(subject in said for subject in ("Fix the pool", "Retry twice", "Close the socket"))


@pytest.mark.parametrize(
    ("method", "fault"),
    [
        ("files.getUploadURLExternal", Fault("missing_scope")),
        ("files.getUploadURLExternal", Fault("storage_limit_reached")),
        ("chat.postMessage", Fault("messages_tab_disabled")),
        ("chat.postMessage", Fault("ratelimited", 429, headers={"Retry-After": "60"})),
        ("files.completeUploadExternal", Fault("internal_error")),
        ("files.completeUploadExternal", Fault(status=502, html=True)),
    ],
    ids=str,
)
async def test_a_file_that_slack_does_not_let_through_is_said_to_be_missing(
    slack: SlackServer, bot: Person, method: str, fault: Fault
) -> None:
    """With what to do instead, and nothing left standing that speaks of it."""
    slack.faults[method].append(fault)
    await ask(bot)
    await until(lambda: "may not have reached you" in whispered(slack))

    assert "without \nprivate\n" in whispered(slack)
    assert slack.messages[DIRECT] == []
    assert slack.messages["C1"] == []


async def test_a_lost_answer_sends_no_second_file(slack: SlackServer, bot: Person) -> None:
    """Direct messages cannot be searched, so nothing is sent blindly."""
    slack.faults["files.completeUploadExternal"].append(Fault(drop=True, stored=True))
    await ask(bot)
    await until(lambda: "may not have reached you" in whispered(slack))

    assert "Look into our direct messages" in whispered(slack)
    assert files(slack) == [DIRECT]


async def test_where_slack_names_no_address_the_words_are_enough(slack: SlackServer, bot: Person) -> None:
    slack.faults["chat.getPermalink"].append(Fault("message_not_found"))
    await ask(bot)
    await until(lambda: "direct messages" in whispered(slack))

    assert "button" not in [node.get("type") for node in nodes(slack.ephemeral[-1]["blocks"])]


async def test_it_is_sent_also_from_a_channel_without_the_bot(slack: SlackServer, bot: Person) -> None:
    """There the command's own address is all that speaks."""
    slack.places["C1"] = Place("C1", member=False)
    await ask(bot)
    await until(lambda: DIRECT in files(slack))
    await until(lambda: "direct messages" in words_of_blocks(bot.read()[-1]["blocks"]))

    assert {body["response_type"] for body in bot.read()} == {"ephemeral"}


async def test_in_the_direct_messages_themselves_the_file_comes_too(slack: SlackServer, bot: Person) -> None:
    del bot
    slack.places[DIRECT] = Place(DIRECT, direct="im")
    await ask(Person(slack, channel=DIRECT))
    await until(lambda: DIRECT in files(slack))


@pytest.mark.parametrize(
    "error", ["message_not_found", "edit_window_closed", "cant_update_message", "msg_too_long"]
)
async def test_an_answer_that_cannot_take_the_place_of_progress_stands_alone(
    slack: SlackServer, bot: Person, error: str
) -> None:
    """Nobody is left with a word about progress that never ends."""
    slack.faults["chat.update"].append(Fault(error))
    await bot.types("/explain", "abcd1234")
    await until(lambda: slack.parents() and "Retry twice" in words_of_blocks(slack.parents()[0]["blocks"]))

    assert len(slack.parents()) == 1


@pytest.mark.parametrize(
    "fault",
    [Fault(drop=True, stored=True), Fault(drop=True), Fault(status=502, html=True), Fault(silent=True)],
    ids=str,
)
@pytest.mark.parametrize("passed", [0, 1])
async def test_a_private_answer_that_was_lost_is_put_in_the_same_place(
    slack: SlackServer, bot: Person, fault: Fault, passed: int
) -> None:
    """The first word or the answer itself: it replaces what may stand there, and no failure is told."""
    slack.faults["response"].extend([*(None,) * passed, fault])
    await bot.types("/explain", "abcd1234 private")
    await until(lambda: bot.read() and "Retry twice" in words_of_blocks(bot.read()[-1]["blocks"]), 10)
    first, *others = bot.read()

    assert not first["replace_original"] or not fault.stored
    assert all(body["replace_original"] for body in others)
    assert not any("went wrong" in words_of_blocks(body["blocks"]) for body in bot.read())
    assert slack.ephemeral == []


async def test_an_address_that_is_too_old_whispers(slack: SlackServer, bot: Person) -> None:
    """It serves for half an hour; Slack says how old it is, not we."""
    body = bot.command_body("/digest", "help")
    slack.issued = {path: made - 1801 for path, made in slack.issued.items()}
    await slack.sockets.send("slash_commands", body)
    await until(lambda: slack.ephemeral)

    assert bot.read() == []
    assert {said["user"] for said in slack.ephemeral} == {bot.id}
