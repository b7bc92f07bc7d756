"""Text into requests: which command, which of its words mean what, and what to type instead."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.errors import (
    BadRequestError,
    NoSuchRepositoryError,
    NotAShaError,
    UnknownCommandError,
    UnknownWordError,
    UnreadableDateError,
    UnreadableValueError,
)
from bot.requests.advice import instead, mended
from bot.requests.dates import DAYS_AGO, LATEST_WORDS, LONGEST_DATE, MONTHS, WEEKDAYS, read_date
from bot.requests.draft import GRAMMAR_OF, GRAMMARS, Draft, Grammar
from bot.requests.keywords import KEYWORDS, LANGUAGES, Keyword, joined, take_value
from bot.requests.models import CommitName, ParseContext, PullRequest, Request
from bot.requests.nearest import nearest, nearest_repos
from bot.requests.references import TELLING_SHA, Reference, branch_name, is_path, read_reference, sha
from bot.requests.times import LONGEST_TIME, read_time
from bot.requests.words import Word, words
from bot.requests.zones import is_zone, read_zone

FILLERS = frozenset(
    "a an and for from in me of on please show the to with 的 请 在 看 看看 和".split()  # noqa: SIM905 -- reads better
)
MOST_MISTAKES = 3  # in one line that are put right; with more of them, an example says more
SHORTEST_SHA = 4  # a shorter number can only be a pull request's


def parse(text: str, context: ParseContext, command: str | None = None) -> Request:
    """Read `text` as a request; `command` is the command's name where the platform keeps it apart.

    Raises only `BadRequestError`, whose `instead` holds a command line that works here.
    """
    return _parsed(text, context, command, MOST_MISTAKES)


def _parsed(text: str, context: ParseContext, command: str | None, mistakes: int) -> Request:
    """Read `text`, or raise its mistake with advice; so many `mistakes` are put right for that."""
    grammar, draft = GRAMMAR_OF.get(command or ""), Draft()
    try:
        grammar, rest = _command(words(text), context, command)
        _fill(draft, rest, grammar, context)
        return grammar.build(draft, context)
    except BadRequestError as error:
        named = replace(context, default_repo=draft.get("repo") or context.default_repo)
        line = mended(error, _line(text, grammar, command)) if mistakes else None
        error.instead = (
            _checked(line, context, mistakes - 1)
            if line
            else instead(error, grammar.name if grammar else None, named)
        )
        raise


def _checked(line: str, context: ParseContext, mistakes: int) -> str:
    """Return `line`, of which one mistake was put right; where another is left, what that one's advice is."""
    try:
        _parsed(line, context, None, mistakes)
    except BadRequestError as other:
        return other.instead
    return line


def _line(text: str, grammar: Grammar | None, command: str | None) -> str:
    """Return `text` on one line, with the command in front that it left to the platform or to us."""
    line = " ".join(text.split())
    if command is None and (
        grammar is None or line.casefold().lstrip("/").startswith(tuple(grammar.aliases))
    ):
        return f"/{line.lstrip('/')}"
    return f"/{command or (grammar and grammar.name)} {line}"


def _command(
    line: Sequence[Word], context: ParseContext, command: str | None
) -> tuple[Grammar, Sequence[Word]]:
    """Find the command and the words that belong to it."""
    if command is not None:
        return _below(_named(command.casefold().lstrip("/")), line)
    if not line or line[0].key == "/":
        return GRAMMAR_OF["help"], ()
    first = line[0].key
    if grammar := GRAMMAR_OF.get(first.lstrip("/")):
        return _below(grammar, line[1:])
    if first.startswith("/") and not (context.paths and is_path(line[0].raw) and "/" in first[1:]):
        return _below(_named(first.lstrip("/")), line[1:])
    return _guessed(line, context), line


def _named(name: str) -> Grammar:
    if grammar := GRAMMAR_OF.get(name):
        return grammar
    raise UnknownCommandError(name, nearest(name, (grammar.name for grammar in GRAMMARS)))


def _below(grammar: Grammar, rest: Sequence[Word]) -> tuple[Grammar, Sequence[Word]]:
    """Follow `/digest follow …` down to the command that is meant."""
    if grammar.name != "digest" or not rest or rest[0].quoted:  # an option of Discord's is a name, no command
        return grammar, rest
    below = GRAMMAR_OF.get(rest[0].key.lstrip("/"))
    return (below, rest[1:]) if below else (grammar, rest)


def _guessed(line: Sequence[Word], context: ParseContext) -> Grammar:
    """Tell from its first word what a line without a command asks for."""
    first = line[0]
    reference = read_reference(first, context)
    if sha(first.text) or (reference and reference.pointed_commit):
        return GRAMMAR_OF["explain"]
    if reference or _is_date(first.text, context):
        return GRAMMAR_OF["digest"]
    return _named(first.key)


def _is_date(text: str, context: ParseContext) -> bool:
    try:
        return read_date(text, context.today()) is not None
    except UnreadableDateError:
        return True


def _fill(draft: Draft, line: Sequence[Word], grammar: Grammar, context: ParseContext) -> None:
    unknown = list[Word]()
    while line and not grammar.open:
        taken = _take(line, grammar, context, draft)
        if not taken and line[0].key not in FILLERS:
            unknown.append(line[0])
        line = line[taken or 1 :]
    if unknown:
        raise _not_understood(unknown[0], grammar, context, draft)


def _take(line: Sequence[Word], grammar: Grammar, context: ParseContext, draft: Draft) -> int:
    """Move the meaning of the first words into `draft`; return how many they were, 0 if they have none."""
    if keyword := _keyword(line[0], grammar):
        value, count = take_value(keyword, line[0].key.lstrip("-—"), line[1:], context)
        draft.put(keyword.slot, value)
        return count + 1
    if grammar.dates and (count := _date_length(line, context)):
        draft.dates.append(joined(line[:count]).text)
        return count
    return _take_bare_value(line, grammar, draft) or _take_reference(line[0], grammar, context, draft)


def _keyword(word: Word, grammar: Grammar) -> Keyword | None:
    if word.quoted:
        return None
    name = word.key.lstrip("-—")
    return next((one for one in KEYWORDS if name in one.aliases and one.slot in grammar.keywords), None)


def _date_length(line: Sequence[Word], context: ParseContext) -> int:
    """Return how many of the first words are a date, as many as can be."""
    for count in range(min(LONGEST_DATE, len(line)), 1, -1):
        if _is_date(joined(line[:count]).text, context):
            return count
    return 1 if _is_date(line[0].text, context) else 0


def _take_bare_value(line: Sequence[Word], grammar: Grammar, draft: Draft) -> int:
    """Take a value that says by its form alone what it is."""
    if "at" in grammar.keywords:
        for count in range(min(LONGEST_TIME, len(line)), 0, -1):
            if time := read_time(joined(line[:count]).text):
                draft.put("at", time)
                return count
    if "zone" in grammar.keywords and is_zone(line[0].text):
        draft.put("zone", read_zone(line[0].text))
        return 1
    if "language" in grammar.keywords and (language := LANGUAGES.get(line[0].key)):
        draft.put("language", language)
        return 1
    return 0


def _take_reference(word: Word, grammar: Grammar, context: ParseContext, draft: Draft) -> int:
    if grammar.commits and (commit := _commit(word.text)):
        draft.put("commit", commit)
        return 1
    reference = read_reference(word, context) or _telling_sha(word.text)
    if reference is None:
        return 0
    if reference.repo:
        draft.put("repo", reference.repo)
    _put_rest(reference, grammar, draft)
    return 1


def _put_rest(reference: Reference, grammar: Grammar, draft: Draft) -> None:
    """Put what a reference points at within its repository, as far as the command has use for it."""
    commit = reference.pointed_commit
    if grammar.commits and reference.rev and not commit:
        commit = sha(reference.rev)
        if commit is None:
            raise NotAShaError(reference.rev)
    if commit and (grammar.commits or grammar.dates):
        draft.put("commit", commit)
    elif "branch" in grammar.keywords and (branch := reference.branch or reference.rev):
        if branch_name(branch) is None:
            raise UnreadableValueError("branch", branch)
        draft.put("branch", branch)


def _telling_sha(text: str) -> Reference | None:
    return Reference(commit=sha(text)) if len(text) >= TELLING_SHA and sha(text) else None


def _commit(text: str) -> CommitName | None:
    if text.isascii() and text.isdecimal() and len(text) < SHORTEST_SHA and int(text):
        return PullRequest(int(text))
    return sha(text)


def _not_understood(word: Word, grammar: Grammar, context: ParseContext, draft: Draft) -> BadRequestError:
    """Return the error for a word without meaning: the nearest thing it could have been decides."""
    if close := nearest(word.key, _vocabulary(grammar)):
        return UnknownWordError(word.text, grammar.name, close)
    repos = nearest_repos(word.text, context.known_repos)
    if grammar.commits and not repos and draft.get("commit") is None:
        return NotAShaError(word.text)
    if repos or (draft.get("repo") is None and not grammar.commits):
        return NoSuchRepositoryError(word.text, repos)
    return UnknownWordError(word.text, grammar.name)


def _vocabulary(grammar: Grammar) -> Iterable[str]:
    """Yield the words that would have meant something here."""
    for keyword in KEYWORDS:
        if keyword.slot in grammar.keywords:
            yield from keyword.aliases
    if grammar.dates:
        yield from (*DAYS_AGO, *LATEST_WORDS, *WEEKDAYS, *MONTHS)
        yield from (other.name for other in GRAMMARS)
