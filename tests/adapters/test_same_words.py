"""Slack and Discord say the same of a day, each in its own form."""

import blockkit
import discordtext
import pytest
from digesting import digests
from hypothesis import given, settings

from adapters.discord.render import parts_of as for_discord
from adapters.slack.render import parts_of as for_slack
from analysis.language import Language
from analysis.results import Digest
from bot.messages import Message
from bot.presenters.digest import digest_thread
from bot.presenters.examples import EXAMPLES
from bot.presenters.sample import sample_digest
from bot.subscriptions import Layout


def letters(text: str) -> str:
    """Return the letters and figures of a text: signs belong to a platform's form."""
    return "".join(filter(str.isalnum, text))


def on_slack(message: Message) -> str:
    """Return what Slack says of a message."""
    return letters(blockkit.words_of(for_slack(message)))


def on_discord(message: Message) -> str:
    """Return what Discord says of a message."""
    return letters(discordtext.words_of(for_discord(message)))


@pytest.mark.parametrize("language", list(Language))
def test_every_example_says_the_same(language: Language) -> None:
    """All that the bot ever says."""
    for example in EXAMPLES:
        thread = example.make(language)
        for message in (thread.parent, *thread.replies):
            assert on_slack(message) == on_discord(message), example.name


@pytest.mark.parametrize("layout", list(Layout))
def test_a_digest_says_the_same_in_every_layout(layout: Layout) -> None:
    """Part for part."""
    thread = digest_thread(sample_digest(Language.ZH), layout)
    for message in (thread.parent, *thread.replies):
        assert on_slack(message) == on_discord(message)


@settings(max_examples=40, deadline=None)
@given(digests)
def test_any_digest_says_the_same(digest: Digest) -> None:
    """Hostile texts too, in the same order."""
    thread = digest_thread(digest)
    for message in (thread.parent, *thread.replies):
        assert on_slack(message) == on_discord(message)
