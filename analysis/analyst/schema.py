"""The shapes of answers: flat JSON schemas, most telling fields first, lists last and each with a maximum."""

from collections.abc import Iterable, Mapping

from analysis.results import Audience, ChangeType, Depth

Schema = Mapping[str, object]

STEPS = ("raise", "keep", "lower")
DIMENSIONS = ("architecture", "performance", "security", "maintainability", "compatibility")
MOST_TYPES = 3

MOST: Mapping[Depth, Mapping[str, int]] = {
    Depth.DEEP: {"summary": 4, "scope": 4, "insight": 8, "risks": 4, "advice": 5},
    Depth.STANDARD: {"summary": 3, "scope": 3, "advice": 3},
}
"""How many claims each field of an analysis may hold, in the order of the fields."""

ANSWER_TOKENS: Mapping[Depth, int] = {Depth.DEEP: 1_500, Depth.STANDARD: 1_000}
"""What an answer may take; a deep one in Chinese has some 2,400 characters besides its quotes."""

_TEXT: Schema = {"type": "string"}
_CLAIM = {
    "text": _TEXT,
    "file": _TEXT,
    "quote": _TEXT,
    "kind": {"type": "string", "enum": ["fact", "inference"]},
}
_EXTRA: Mapping[str, Schema] = {
    "insight": {"dimension": {"type": "string", "enum": list(DIMENSIONS)}},
    "advice": {"audience": {"type": "string", "enum": [one.value for one in Audience]}},
}
_BRIEF_STEP = {"type": "string", "enum": ["keep", "raise"]}
_STEP = {
    "importance": {"type": "string", "enum": list(STEPS)},
    "importance_file": _TEXT,
    "importance_quote": _TEXT,
}


def properties(schema: Schema) -> Mapping[str, object]:
    """Return the fields of a schema, in order."""
    found = schema.get("properties")
    return found if isinstance(found, Mapping) else {}


def of_fields(schema: Schema, fields: Iterable[str]) -> Schema:
    """Return `schema` with `fields` alone: what is still missing of an answer."""
    known = properties(schema)
    return _object({field: known[field] for field in fields if field in known})


def analysis_schema(depth: Depth) -> Schema:
    """Return the schema of an analysis at `depth`."""
    lists = {field: _claims(field, most) for field, most in MOST[depth].items()}
    types = _list({"type": "string", "enum": [kind.value for kind in ChangeType]}, MOST_TYPES)
    conclusion = {"conclusion": _TEXT} if depth is Depth.DEEP else {}
    return _object({"types": types, **_STEP, "summary": lists.pop("summary"), **conclusion, **lists})


def brief_schema(commits: int) -> Schema:
    """Return the schema of so many briefs."""
    item = {
        "commit": {"type": "integer"},
        "importance": _BRIEF_STEP,
        **{name: _CLAIM[name] for name in ("text", "file", "quote")},
    }
    return _object({"briefs": _list(_object(item), commits)})


def group_schema() -> Schema:
    """Return the schema of what one group of files of a very large commit does."""
    return _object({"claims": _list(_object(_CLAIM), 5)})


def headline_schema() -> Schema:
    """Return the schema of a day's headline."""
    return _object({"headline": _TEXT})


def _claims(field: str, most: int) -> Schema:
    return _list(_object({**_EXTRA.get(field, {}), **_CLAIM}), most)


def _object(properties: Mapping[str, object]) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(items: Schema, most: int) -> Schema:
    return {"type": "array", "items": items, "maxItems": most}
