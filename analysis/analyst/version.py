"""The version of the analyst: a stored analysis of another one is not used again."""

import hashlib
import json

from analysis.analyst import instructions
from analysis.analyst.schema import analysis_schema, brief_schema, group_schema
from analysis.language import Language
from analysis.results import Depth

CHECKS = 1
"""Raise it when claims are checked or diffs packed in another way; words and schemas count by themselves."""

_DIGITS = 8
_LONG_DEPTHS = (Depth.DEEP, Depth.STANDARD)


def version() -> str:
    """Return the version, part of the key under which analyses are stored."""
    schemas = [*map(analysis_schema, _LONG_DEPTHS), brief_schema(1), group_schema()]
    words = [
        text
        for language in Language
        for text in (
            *(instructions.for_analysis(depth, language) for depth in _LONG_DEPTHS),
            instructions.for_briefs(language),
            instructions.for_group(language),
        )
    ]
    digest = hashlib.sha256(json.dumps([schemas, words]).encode()).hexdigest()
    return f"{CHECKS}-{digest[:_DIGITS]}"
