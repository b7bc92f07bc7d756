"""Pictures of days as PNG: their size and letters, and that nothing breaks them."""

import threading
from dataclasses import replace
from io import BytesIO

import pytest
from glances import day_of, hostile_days, touching
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from adapters.pictures import PicturePainter
from adapters.pictures.letters import STRONG, _letters, drawable
from adapters.pictures.style import SCALE, WIDTH
from analysis.language import Bilingual, Language
from analysis.results import Digest, Level, Stats
from bot.plates import Bar, Days, Parts, Places, Plate, Share
from bot.presenters.picture import plate
from bot.presenters.words import common, picture


def opened(png: bytes) -> Image.Image:
    image = Image.open(BytesIO(png))
    assert image.format == "PNG"
    return image.convert("RGBA")


def painted(digest: Digest) -> Image.Image:
    made = plate(digest)
    assert made is not None
    return opened(PicturePainter().paint(made))


def test_a_picture_is_as_wide_as_a_phone_shows_it_sharply() -> None:
    assert painted(day_of(touching({"a.py": 3}))).width == WIDTH * SCALE


def test_a_picture_brings_its_own_background_with_clear_corners() -> None:
    image = painted(day_of(touching({"a.py": 3})))
    corner, inside = image.getpixel((0, 0)), image.getpixel((image.width // 2, 8))
    assert isinstance(corner, tuple)
    assert isinstance(inside, tuple)
    assert corner[3] == 0
    assert inside[3] > 250


def test_the_same_day_is_the_same_picture() -> None:
    day = day_of(touching({"a.py": 3, "目录/文件.py": 4}, Level.HIGH), past={1: Stats(1, 2, 3)})
    assert painted(day).tobytes() == painted(day).tobytes()


def test_a_history_makes_the_picture_taller() -> None:
    files = touching({"a.py": 3})
    assert painted(day_of(files, past={1: Stats(low=1)})).height > painted(day_of(files)).height


@pytest.mark.parametrize("language", Language)
def test_the_font_has_every_letter_of_our_labels(language: Language) -> None:
    labels = [value for value in vars(picture).values() if isinstance(value, Bilingual)]
    for label in (*labels, *picture.DATES, *common.LEVELS.values()):
        assert drawable(label.to(language)) == label.to(language)


def test_headings_are_strong_in_chinese_too() -> None:
    assert _letters(STRONG).issuperset(picture.PLACES.zh + picture.DAYS.zh + "acme/api-2")


def test_letters_that_no_font_has_are_replaced() -> None:
    assert drawable("🚀-launch/مرحبا/目录") == "?-launch/?????/目录"


@pytest.mark.parametrize(
    "path", ["$a_b$", "\\frac{1}{0}", "a\nb\tc", "%s {0}", "x" * 5000, "\ud800", "-", "_" * 9]
)
def test_no_path_is_taken_for_a_formula_or_breaks_a_picture(path: str) -> None:
    bar = Bar(path, "other", (1, 2, 3), "6")
    PicturePainter().paint(Plate("t", "d", "1", (), Places("where", "6", (bar,))))


@given(hostile_days())
@settings(max_examples=20, deadline=None)
def test_any_day_can_be_painted(digest: Digest) -> None:
    if made := plate(digest):
        opened(PicturePainter().paint(made))


counts = st.integers(0, 10**12)
parts: st.SearchStrategy[Parts] = st.tuples(counts, counts, counts)
plates = st.builds(
    Plate,
    title=st.text(max_size=80),
    date=st.text(max_size=20),
    total=st.text(max_size=20),
    shares=st.lists(st.builds(Share, st.text(max_size=9), counts), max_size=3).map(tuple),
    places=st.none()
    | st.builds(
        Places,
        st.text(max_size=40),
        st.text(max_size=40),
        st.lists(
            st.builds(Bar, st.text(max_size=120), st.text(max_size=9), parts, st.text(max_size=12)),
            min_size=1,
            max_size=8,
        ).map(tuple),
        st.text(max_size=40),
    ),
    days=st.none()
    | st.builds(
        Days,
        st.text(max_size=40),
        st.text(max_size=40),
        st.lists(st.none() | parts, min_size=1, max_size=30).map(tuple),
        st.text(max_size=6),
        st.text(max_size=6),
        st.text(max_size=9),
    ),
)


@given(plates)
@settings(max_examples=30, deadline=None)
def test_any_plate_can_be_painted(made: Plate) -> None:
    opened(PicturePainter().paint(made))


def test_several_threads_may_paint_at_once() -> None:
    made = plate(day_of(touching({"a.py": 3, "b/c.py": 9}), past={1: Stats(1, 2, 3)}))
    assert made is not None
    others = [replace(made, title=f"t{number}") for number in range(6)]
    alone = [PicturePainter().paint(one) for one in others]
    together: dict[int, bytes] = {}

    def paint(number: int) -> None:
        together[number] = PicturePainter().paint(others[number])

    threads = [threading.Thread(target=paint, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [together[number] for number in range(6)] == alone
