"""What `doctor` found, a line for each check, with how to mend what is not well."""

from collections.abc import Iterator, Sequence

from analysis.language import Bilingual, Language
from bot.doctor import Finding, Health
from bot.messages import Message, Paragraph, Section, Strong, Text, Tone
from bot.presenters.words import doctor as words
from bot.presenters.words.common import LABEL

_SIGNS = {Health.WELL: "✓", Health.ABSENT: "–", Health.ILL: "✗"}


def findings_message(findings: Sequence[Finding], language: Language) -> Message:
    """Say whether all is well, then what each check found."""
    ill = sum(finding.health is Health.ILL for finding in findings)
    title = words.NOT_WELL.format(count=ill) if ill else words.ALL_WELL
    sections = tuple(section for finding in findings for section in _sections(finding, language))
    return Message(title.to(language), sections, tone=Tone.ERROR if ill else Tone.SUCCESS)


def _sections(finding: Finding, language: Language) -> Iterator[Section]:
    found = words.FOUND.get((finding.topic, finding.verdict), words.NO_ANSWER)
    topic = LABEL.format(label=words.TOPICS[finding.topic].to(language)).to(language)
    sign = Text(f"{_SIGNS[finding.health]} ")
    yield Paragraph((sign, Strong(topic), Text(_filled(found, finding, language))))
    if finding.health is Health.ILL:
        mending = words.MENDING.get((finding.topic, finding.verdict), words.LATER)
        yield Paragraph((Text(f"  → {_filled(mending, finding, language)}"),))


def _filled(text: Bilingual, finding: Finding, language: Language) -> str:
    return text.format(**finding.data).to(language)


EXAMPLE = (
    Finding("git", Health.WELL, "found", {"version": "2.47.1"}),
    Finding("zones", Health.WELL, "found", {"count": 598, "zone": "Asia/Shanghai", "today": "2026-02-04"}),
    Finding("model", Health.ABSENT, "unset"),
    Finding("github", Health.ILL, "refused"),
)
