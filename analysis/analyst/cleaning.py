"""Model text made safe to show: no links, mentions, markup or secrets, and never half a sentence."""

import re

from analysis.language import Language
from analysis.text import prose

_LINK = re.compile(r"!?\[([^\[\]\n]{0,300})\]\([^()\s]{0,1000}(?:\s[^()\n]{0,200})?\)")
_URL = re.compile(
    r"<?\b(?:[a-z][a-z0-9+.-]{1,20}://|mailto:|www\.)[^\s<>`，。；、）】」\"]*>?", re.IGNORECASE
)
_CHAT = re.compile(r"<(?:[@#!][^<>\n]{0,100}|:[a-z_]\w*:\d+|t:\d+(?::\w)?|/\w[^<>\n]{0,60})>")
_TAG = re.compile(r"</?[A-Za-z][\w-]*(?:\s[^<>\n]{0,300})?/?>")
_MENTION = re.compile(r"(?<![\w/])@(?=[\w!&])")
_LEAD = re.compile(r"^(?:\s*(?:#{1,6}\s|[-*+•>]\s|\d{1,2}[.)]\s|\|))+")
_STRONG = re.compile(
    r"\*\*|(?<![\w.])__(?=\w+ [^_]*__)|(?<= \w)__(?!\w)|~~|(?<![\w*])\*(?=\S)|(?<=\S)\*(?![\w*])|\|{2}"
)
_FENCE = re.compile(r"```\w*|~~~")
_SPANS = re.compile(r"(`[^`]*`)")
_ENDED = re.compile(r"[.!?。！？…][\"'”’）)」』】`]*$")
_BROKEN = re.compile(
    r"[,:;，：；、(（\[【{—–-]$|\b(?:and|or|the|a|an|of|to|in|with|for|by|from|that|which)$", re.IGNORECASE
)

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_KANA_OR_HANGUL = re.compile(r"[\u3040-\u30ff\uac00-\ud7af]")
_LETTER = re.compile(r"[^\W\d_]")
_ENGLISH = re.compile(
    r"\b(?:the|an?|of|and|to|is|are|be|was|were|for|with|when|that|now|it|by|from|as|on|no|not|in|or|this|which"
    r"|its|can)\b",
    re.IGNORECASE,
)
_LONG = 7  # English words from which on one of the commonest must be among them


def cleaned(text: str) -> str:
    """Return `text` on one line without links, mentions, markup and secrets; code stays between backticks."""
    shown = prose(_LEAD.sub("", _FENCE.sub("`", _LINK.sub(r"\1", text))))
    parts = _SPANS.split(shown)
    return " ".join("".join(part if part.startswith("`") else _unmarked(part) for part in parts).split())


def sentence(text: str, language: Language, *, cut: bool = False) -> str | None:
    """Return `text` as a complete sentence, or `None` where it breaks off.

    An answer that was `cut` must have ended its sentences itself; of others a missing full stop is made good.
    """
    text = text.strip()
    if not text or _BROKEN.search(text):
        return None
    if _ENDED.search(text):
        return text
    return None if cut else text + ("。" if language is Language.ZH else ".")


def is_in(language: Language, text: str) -> bool:
    """Whether the words of `text`, its code aside, are of `language` as far as their script tells."""
    words = _SPANS.sub(" ", text)
    letters, han = len(_LETTER.findall(words)), len(_HAN.findall(words))
    other = len(_KANA_OR_HANGUL.findall(words))
    if language is Language.ZH:
        return han > letters // 5 and not other
    return not han and not other and (len(words.split()) < _LONG or bool(_ENGLISH.search(words)))


def _unmarked(text: str) -> str:
    bare = _MENTION.sub("", _STRONG.sub("", _TAG.sub("", _CHAT.sub("", _URL.sub("", text)))))
    return bare.replace("()", "") if bare.strip() == "()" else bare
