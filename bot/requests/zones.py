"""Time zones as people name them; only names of the IANA database come out."""

import re
import zoneinfo
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache

from bot.errors import UnknownZoneError

LONGEST_ZONE = 3  # words: "port of spain", "new york"
SUGGESTIONS = 3

# What people say and the database does not know; several names: they must choose.
ALIASES: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("beijing", "北京", "北京时间", "上海", "中国", "china", "prc"), ("Asia/Shanghai",)),
    **dict.fromkeys(("香港",), ("Asia/Hong_Kong",)),
    **dict.fromkeys(("台北", "台湾"), ("Asia/Taipei",)),
    **dict.fromkeys(("新加坡",), ("Asia/Singapore",)),
    **dict.fromkeys(("东京", "日本", "japan", "jst"), ("Asia/Tokyo",)),
    **dict.fromkeys(("伦敦", "uk", "britain", "england"), ("Europe/London",)),
    **dict.fromkeys(("柏林", "germany"), ("Europe/Berlin",)),
    **dict.fromkeys(("巴黎", "france"), ("Europe/Paris",)),
    **dict.fromkeys(("纽约",), ("America/New_York",)),
    **dict.fromkeys(("洛杉矶", "san francisco", "旧金山", "seattle"), ("America/Los_Angeles",)),
    **dict.fromkeys(("bangalore", "delhi", "mumbai", "india"), ("Asia/Kolkata",)),
    **dict.fromkeys(("z", "zulu"), ("UTC",)),
    "cst": ("Asia/Shanghai", "America/Chicago"),
    **dict.fromkeys(("pst", "pdt"), ("America/Los_Angeles",)),
    **dict.fromkeys(("est", "edt"), ("America/New_York",)),
    **dict.fromkeys(("mst", "mdt"), ("America/Denver",)),
    "cdt": ("America/Chicago",),
    **dict.fromkeys(("cest",), ("Europe/Berlin",)),
    "bst": ("Europe/London",),
    "ist": ("Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"),
}

# A city or two for each whole hour, as suggestions only: an offset itself knows no summer time.
CITIES_AT: Mapping[int, tuple[str, ...]] = {
    -10: ("Pacific/Honolulu",),
    -9: ("America/Anchorage",),
    -8: ("America/Los_Angeles",),
    -7: ("America/Denver", "America/Phoenix"),
    -6: ("America/Chicago", "America/Mexico_City"),
    -5: ("America/New_York", "America/Bogota"),
    -4: ("America/Halifax", "America/Santiago"),
    -3: ("America/Sao_Paulo", "America/Argentina/Buenos_Aires"),
    0: ("UTC", "Europe/London"),
    1: ("Europe/Berlin", "Africa/Lagos"),
    2: ("Europe/Helsinki", "Africa/Johannesburg"),
    3: ("Europe/Moscow", "Africa/Nairobi"),
    4: ("Asia/Dubai",),
    5: ("Asia/Karachi", "Asia/Tashkent"),
    6: ("Asia/Dhaka",),
    7: ("Asia/Bangkok", "Asia/Jakarta"),
    8: ("Asia/Shanghai", "Asia/Singapore"),
    9: ("Asia/Tokyo", "Asia/Seoul"),
    10: ("Australia/Sydney", "Australia/Brisbane"),
    11: ("Pacific/Guadalcanal",),
    12: ("Pacific/Auckland", "Pacific/Fiji"),
}

_OFFSET = re.compile(r"(?:utc|gmt)? ?(?P<sign>[+\-−])(?P<hours>[0-9]{1,2})(?::?[0-9]{2})?")


def read_zone(text: str) -> str | None:
    """Return the one IANA name that `text` means; `None` when it means none, or one of several."""
    key = _key(text)
    meant = _meant(key)
    return _names().get(key) or (meant[0] if len(meant) == 1 else None)


def unknown_zone(text: str) -> UnknownZoneError:
    """Return the error that explains why `text` is no zone, with the names it may mean."""
    key = _key(text)
    if offset := _OFFSET.fullmatch(key):
        hours = int(offset["hours"]) * (1 if offset["sign"] == "+" else -1)
        return UnknownZoneError(text, CITIES_AT.get(hours, ()), offset=True)
    return UnknownZoneError(text, _meant(key) or _close_to(key))


def is_zone(text: str) -> bool:
    """Whether `text` is the full `Area/City` name of a zone, which looks like a repository's name."""
    return "/" in text and _key(text) in _names()


def _key(text: str) -> str:
    return "_".join(text.casefold().split())


def _meant(key: str) -> tuple[str, ...]:
    return ALIASES.get(key.replace("_", " ")) or _cities().get(key, ())


def _close_to(key: str) -> tuple[str, ...]:
    city = key.rpartition("/")[2]
    close = get_close_matches(key, _names(), SUGGESTIONS, 0.8)
    names = [_names()[match] for match in close]
    names += [
        name for match in get_close_matches(city, _cities(), SUGGESTIONS, 0.7) for name in _cities()[match]
    ]
    return tuple(dict.fromkeys(names))[:SUGGESTIONS]


@cache
def _names() -> Mapping[str, str]:
    """Map every name, without regard to case, to its spelling."""
    unusable = {"localtime", "Factory", "posixrules"}
    return {name.casefold(): name for name in sorted(zoneinfo.available_timezones() - unusable)}


@cache
def _cities() -> Mapping[str, tuple[str, ...]]:
    """Map the city of every `Area/City` to the zones that end so; `Etc` and old country names have none."""
    cities: dict[str, tuple[str, ...]] = {}
    for key, name in _names().items():
        if "/" in key and not key.startswith(
            ("etc/", "us/", "brazil/", "canada/", "chile/", "mexico/", "systemv/")
        ):
            city = key.rpartition("/")[2]
            cities[city] = (*cities.get(city, ()), name)
    return cities
