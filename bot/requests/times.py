"""Times of day as people write them: `9`, `9am`, `21:30`, `早上9点`."""

import datetime as dt
import re
from collections.abc import Mapping

from bot.requests.numbers import NUMBER, number

LONGEST_TIME = 3  # words: "9 o'clock am"
NAMED: Mapping[str, dt.time] = {
    **dict.fromkeys(("noon", "midday", "中午", "正午"), dt.time(12)),
    **dict.fromkeys(("midnight", "午夜", "零点"), dt.time(0)),
}
NOON = 12

_CLOCK = re.compile(
    r"(?P<hour>[0-9]{1,2})(?:[:.h](?P<minute>[0-9]{2})|(?P<o> ?o'?clock))?"
    r" ?(?P<half>[ap])?(?(half)\.?m\.?)",
)
_MILITARY = re.compile(r"(?P<hour>[0-9]{2})(?P<minute>[0-9]{2})")
_CHINESE = re.compile(
    rf"(?:每[天日])?(?P<part>凌晨|清晨|早上|早晨|早|上午|中午|下午|傍晚|晚上|晚|夜里)? ?(?P<hour>{NUMBER})"
    rf"(?:[点點时時]整?(?:(?P<minute>{NUMBER})分?|(?P<quarters>半|一刻|三刻))?|:(?P<figures>[0-9]{{2}}))",
)
_AFTERNOON = frozenset({"下午", "傍晚", "晚上", "晚", "夜里"})
_QUARTERS = {"半": 30, "一刻": 15, "三刻": 45}


def read_time(text: str) -> dt.time | None:
    """Return the time of day that `text` names, to the minute; `None` when it names none."""
    key = " ".join(text.casefold().split())
    if key in NAMED:
        return NAMED[key]
    try:
        return _from_figures(key) or _from_chinese(key)
    except ValueError:  # 25:00, 9:75, 13pm
        return None


def _from_figures(key: str) -> dt.time | None:
    if match := _MILITARY.fullmatch(key):
        return dt.time(int(match["hour"]), int(match["minute"]))
    if match := _CLOCK.fullmatch(key):
        return dt.time(_hour(int(match["hour"]), match["half"]), int(match["minute"] or 0))
    return None


def _hour(hour: int, half: str | None) -> int:
    if half is None:
        return hour
    if not 1 <= hour <= NOON:
        raise ValueError(hour)
    return hour % NOON + (NOON if half == "p" else 0)


def _from_chinese(key: str) -> dt.time | None:
    match = _CHINESE.fullmatch(key)
    if not match:
        return None
    minute = _QUARTERS.get(match["quarters"] or "", number(match["minute"] or match["figures"] or "0"))
    return dt.time(_chinese_hour(number(match["hour"]), match["part"]), minute)


def _chinese_hour(hour: int, part: str | None) -> int:
    if part in _AFTERNOON and hour < NOON:
        return hour + NOON
    if part == "中午" and hour < NOON - 2:  # 中午1点 is 13:00, 中午11点 is not 23:00
        return hour + NOON
    if hour == NOON and part not in {None, "中午", "下午", "上午"}:  # 晚上12点, 凌晨12点
        return 0
    return hour
