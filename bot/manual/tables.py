"""Markdown as the generated pages need it: a heading, a table, and a link to the other language."""

from collections.abc import Iterable, Sequence

from analysis.language import Bilingual, Language

_OTHER = {Language.EN: "[中文]({name}.zh-CN.md)", Language.ZH: "[English]({name}.md)"}
NOTE = Bilingual(
    "<!-- 本页由代码生成：`python -m bot.manual`。请勿手工修改。 -->",
    "<!-- Written from the code by `python -m bot.manual`. Do not edit it by hand. -->",
)


def page(name: str, title: str, language: Language, *blocks: str) -> str:
    """Return a page whose first lines say that it is generated and where the other language is."""
    other = _OTHER[language].format(name=name)
    return "\n\n".join((f"# {title}", NOTE.to(language), other, *blocks)) + "\n"


def table(columns: Sequence[Bilingual], rows: Iterable[Sequence[str]], language: Language) -> str:
    """Return a table; a bar in a cell stays text."""
    header = [column.to(language) for column in columns]
    lines = (header, ["---"] * len(header), *rows)
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)
