"""What every store remembers of what channels were told."""

# ruff: noqa: D102 - the name of a test is a sentence already

import datetime as dt
from dataclasses import replace

from contracts.records import CHANNEL, DATE, OTHER_CHANNEL, REPO, digest, sha

from analysis.results import DigestStatus, PastDay, Stats
from bot.stores import Stores


class DigestContract:
    """A channel is told of a commit once, and of what must be mended until it is."""

    async def test_what_was_told_comes_back(self, stores: Stores) -> None:
        await stores.digests.put(digest())
        assert await stores.digests.get("s1:2026-02-04:1") == digest()
        assert await stores.digests.get("s1:2026-02-04:2") is None

    async def test_an_edition_told_anew_replaces_what_it_told(self, stores: Stores) -> None:
        await stores.digests.put(digest(redo=True))
        await stores.digests.put(digest(commits=(2,)))
        assert await stores.digests.get("s1:2026-02-04:1") == digest(commits=(2,))

    async def test_a_quiet_day_is_told_too(self, stores: Stores) -> None:
        await stores.digests.put(digest(commits=()))
        assert await stores.digests.get("s1:2026-02-04:1") == digest(commits=())

    async def test_the_newest_day_counts_and_of_it_the_last_made(self, stores: Stores) -> None:
        day_before = DATE - dt.timedelta(1)
        await stores.digests.put(digest("a", minutes=1))
        await stores.digests.put(digest("b", minutes=2))
        await stores.digests.put(digest("c", date=day_before, minutes=3))
        await stores.digests.put(digest("d", minutes=4, channel=OTHER_CHANNEL))
        newest = await stores.digests.newest(CHANNEL, REPO, "main")
        assert newest is not None
        assert newest.edition == "b"
        assert await stores.digests.newest(CHANNEL, REPO, "dev") is None

    async def test_a_commit_keeps_the_first_date_it_was_reported_for(self, stores: Stores) -> None:
        day_before = DATE - dt.timedelta(1)
        await stores.digests.put(digest("a", commits=(3, 2)))
        await stores.digests.put(digest("b", commits=(2, 1), date=day_before))
        await stores.digests.put(digest("c", commits=(4,), channel=OTHER_CHANNEL))
        told = await stores.digests.reported(CHANNEL, REPO, "main", [sha(n) for n in (2, 3, 4, 5)])
        assert told == {sha(2): day_before, sha(3): DATE}

    async def test_a_commit_that_came_late_is_known_as_such(self, stores: Stores) -> None:
        told = digest()
        late = replace(told, commits=(told.commits[0], replace(told.commits[1], of_day=False)))
        await stores.digests.put(late)
        assert await stores.digests.get(late.edition) == late

    async def test_what_one_edition_told_can_be_left_aside(self, stores: Stores) -> None:
        await stores.digests.put(digest("a", commits=(2, 1)))
        await stores.digests.put(digest("b", commits=(3, 2), date=DATE + dt.timedelta(1)))
        told = await stores.digests.reported(CHANNEL, REPO, "main", [sha(1), sha(2)], besides="a")
        assert told == {sha(2): DATE + dt.timedelta(1)}

    async def test_a_series_has_its_own_newest_day(self, stores: Stores) -> None:
        await stores.digests.put(digest("s_1:2026-02-04:1", minutes=2))
        await stores.digests.put(digest("s_1:2026-02-04:2", minutes=1))
        await stores.digests.put(digest("sx1:2026-02-05:1", date=DATE + dt.timedelta(1)))
        await stores.digests.put(digest("s_1:2026-02-06:1", channel=OTHER_CHANNEL))
        newest = await stores.digests.newest_of(CHANNEL, REPO, "s_1:")
        other = await stores.digests.newest_of(CHANNEL, REPO, "s_1:", "s_1:2026-02-04:1")
        assert newest
        assert other
        assert (newest.edition, other.edition) == ("s_1:2026-02-04:1", "s_1:2026-02-04:2")
        assert await stores.digests.newest_of(CHANNEL, REPO, "S_1:") is None

    async def test_days_are_counted_by_level_from_what_any_channel_was_told(self, stores: Stores) -> None:
        days = {n: DATE + dt.timedelta(n) for n in range(-4, 1)}
        await stores.digests.put(digest("early", date=days[-4]))
        await stores.digests.put(digest("first", date=days[-2], commits=(1,), minutes=1))
        await stores.digests.put(
            digest("again", date=days[-2], commits=(1, 2), minutes=2, channel=OTHER_CHANNEL)
        )
        await stores.digests.put(digest("quiet", date=days[-1], commits=()))
        await stores.digests.put(digest("open", date=days[0], status=DigestStatus.IN_PROGRESS))
        told = await stores.digests.days(REPO, "main", digest().day.zone, days[-3], days[0])
        assert told == [PastDay(days[-2], Stats(high=2)), PastDay(days[-1], Stats())]

    async def test_days_of_another_branch_or_zone_are_other_days(self, stores: Stores) -> None:
        await stores.digests.put(digest())
        zone = digest().day.zone
        assert await stores.digests.days(REPO, "dev", zone, DATE, DATE) == []
        assert await stores.digests.days(REPO, "main", "UTC", DATE, DATE) == []

    async def test_what_must_be_mended_comes_oldest_day_first(self, stores: Stores) -> None:
        days = {n: DATE + dt.timedelta(n) for n in range(-9, 4)}
        await stores.digests.put(digest("fine", date=days[0]))
        await stores.digests.put(digest("partial", date=days[2], status=DigestStatus.PARTIAL))
        await stores.digests.put(digest("facts", date=days[1], redo=True))
        await stores.digests.put(digest("open", date=days[3], status=DigestStatus.IN_PROGRESS))
        await stores.digests.put(digest("old", date=days[-9], redo=True))
        mend = await stores.digests.to_mend(days[-1], 2)
        assert [one.edition for one in mend] == ["facts", "partial"]
        assert mend[0].commits == digest().commits
