"""The picture of a digest: its name, its words, and that a digest never waits for one that fails."""

from fakes import FakeLog
from glances import day_of, touching

from analysis.results import Stats
from bot.pictures import Pictures
from bot.plates import Plate

PNG = b"\x89PNG"


class Painting:
    """Paints every plate the same, or cannot."""

    def __init__(self, failure: Exception | None = None) -> None:
        self._failure = failure

    def paint(self, plate: Plate) -> bytes:
        """Return nearly a picture."""
        del plate
        self.warm_up()
        return PNG

    def warm_up(self) -> None:
        """Fail if it is to."""
        if self._failure:
            raise self._failure


async def test_a_picture_is_named_after_its_day_and_says_what_it_shows() -> None:
    picture = await Pictures(Painting(), FakeLog()).of(day_of(touching({"a.py": 3})))
    assert picture is not None
    assert (picture.name, picture.content) == ("digest-acme-api-2026-02-04.en.png", PNG)
    assert picture.description.startswith("acme/api, 2026-02-04: 1 commit (1 medium).")


async def test_there_is_none_where_there_is_nothing_to_see() -> None:
    assert await Pictures(Painting(), FakeLog()).of(day_of(past={1: Stats()})) is None


async def test_a_picture_that_fails_is_logged_and_left_out() -> None:
    log = FakeLog()
    pictures = Pictures(Painting(OSError("no font")), log)
    pictures.warm_up()
    assert await pictures.of(day_of(touching({"a.py": 3}))) is None
    assert [event for _, event, _ in log.lines] == ["pictures_not_loaded", "picture_failed"]
