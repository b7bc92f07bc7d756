"""What every implementation remembers of incidents and of missing digests; inherited as `stores.py` says."""

# ruff: noqa: D102 - a test's name is its sentence

from dataclasses import replace

from contracts.records import CHANNEL, DATE, NOON, REPO, later

from analysis.language import Language
from bot.stores import Incident, Notice, NoticeState, Stores

DOWN = Incident("i1", "source", "", NOON)
MISSING = Notice("s1:2026-02-04:1", "notice:i1", CHANNEL, REPO, DATE, Language.EN, "source", "i1", NOON)


class IncidentContract:
    """Of one cause and subject, one incident goes on at a time."""

    async def test_an_incident_comes_back_as_it_began(self, stores: Stores) -> None:
        assert await stores.incidents.begin(DOWN) == DOWN
        assert await stores.incidents.active() == [DOWN]

    async def test_of_one_cause_and_subject_one_goes_on(self, stores: Stores) -> None:
        await stores.incidents.begin(DOWN)
        assert await stores.incidents.begin(replace(DOWN, id="i2", since=later(1))) == DOWN
        other = replace(DOWN, id="i3", subject="acme/web")
        assert await stores.incidents.begin(other) == other

    async def test_what_is_over_may_begin_again(self, stores: Stores) -> None:
        await stores.incidents.begin(DOWN)
        await stores.incidents.end("i1", later(1))
        await stores.incidents.end("i1", later(5))
        again = replace(DOWN, id="i2", since=later(9))
        assert await stores.incidents.newest("source") == replace(DOWN, ended_at=later(1))
        assert await stores.incidents.begin(again) == again
        assert await stores.incidents.active() == [again]
        assert await stores.incidents.newest("source") == again
        assert await stores.incidents.newest("model") is None

    async def test_alarms_are_counted_upwards(self, stores: Stores) -> None:
        await stores.incidents.begin(DOWN)
        await stores.incidents.told("i1", 2, later(3))
        await stores.incidents.told("i1", 1, later(4))
        assert await stores.incidents.active() == [replace(DOWN, told=2, told_at=later(3))]

    async def test_an_edition_has_one_notice(self, stores: Stores) -> None:
        web = replace(MISSING, edition="s2:2026-02-04:1", repo="acme/web")
        await stores.notices.add([])
        await stores.notices.add([MISSING])
        await stores.notices.add([replace(MISSING, message="notice:i2"), web])
        assert await stores.notices.of([MISSING.edition, "s9:2026-02-04:1"]) == [MISSING]
        assert await stores.notices.of_message("notice:i1") == [MISSING, web]
        assert await stores.notices.of_message("notice:i2") == []

    async def test_what_was_made_up_for_is_owed_no_more(self, stores: Stores) -> None:
        web = replace(MISSING, edition="s2:2026-02-04:1", made_at=later(-1))
        await stores.notices.add([MISSING, web])
        assert await stores.notices.owed() == [web, MISSING]
        await stores.notices.settle(MISSING.edition, NoticeState.POSTED)
        assert await stores.notices.owed() == [web]
        assert (await stores.notices.of([MISSING.edition]))[0].state is NoticeState.POSTED
