"""How ratings work: every rule of the rubric with its weight, the hard rules, and the thresholds."""

from analysis.language import Language
from analysis.rating import HARD_RULES, REVERTS_REPORTED, THRESHOLDS
from analysis.rating.rubric import DIFF_RULES, MESSAGE_RULES, OBLIGATION_RULES
from analysis.rating.rule import HardRule, Rule, Weight
from bot.manual import words
from bot.manual.tables import page, table
from bot.presenters.words.common import LEVELS

NAME = "ratings"
GROUPS = (
    (words.DIFF_GROUP, DIFF_RULES),
    (words.OBLIGATION_GROUP, OBLIGATION_RULES),
    (words.MESSAGE_GROUP, MESSAGE_RULES),
)


def ratings(language: Language) -> str:
    """Return the page."""
    bounds = {"high": points(THRESHOLDS.high), "medium": points(THRESHOLDS.medium)}
    blocks = [words.SUM.to(language).format(**bounds)]
    for title, rules in GROUPS:
        blocks += [f"## {title.to(language)}", _soft(rules, language)]
    hard = (*HARD_RULES, REVERTS_REPORTED)
    blocks += [f"## {words.HARD_GROUP.to(language)}", words.HARD.to(language), _hard(hard, language)]
    blocks += [f"## {words.MODEL_GROUP.to(language)}", words.MODEL.to(language)]
    blocks += [f"## {words.ASK_GROUP.to(language)}", words.ASK.to(language)]
    return page(NAME, words.RATINGS.to(language), language, *blocks)


def points(hundredths: int) -> str:
    """Return a weight as readers see it: signed points with two digits."""
    sign = "" if not hundredths else "−" if hundredths < 0 else "+"
    return f"{sign}{abs(hundredths) / 100:.2f}"


def weight_of(weight: Weight) -> str:
    """Return what a rule weighs; a range where more of it weighs more."""
    if not weight.growth:
        return points(weight.start)
    most = weight.most if weight.growth > 0 else -weight.most
    return f"{points(weight.start)} … {points(weight.start + most)}"


def _soft(rules: tuple[Rule, ...], language: Language) -> str:
    rows = [
        (f"`{rule.id}`", weight_of(rule.weight), rule.text.format(amount="N").to(language)) for rule in rules
    ]
    return table(words.RULE_COLUMNS, rows, language)


def _hard(rules: tuple[HardRule, ...], language: Language) -> str:
    rows = [(f"`{rule.id}`", _bound(rule, language), rule.text.to(language)) for rule in rules]
    return table(words.HARD_COLUMNS, rows, language)


def _bound(rule: HardRule, language: Language) -> str:
    said, level = (words.AT_LEAST, rule.at_least) if rule.at_least else (words.AT_MOST, rule.at_most)
    assert level is not None  # noqa: S101 - a hard rule names one of the two
    return said.to(language).format(level=LEVELS[level].to(language))
