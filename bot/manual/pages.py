"""Which files are written from the code, and how."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from analysis.language import Language
from bot.manual.configuration import configuration
from bot.manual.ratings import ratings
from bot.settings import example_file


@dataclass(frozen=True, slots=True)
class Page:
    """A page in two languages: `docs/{name}.md` in English, `docs/{name}.zh-CN.md` in Chinese."""

    name: str
    write: Callable[[Language], str]

    def file(self, language: Language) -> str:
        """Return where the page stands, from the project's root."""
        return f"docs/{self.name}{'.zh-CN' if language is Language.ZH else ''}.md"


PAGES = (Page("configuration", configuration), Page("ratings", ratings))


def pages() -> Mapping[str, str]:
    """Return the text of every generated file by its name."""
    texts = {page.file(language): page.write(language) for page in PAGES for language in Language}
    return {".env.example": example_file(), **texts}
