"""The languages a digest can be written in, and text that exists in both."""

from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    """A language of the reader, as settings and JSON name it."""

    ZH = "zh"
    EN = "en"


@dataclass(frozen=True, slots=True)
class Bilingual:
    """The same words in Chinese and in English; stored once, shown in the reader's language."""

    zh: str
    en: str

    def to(self, language: Language) -> str:
        """Return the words in `language`."""
        return self.zh if language is Language.ZH else self.en

    def format(self, **values: object) -> "Bilingual":
        """Fill the same placeholders in both texts (`str.format` syntax)."""
        return Bilingual(self.zh.format(**values), self.en.format(**values))
