"""Never silent: one line for the channel, one alarm for operators, both true to the end, each once."""

import datetime as dt

import pytest
from chat import Fault
from morning import DUE, EDITION
from outage import Outage, hours

from analysis.errors import SourceUnreadableError, UnknownRepositoryError
from analysis.language import Language
from bot.causes import Cause
from bot.errors import About, RefusedError
from bot.presenters.alarms import MOST_SHOWN
from bot.stores import Incident, NoticeState
from bot.subscriptions import Channel

GITHUB_DOWN = SourceUnreadableError("acme/api", "503 https://api.github.com token ghp_secret")


async def test_an_hour_without_the_source_is_told_once_and_made_up_for() -> None:
    outage = Outage()
    outage.scene.sources.failure = GITHUB_DOWN
    await outage.follow()
    await outage.minutes(60)
    outage.scene.sources.failure = None
    lines = outage.said("C1")
    alarms = outage.said("OPS")
    await outage.minutes(30)

    assert lines == ["acme/api · 2026-02-04: the digest is not there yet"]
    assert alarms == ["Repositories cannot be read"]
    assert outage.said("C1") == ["acme/api · 2026-02-04: the digest was made up for"]
    assert outage.said("OPS") == ["Repositories cannot be read", "Over: Repositories cannot be read"]
    assert f"{EDITION}:0" in outage.parents()
    assert await outage.active() == []
    (notice,) = await outage.scene.stores.notices.of([EDITION])
    assert notice.state is NoticeState.POSTED


async def test_a_short_failure_is_nobodys_concern() -> None:
    outage = Outage()
    outage.scene.sources.failure = GITHUB_DOWN
    await outage.follow()
    await outage.minutes(4)
    outage.scene.sources.failure = None
    await outage.minutes(30)

    assert outage.said("C1") == outage.said("OPS") == []


async def test_the_alarm_comes_within_the_hour_and_says_nothing_of_providers() -> None:
    outage = Outage()
    outage.scene.sources.failure = GITHUB_DOWN
    await outage.follow()
    await outage.minutes(22)
    (line,) = [it for it in outage.scene.service.log if it.key.startswith("notice:")]
    said = str(line.part.payload)

    assert outage.said("OPS") == ["Repositories cannot be read"]
    assert "inc1" in said
    assert not any(word in said for word in ("http", "github", "503", "ghp_", "token"))


async def test_forty_subscriptions_share_one_alarm_and_one_line_in_each_channel() -> None:
    outage = Outage()
    outage.scene.sources.failure = GITHUB_DOWN
    for number in range(40):
        channel = Channel("chat", f"C{number % 4}")
        await outage.follow(id=f"s{number}", repo=f"acme/app{number}", channel=channel)
    await outage.minutes(60)

    assert outage.said("OPS") == ["Repositories cannot be read"]
    assert [outage.said(f"C{number}") for number in range(4)] == [["10 digests are not there yet"]] * 4
    (alarm,) = [it for it in outage.scene.service.log if it.key.startswith("alarm:")]
    assert str(alarm.part.payload).count("acme/app") == MOST_SHOWN


async def test_who_is_hit_later_is_put_into_the_alarm_that_stands() -> None:
    outage = Outage()
    outage.scene.sources.failure = GITHUB_DOWN
    await outage.follow()
    await outage.follow(id="s2", repo="acme/web", at=dt.time(11))
    await outage.minutes(hours(3))
    (alarm,) = [it for it in outage.scene.service.log if it.key.startswith("alarm:")]

    assert "acme/web" in str(alarm.part.payload)
    assert outage.said("C1") == [
        "acme/api · 2026-02-04: the digest is not there yet",
        "acme/web · 2026-02-04: the digest is not there yet",
    ]


async def test_an_alarm_is_raised_again_each_day_while_it_lasts() -> None:
    outage = Outage()
    outage.scene.sources.failure = GITHUB_DOWN
    await outage.follow()
    await outage.minutes(hours(72), every=5)
    alarms = len(outage.said("OPS"))
    outage.scene.sources.failure = None
    await outage.minutes(hours(4), every=5)

    assert alarms == 3
    assert len(outage.said("C1")) == 3
    assert all(line.endswith("the digest was made up for") for line in outage.said("C1"))
    assert outage.said("OPS")[-1] == "Over: Repositories cannot be read"
    assert await outage.active() == []


async def test_what_is_too_long_ago_is_said_not_to_come() -> None:
    outage = Outage()
    outage.scene.sources.failure = GITHUB_DOWN
    await outage.follow()
    await outage.minutes(hours(24 * 5), every=30)

    assert outage.said("C1")[0] == "acme/api · 2026-02-04: the digest was not made up for"


async def test_a_process_that_starts_again_says_nothing_twice() -> None:
    outage = Outage()
    outage.scene.sources.failure = GITHUB_DOWN
    await outage.follow()
    for _ in range(10):
        await outage.minutes(12)
        outage.restart()

    assert len(outage.said("C1")) == len(outage.said("OPS")) == 1


async def test_each_channel_is_told_in_its_language() -> None:
    outage = Outage()
    outage.scene.sources.failure = UnknownRepositoryError("acme/api")
    await outage.follow(language=Language.ZH)
    await outage.minutes(30)

    assert outage.said("C1") == ["acme/api · 2026-02-04：摘要还没有发出"]
    assert outage.said("OPS") == ["acme/api is not found, or closed to the bot"]


@pytest.mark.parametrize(
    ("about", "title"),
    [
        (About.CHANNEL, "Nothing can be posted to chat:C1 any more"),
        (About.ACCOUNT, "chat does not let the bot in any more"),
    ],
)
async def test_a_channel_out_of_reach_is_alarmed_of_and_no_line_is_tried_there(
    about: About, title: str
) -> None:
    outage = Outage()
    outage.scene.chat.closed["C1"] = RefusedError("gone", about=about)
    await outage.follow()
    await outage.minutes(30)
    alarms = outage.said("OPS")
    outage.scene.chat.closed.clear()
    await outage.minutes(hours(25), every=5)

    assert alarms == [title]
    assert outage.said("OPS")[-1] == f"Over: {title}"
    assert f"{EDITION}:0" in outage.parents()


async def test_a_channel_that_is_gone_is_not_hammered() -> None:
    outage = Outage()
    outage.scene.chat.closed["C1"] = RefusedError("gone", about=About.CHANNEL)
    await outage.follow()
    await outage.minutes(hours(23), every=5)

    assert outage.runs.told == [EDITION] * 2


async def test_without_a_channel_for_alarms_the_log_tells_once() -> None:
    outage = Outage(alerts=None)
    outage.scene.sources.failure = GITHUB_DOWN
    await outage.follow()
    await outage.minutes(60)

    assert len([event for _, event, _ in outage.log.lines if event == "alarm"]) == 1
    assert outage.said("C1")


async def test_a_channel_for_alarms_that_fails_is_tried_now_and_then_and_the_log_tells() -> None:
    outage = Outage()
    outage.scene.sources.failure = GITHUB_DOWN
    outage.scene.chat.closed["OPS"] = RefusedError("gone", about=About.CHANNEL)
    await outage.follow()
    await outage.minutes(hours(4))
    tries = [data for _, event, data in outage.log.lines if event == "not_said"]
    outage.scene.chat.closed.clear()
    await outage.minutes(61)

    assert len([event for _, event, _ in outage.log.lines if event == "alarm"]) == 1
    assert 3 < len(tries) < 8
    assert outage.said("OPS") == ["Repositories cannot be read"]


async def test_a_run_that_hangs_is_told_of() -> None:
    outage = Outage()
    outage.runs.held = True
    await outage.follow()
    await outage.minutes(50)

    assert outage.said("OPS") == ["Digests fail for a reason that nobody foresaw"]


async def test_before_the_first_round_nothing_is_taken_for_healed() -> None:
    outage = Outage()
    outage.scene.sources.failure = GITHUB_DOWN
    await outage.follow()
    await outage.minutes(30)
    outage.restart()
    await outage.care.look()

    assert len(await outage.active()) == 1


async def test_unfollowing_ends_what_is_owed() -> None:
    outage = Outage()
    outage.scene.sources.failure = GITHUB_DOWN
    await outage.follow()
    await outage.minutes(30)
    await outage.scene.stores.subscriptions.unfollow(Channel("chat", "C1"), "acme/api", None)
    await outage.minutes(5)

    assert await outage.active() == []
    assert outage.said("C1") == ["acme/api · 2026-02-04: the digest was not made up for"]


async def test_the_last_refusal_of_a_platform_is_no_exception_for_ever() -> None:
    outage = Outage()
    outage.scene.chat.faults.extend([Fault(refuse="down", retry_after=1e6)] * 60)
    await outage.follow()
    await outage.minutes(hours(3))
    assert outage.clock.now() > DUE

    assert "exception" not in {level for level, _, _ in outage.log.lines}


async def test_reports_that_cannot_be_saved_are_told_of_until_the_folder_takes_them() -> None:
    """Readers miss nothing meanwhile."""
    outage = Outage()
    takes = iter([False] * 60)

    async def takes_files() -> bool:
        return next(takes, True)

    outage.care.sentinel.takes_files = takes_files
    began = Incident("inc9", Cause.ARCHIVE.value, "", DUE)
    await outage.scene.stores.incidents.begin(began)
    await outage.follow()
    await outage.minutes(30)
    during = outage.said("OPS")
    await outage.minutes(40)

    assert during == ["Reports cannot be saved"]
    assert outage.said("OPS") == ["Reports cannot be saved", "Over: Reports cannot be saved"]
    assert outage.said("C1") == []
    assert f"{EDITION}:0" in outage.parents()
    assert await outage.active() == []
