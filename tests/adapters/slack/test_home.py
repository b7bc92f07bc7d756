"""The App Home: what is followed around somebody, and how they stop it."""

from blockkit import nodes, words_of_blocks
from slackpeople import Person, until
from slackserver import SlackServer


def shown(slack: SlackServer, user: str = "U1") -> str:
    """Return what somebody reads at home."""
    return words_of_blocks(slack.homes[user]["blocks"]) if user in slack.homes else ""


def stops(slack: SlackServer) -> list[str]:
    """Return what the menu offers to stop."""
    options = (node.get("options") or () for node in nodes(slack.homes["U1"]["blocks"]))
    return [str(option["value"]) for menu in options for option in menu]  # type: ignore[attr-defined] # JSON of Slack's own form


async def test_nothing_followed_says_how_to_begin(slack: SlackServer, bot: Person) -> None:
    """With a line that can be typed."""
    await bot.opens_home()
    await until(lambda: "/digest follow owner/name" in shown(slack))


async def test_what_is_followed_is_shown_with_its_next_post(slack: SlackServer, bot: Person) -> None:
    """Repository, channel and time."""
    await bot.types("/digest", "follow acme/api at 08:30")
    await until(lambda: slack.said("chat.update"))
    await bot.opens_home()
    await until(lambda: "acme/api" in shown(slack))

    assert "#dev" in shown(slack)
    assert "08:30" in shown(slack)


async def test_a_choice_stops_it(slack: SlackServer, bot: Person) -> None:
    """The page is shown anew."""
    await bot.types("/digest", "follow acme/api")
    await until(lambda: slack.said("chat.update"))
    await bot.opens_home()
    await until(lambda: "acme/api" in shown(slack))
    await bot.chooses_at_home("unfollow#0.0", stops(slack)[0])
    await until(lambda: "acme/api" not in shown(slack))


async def test_who_is_not_in_the_channel_sees_and_stops_nothing(slack: SlackServer, bot: Person) -> None:
    """A press that was made up changes nothing either."""
    slack.outsiders.add("U2")
    stranger = Person(slack, "U2")
    await bot.types("/digest", "follow acme/api")
    await until(lambda: slack.said("chat.update"))
    await bot.opens_home()
    await until(lambda: "acme/api" in shown(slack))
    await stranger.chooses_at_home("unfollow#0.0", stops(slack)[0])
    await until(lambda: shown(slack, "U2"))
    await bot.opens_home()
    await until(lambda: len(slack.said("views.publish")) == 3)

    assert "acme/api" not in shown(slack, "U2")
    assert "acme/api" in shown(slack)
