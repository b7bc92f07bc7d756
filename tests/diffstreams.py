"""What git tells of commits with `diff-tree -z --raw -p`, made by hand so that every byte can be hostile."""

import datetime as dt
from dataclasses import dataclass

from hypothesis import strategies as st
from patches import HARMS, PATHS, REAL, mutated
from strategies import SNARES

from adapters.git.patches import END
from analysis.models import Commit, Diff, FileChange, FileStatus, Person, Withheld

ANYONE = Person("A", "a@example.org")
NOON = dt.datetime(2026, 1, 5, 12, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Text:
    """One file's patch, as any source may deliver it, and the commit that it is part of."""

    change: FileChange
    commit: Commit


@dataclass(frozen=True, slots=True)
class Stream:
    """What git says of the commits `shas`, in chunks; `expected` where nothing in it is harmed."""

    shas: tuple[str, ...]
    bytes: bytes
    expected: list[Diff] | None
    limit: int
    chunk: int


FRAMES = (
    *("diff --git a/x b/x", "@@ -1 +1 @@", "end of commits", "Binary files a/x and b/x differ", ":100644 "),
    *(
        "-- a/x",
        "++ b/x",
        "\\ No newline at end of file",
        "Subproject commit 1",
        "0" * 40,
        "\x00",
        "\x0c",
        "\x85",
        "",
    ),
    *SNARES,
)
LINES = st.one_of(
    *(
        st.sampled_from(sign).flatmap(
            lambda sign: st.one_of(st.sampled_from(FRAMES), st.text(max_size=12)).map(lambda it: sign + it)
        )
        for sign in ("+-", " ")
    )
)


@st.composite
def hunks(draw: st.DrawFn) -> str:
    """Draw hunks that count their lines rightly."""
    found, old_at, new_at = list[str](), 1, 1
    for _ in range(draw(st.integers(1, 3))):
        body = [
            it.replace("\n", " ").replace("\r", " ") for it in draw(st.lists(LINES, min_size=1, max_size=8))
        ]
        old, new = (sum(line[0] in (sign, " ") for line in body) for sign in "-+")
        found.append(f"@@ -{old_at},{old} +{new_at},{new} @@ {draw(st.sampled_from(('', 'def f', '@@')))}")
        found += body
        if draw(st.booleans()):
            found.append("\\ No newline at end of file")
        old_at, new_at = old_at + old + 3, new_at + new + 3
    return "\n".join(found)


PIECES = st.one_of(st.sampled_from(HARMS).map(str), st.sampled_from(SNARES), st.text(max_size=6))


@st.composite
def _long(draw: st.DrawFn) -> str:
    """Draw a patch in which something stands again and again, on one line or on many."""
    unit, start = draw(PIECES | LINES), draw(st.sampled_from(("+", "-", " ", "+    def f(", "+x = '", "")))
    many = (unit + draw(st.sampled_from(("", "\n+", "\n-", "\n", " ", ", ")))) * draw(st.integers(1, 3_000))
    return f"@@ -0,0 +1,{many.count(chr(10)) + 1} @@\n{start}{many[: draw(st.integers(0, 20_000))]}\n"


@st.composite
def _spliced(draw: st.DrawFn) -> str:
    """Draw a patch that counts rightly, with something cut out and something put in."""
    text = draw(st.one_of(hunks(), st.sampled_from(REAL)))
    for _ in range(draw(st.integers(0, 3))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(start + 12, len(text))))
        text = text[:start] + draw(PIECES | LINES.map("\n{}".format)) + text[end:]
    return text


TEXTS = st.builds(
    Text,
    st.builds(
        FileChange,
        path=st.sampled_from(PATHS) | st.text(max_size=12),
        status=st.sampled_from(FileStatus),
        patch=st.one_of(st.text(), hunks(), _spliced(), _long(), mutated()),
    ),
    st.builds(
        Commit,
        repo=st.just("acme/api"),
        sha=st.just("a" * 40),
        parents=st.just(()),
        author=st.just(ANYONE),
        committer=st.just(ANYONE),
        authored_at=st.just(NOON),
        landed_at=st.just(NOON),
        message=st.one_of(
            st.just("fix"),
            st.lists(PIECES, max_size=6).map("\n".join),
            st.tuples(PIECES, st.integers(1, 800)).map(lambda it: it[0] * it[1]),
        ),
    ),
)
"""Patches of single files."""

_ZERO, _ONE = "0" * 40, "1" * 40
_PATH = st.binary(min_size=1, max_size=12).map(lambda it: it.replace(b"\0", b"/"))


@st.composite
def _file(draw: st.DrawFn) -> tuple[bytes, bytes, FileChange]:
    """Draw one file: its entry, its patch, and what should be read of them."""
    letter, status = draw(
        st.sampled_from((("M", FileStatus.MODIFIED), ("A", FileStatus.ADDED), ("R087", FileStatus.RENAMED)))
    )
    paths = [draw(_PATH) for _ in range(2 if letter[0] == "R" else 1)]
    old_mode = "000000" if letter == "A" else "100644"
    entry = f":{old_mode} 100644 {_ZERO} {_ONE} {letter}".encode() + b"\0" + b"\0".join(paths) + b"\0"
    head = b"diff --git a/x b/x\nindex 0000000..1111111 100644\n"
    kind = draw(st.sampled_from(("hunks", "hunks", "binary", "nothing")))
    text = draw(hunks()) if kind == "hunks" else ""
    if kind == "hunks":
        head += b"--- a/x\n+++ b/x\n" + text.encode("utf-8", "replace") + b"\n"
    elif kind == "binary":
        head += b"Binary files a/x and b/x differ\n"
    change = FileChange(
        paths[-1].decode("utf-8", "replace"),
        status,
        sum(line.startswith("+") for line in text.split("\n")),
        sum(line.startswith("-") for line in text.split("\n")),
        text.encode("utf-8", "replace").decode(),
        paths[0].decode("utf-8", "replace") if len(paths) > 1 else None,
        withheld=Withheld.BINARY if kind == "binary" else None,
    )
    return entry, head, change


@st.composite
def streams(draw: st.DrawFn) -> Stream:
    """Draw what git tells of up to three commits; in one of two cases something of it is harmed."""
    shas = tuple(f"{number:040x}" for number in range(draw(st.integers(1, 3))))
    told, expected = b"", list[Diff]()
    for sha in shas:
        files = draw(st.lists(_file(), max_size=3))
        told += sha.encode() + b"\0"
        if files:
            told += b"".join(entry for entry, _, _ in files) + b"\0" + b"".join(text for _, text, _ in files)
        expected.append(Diff(tuple(change for _, _, change in files)))
    told += END
    if draw(st.booleans()):
        return Stream(shas, told, expected, 1 << 20, draw(st.integers(7, 1 << 12)))
    for _ in range(draw(st.integers(0, 3))):
        start = draw(st.integers(0, len(told)))
        end = draw(st.integers(start, min(start + 20, len(told))))
        told = told[:start] + draw(_BYTES) + told[end:]
    return Stream(shas, told, None, draw(st.sampled_from((64, 300, 1 << 20))), draw(st.integers(7, 1 << 12)))


_BYTES = st.one_of(
    st.binary(max_size=6),
    st.sampled_from((b"\0", b":", b"\n", b"\ndiff --git ", b"\n@@ ", END, b"\n" + END, b"1" * 40)),
)
STREAMS = streams()
"""What git tells, or might tell where something is badly broken."""
