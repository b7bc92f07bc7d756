"""What is said in simcord in Chinese and in English: an answer is in the language of its channel."""

import re

import pytest
from simcordstage import DATE, Said, labels, said, staged
from simcordwaits import SlowDigests

from analysis.language import Language
from bot.limits import RequestLimit
from bot.services import WITHIN

OPTIONS = {
    "digest": {"repo": "acme/api", "date": DATE},
    "explain": {"sha": "abc1234", "repo": "acme/api"},
    "follow": {"repo": "acme/api", "at": "09:00"},
    "following": {},
    "unfollow": {"repo": "acme/api"},
    "help": {},
}
"""Every command with options that are answered, in an order in which they are."""
NOT_OURS = re.compile(r"`[^`]*`|\S+/\S+|(About )?(Fix the pool|Close the pool once)|\d+ landed\.|\bAda\b")
EVERY_LANGUAGE = pytest.mark.parametrize("language", list(Language))


def speak(language: Language, *messages: Said | None) -> bool:
    """Whether messages are in `language`: each line that has words of ours, and there is one."""
    lines = [NOT_OURS.sub("", line) for line in said(*messages).splitlines()]
    chinese = [bool(re.search("[一-鿿]", line)) for line in lines if re.search("[A-Za-z]{3}|[一-鿿]", line)]
    return bool(chinese) and set(chinese) == {language is Language.ZH}


@pytest.mark.parametrize("locale", ["en-US", "zh-CN", "zh-TW"])
@EVERY_LANGUAGE
async def test_every_command_answers_in_the_language_of_the_channel(language: Language, locale: str) -> None:
    """Whatever language the client of the asker speaks."""
    async with staged(language=language) as stage:
        stage.speaking(locale)
        for command, options in OPTIONS.items():
            told = await stage.alice.slash(stage.channel, command, **options)
            assert speak(language, told.response), said(told.response)

        assert speak(language, *stage.everybody_sees(stage.channel.threads[0]))


@EVERY_LANGUAGE
async def test_progress_and_controls_are_in_it_too(language: Language) -> None:
    """From the first word on."""
    async with staged(language=language, digests=SlowDigests(pause=30, steps=2)) as stage:
        await stage.alice.slash(stage.channel, "digest", repo="acme/api", date=DATE)
        for _ in range(3):
            assert speak(language, *stage.everybody_sees())
            await stage.wait(30)

        called = labels(*stage.everybody_sees())
        assert called
        assert bool(re.search("[一-鿿]", called)) is (language is Language.ZH)


@EVERY_LANGUAGE
async def test_what_the_channel_follows_says_its_language(language: Language) -> None:
    """Rather than the bot's own."""
    async with staged(language=next(one for one in Language if one is not language)) as stage:
        await stage.alice.slash(stage.channel, "follow", repo="acme/api", language=language.value)
        for command in ("digest", "following", "help"):
            told = await stage.alice.slash(stage.channel, command, **OPTIONS[command])
            assert speak(language, told.response), said(told.response)


@EVERY_LANGUAGE
async def test_mistakes_limits_and_missing_permissions_are_in_it_too(language: Language) -> None:
    """Each to the asker alone."""
    async with staged(language=language, limit=RequestLimit(1, WITHIN)) as stage:
        bob = stage.member("bob")
        await bob.slash(stage.channel, "digest", repo="acme/apj")
        await bob.slash(stage.channel, "digest", repo="acme/api")
        stage.forbid("attach_files")
        await bob.slash(stage.channel, "digest", repo="acme/api")
        stage.forbid()
        await stage.alice.slash(stage.channel, "digest", repo="acme/api", date=DATE)
        await bob.click(stage.everybody_sees()[0], custom_id="follow:acme/api")
        told = stage.alone_sees(bob)

        assert len(told) == 4
        for one in told:
            assert speak(language, one), said(one)


@EVERY_LANGUAGE
async def test_a_digest_is_read_in_another_language_for_once(language: Language) -> None:
    """As the option says; the thread has it as well."""
    async with staged() as stage:
        options = {**OPTIONS["digest"], "language": language.value}
        told = await stage.alice.slash(stage.channel, "digest", **options)

        assert speak(language, told.response)
        assert speak(language, *stage.everybody_sees(stage.channel.threads[0]))
