"""The Markdown report, read back with a Markdown parser."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from urllib.parse import unquote

import pytest
from digesting import BEFORE_END, DAY, digest, digests, made, note
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from analysis.language import Language
from analysis.models import InnerCommit
from analysis.results import Advice, Audience, Claim, Digest, DigestStatus, Insight, Level
from bot.presenters.sample import quiet_digest, sample_digest
from bot.presenters.spans import inline
from bot.reports.anchors import slug
from bot.reports.markdown import report
from bot.safety import safe_line

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
ANCHOR = re.compile(r'<a id="([^"]+)">')
OWN_HTML = re.compile(r'<a id="[^\s"<>&]+">|</a>')
BOTH = pytest.mark.parametrize("language", Language)
DATE = dt.date(2026, 2, 4)


@dataclass(frozen=True)
class Page:
    """What a Markdown parser makes of a report."""

    tokens: list[Token]

    @property
    def leaves(self) -> Iterator[Token]:
        """All inline tokens."""
        for token in self.tokens:
            yield from token.children or ()

    @property
    def headings(self) -> list[tuple[int, str]]:
        """Level and words of each heading, in order."""
        return [
            (int(token.tag[1:]), words(self.tokens[place + 1]))
            for place, token in enumerate(self.tokens)
            if token.type == "heading_open"
        ]

    @property
    def links(self) -> list[str]:
        """Where the links lead."""
        return [unquote(str(token.attrs["href"])) for token in self.leaves if token.type == "link_open"]

    @property
    def anchors(self) -> list[str]:
        """The explicit anchors."""
        return [found[1] for token in self.leaves if (found := ANCHOR.match(token.content))]

    @property
    def text(self) -> str:
        """All words that a reader sees."""
        return "\n".join(words(token) for token in self.tokens if token.type == "inline")

    def count(self, kind: str) -> int:
        """Count the tokens of a kind, blocks and inline."""
        return sum(token.type == kind for token in (*self.tokens, *self.leaves))


def words(token: Token) -> str:
    """Return the words of an inline token, a line break as one."""
    return "".join(
        "\n" if "break" in child.type else "" if child.type == "html_inline" else child.content
        for child in token.children or ()
    )


def page(*days: Digest, language: Language = Language.EN) -> Page:
    """Return the report of `days` as a parser reads it."""
    return Page(PARSER.parse(report(days, language, DATE)))


def flat(text: str) -> str:
    """Return `text` without blanks."""
    return "".join(text.split())


RICH = replace(
    made("a", Level.HIGH, subject="feat: retry sends (#7)", notes=(note(),)),
    analysis=replace(
        made().analysis,
        summary=(Claim("Retries `send`."), Claim("Waits longer.")),
        scope=(Claim("`src/pool.py`"),),
        insight=Insight(performance=(Claim("Waits."),), compatibility=(Claim("Differs."),)),
        risks=(Claim("Breaks callers."),),
        advice=(Advice(Audience.DEVELOPERS, Claim("Search for `send`.")),),
        conclusion="Look before upgrading.",
        claims_dropped=1,
        notes=("Cut short.",),
    ),
)
DAY_OF_THREE = digest(RICH, made("b", hour=3, subject="Log less"), made("c", Level.LOW, subject="Fix a typo"))


def test_the_form_of_the_sample_is_kept_in_its_order() -> None:
    chinese = replace(DAY_OF_THREE, language=Language.ZH)
    text = report((chinese,), Language.ZH, DATE)
    parts = [
        "# 每日更新报告（2026-02-04）",
        "## acme/api",
        "| 提交时间 | 作者 | 提交信息 |",
        "### 📊 统计摘要",
        "本日共 3 个提交",
        "### 📋 目录",
        "### 🔴 高重要度变更 (1)",
        "#### feat: retry sends",
        "**SHA**：`a000000`",
        "🔗 [查看提交](https://github.com/acme/api/commit/",
        "**🎯 变更类型**：Bug 修复",
        "**⚡ 重要程度**：🔴 高",
        "**📋 变更摘要**",
        "**🎯 影响范围**",
        "**🔍 技术洞察**",
        "- **性能影响**：Waits.",
        "**⚠️ 潜在风险**",
        "1. Breaks callers.",
        "**💡 关注建议**",
        "- **开发者**：Search for `send`.",
        "**总结**：Look before upgrading.",
        "### 🟡 中重要度变更 (1)",
        "### 🟢 低重要度变更 (1)",
    ]
    places = [text.index(part) for part in parts]
    assert places == sorted(places)


def test_the_table_holds_every_commit_newest_first_in_the_digests_zone() -> None:
    rows = [
        line for line in report((DAY_OF_THREE,), Language.EN, DATE).splitlines() if line.startswith("| 2026")
    ]
    assert rows == [
        "| 2026-02-04 11:00:00 | Ada | Log less |",
        "| 2026-02-04 09:00:00 | Ada | feat: retry sends (#7) |",
        "| 2026-02-04 09:00:00 | Ada | Fix a typo |",
    ]


def test_a_single_commit_is_counted_as_one() -> None:
    assert "1 commit that day |" in report([digest(made())], Language.EN, DAY.date)


def test_an_empty_level_is_left_out() -> None:
    assert "Medium importance" not in report((digest(made("a", Level.HIGH)),), Language.EN, DATE)


def test_upgrade_notes_lead_to_their_line() -> None:
    link = f"https://github.com/acme/api/blob/{'f' * 40}/src/pool.py#L7"
    assert link in page(DAY_OF_THREE).links


def test_reasons_tell_why_a_commit_has_its_level() -> None:
    text = page(sample_digest(Language.ZH), language=Language.ZH).text
    assert "⚖️ 为什么是高" in text
    assert "⚖️ 为什么是低" in text


def test_the_commits_of_a_merge_are_listed_all() -> None:
    inner = tuple(InnerCommit(f"{number:x}" * 40, f"Inner {number}") for number in range(15))
    one = replace(RICH, commit=replace(RICH.commit, inner_commits=inner))
    text = page(digest(one)).text
    assert all(f"Inner {number}" in text for number in range(15))


def test_what_was_left_out_is_said() -> None:
    text = page(DAY_OF_THREE).text
    assert "1 of the model's sentences" in text
    assert "Cut short." in text


@BOTH
def test_unfinished_partial_and_approximate_days_say_so(language: Language) -> None:
    plain, noted = (
        page(
            replace(
                DAY_OF_THREE,
                language=language,
                approximate=flag,
                status=DigestStatus.PARTIAL if flag else DigestStatus.COMPLETE,
                made_at=BEFORE_END if flag else DAY.end,
            ),
            language=language,
        ).text
        for flag in (False, True)
    )
    assert len(noted.splitlines()) == len(plain.splitlines()) + 3


@BOTH
def test_a_quiet_day_says_that_nothing_landed_and_has_no_contents(language: Language) -> None:
    quiet = page(quiet_digest(language), language=language)
    assert quiet_digest(language).headline in quiet.text
    assert [text for _, text in quiet.headings][1:2] == ["acme/courier"]
    assert quiet.count("table_open") == 0


def test_a_short_time_before_a_report_of_several_repositories_lists_them() -> None:
    other = replace(DAY_OF_THREE, repo="acme/web")
    read = page(DAY_OF_THREE, other)
    assert [text for level, text in read.headings if level == 2] == ["acme/api", "acme/web"]
    assert read.links[:2] == ["#acmeapi", "#acmeweb"]


def _contents(read: Page) -> list[str]:
    return [link.removeprefix("#") for link in read.links if link.startswith("#")]


def _github_slugs(read: Page) -> list[str]:
    seen: dict[str, int] = {}
    slugs = []
    for _, text in read.headings:
        base = slug(text)
        slugs.append(f"{base}-{seen[base]}" if base in seen else base)
        seen[base] = seen.get(base, 0) + 1
    return slugs


@BOTH
def test_the_links_of_the_contents_are_what_github_calls_the_headings(language: Language) -> None:
    read = page(
        sample_digest(language), replace(sample_digest(language), repo="acme/other"), language=language
    )
    assert set(_contents(read)) <= set(_github_slugs(read))


@BOTH
def test_every_commit_stands_in_the_contents(language: Language) -> None:
    day = sample_digest(language)
    assert len(_contents(page(day, language=language))) >= len(day.commits) + 3


@settings(max_examples=25, deadline=None)
@given(st.lists(digests, min_size=1, max_size=2), st.sampled_from(Language))
def test_every_link_of_any_report_leads_to_an_anchor_of_its_own(
    days: list[Digest], language: Language
) -> None:
    read = page(*days, language=language)
    anchors = read.anchors
    assert len(set(anchors)) == len(anchors)
    assert set(_contents(read)) <= set(anchors)


@settings(max_examples=25, deadline=None)
@given(digests, st.sampled_from(Language))
def test_the_headings_of_any_report_nest(day: Digest, language: Language) -> None:
    levels = [level for level, _ in page(day, language=language).headings]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@settings(max_examples=25, deadline=None)
@given(digests, st.sampled_from(Language))
def test_nothing_in_a_digest_becomes_markup(day: Digest, language: Language) -> None:
    read = page(day, language=language)
    parts = (
        1 + bool(day.upgrade_notes) + bool(day.commits) * (1 + len({one.rating.level for one in day.commits}))
    )
    assert len(read.headings) == 2 + parts + len(day.commits)
    assert read.count("table_open") == bool(day.commits)
    assert (
        read.count("image")
        == read.count("html_block")
        == read.count("fence")
        == read.count("code_block")
        == 0
    )
    assert all(OWN_HTML.fullmatch(leaf.content) for leaf in read.leaves if leaf.type == "html_inline")
    assert all(link.startswith(("#", "https://github.com/acme/api/")) for link in read.links)


@settings(max_examples=25, deadline=None)
@given(digests, st.sampled_from(Language))
def test_no_word_of_a_digest_is_lost(day: Digest, language: Language) -> None:
    seen = flat(page(day, language=language).text)
    for one in day.commits:
        assert flat(safe_line(one.commit.subject)) in seen
        for claim in (*one.analysis.summary, *one.analysis.scope, *one.analysis.risks):
            for span in inline(claim.text):
                assert flat(safe_line(span.text)) in seen


@settings(max_examples=25, deadline=None)
@given(digests)
def test_a_report_holds_no_character_that_is_not_seen(day: Digest) -> None:
    text = report((day,), Language.EN, DATE)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]", text)
