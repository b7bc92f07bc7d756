"""hypothesis strategies for what the core is fed with: hostile commits, diffs, facts, types and ratings."""

import datetime as dt

from hypothesis import strategies as st

from analysis.facts.models import (
    Alteration,
    Condition,
    DependencyChange,
    Evidence,
    Facts,
    FileClass,
    FileFacts,
    Links,
    Mark,
    MarkKind,
    MarkPlace,
    Migration,
    OptionChange,
    OptionKind,
    Secret,
    SymbolChange,
    Title,
)
from analysis.language import Bilingual
from analysis.models import Commit, Diff, FileChange, FileStatus, InnerCommit, Person, Submodule, Withheld
from analysis.results import ChangeType, Level, Rating, Reason, Types

SNARES = (
    "@everyone <!channel> <@U1>",
    "`` ` ``` code",
    "\x1b[2J\x1b]8;;http://x\x07",
    "\u202egnp.exe\u200b\u2066",
    "# heading\n| a | b |\n---",
    "](http://x) [a][b] ![i](u)",
    "{0} {name} %s \\N",
    "\r\n\x00\x85\u2028\ufffd",
    "<!-- x --><details><summary>y</summary>",
    "Signed-off-by: A <a@b>",
    "e.g. v1.2.3 etc. Done.",
    "改了默认值。默认关闭！",
    "def f(a, *, b=1): ...",
    "x" * 400,
)
"""Texts that broke digest tools: mentions, markup, control and bidi characters, placeholders, length."""

texts = st.one_of(st.sampled_from(SNARES), st.text(max_size=60))
"""A short hostile text."""

messages = st.lists(texts, max_size=6).map("\n\n".join)
"""A commit message of several paragraphs."""

names = st.one_of(
    st.sampled_from(("connect", "Client.send", "--retries", "HTTP_PROXY", "new `tick`")),
    st.text(min_size=1, max_size=20),
)
"""The name of a symbol, option or dependency."""

paths = st.one_of(
    st.sampled_from(
        ("src/pool/a.py", "src/pool/b.py", "tests/test_a.py", "docs/a.md", "Cargo.lock", "a b/`c`.rs")
    ),
    st.lists(st.text(min_size=1, max_size=8), min_size=1, max_size=4).map("/".join),
)
"""The path of a changed file."""

versions = st.none() | st.sampled_from(("1.2", "1.2.3", "2.0", "0.9", ">=3.8", "v4")) | texts
shas = st.text("0123456789abcdef", min_size=40, max_size=40)
lines = st.none() | st.integers(1, 100_000)
times = st.datetimes(
    min_value=dt.datetime(1990, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone itself
    max_value=dt.datetime(2100, 1, 1),  # noqa: DTZ001 - as above
    timezones=st.just(dt.UTC),
)
evidences = st.builds(Evidence, quote=texts, path=st.none() | paths, line=lines, removed=st.booleans())
people = st.builds(Person, name=texts, email=texts)

commits = st.builds(
    Commit,
    repo=st.sampled_from(("acme/api", "工具", "x")),
    sha=shas,
    parents=st.lists(shas, max_size=3).map(tuple),
    author=people,
    committer=people,
    authored_at=times,
    landed_at=times,
    message=messages,
    url=st.none() | st.just("https://example.org/c"),
    pull_request=st.none() | st.integers(1, 99_999),
    inner_commits=st.lists(st.builds(InnerCommit, sha=shas, subject=texts), max_size=4).map(tuple),
    boundary=st.booleans(),
)
"""Any commit."""

patches = st.one_of(
    st.just(""),
    st.text(max_size=80),
    st.lists(
        st.sampled_from("+- ").flatmap(lambda sign: texts.map(lambda text: sign + text)), max_size=8
    ).map(lambda body: "\n".join([f"@@ -1,{len(body)} +1,{len(body)} @@ def f", *body])),
)
"""Hunks, broken ones included."""

file_changes = st.builds(
    FileChange,
    path=paths,
    status=st.sampled_from(FileStatus),
    additions=st.integers(0, 5000),
    deletions=st.integers(0, 5000),
    patch=patches,
    old_path=st.none() | paths,
    old_mode=st.none() | st.just("100644"),
    new_mode=st.none() | st.just("100755"),
    submodule=st.none() | st.builds(Submodule, before=st.none() | shas, after=st.none() | shas),
    withheld=st.none() | st.sampled_from(Withheld),
)
"""Any changed file."""

diffs = st.builds(
    Diff, files=st.lists(file_changes, max_size=5).map(tuple), files_not_listed=st.integers(0, 3)
)
"""Any diff."""

symbols = st.builds(
    SymbolChange,
    name=names,
    kind=st.sampled_from(("def", "async def", "class", "fn", "struct", "func", "interface", "gizmo")),
    alteration=st.sampled_from(Alteration),
    evidence=evidences,
    public=st.booleans(),
    file_class=st.sampled_from(FileClass),
    before=st.none() | texts,
    after=st.none() | texts,
)
options = st.builds(
    OptionChange,
    name=names,
    kind=st.sampled_from(OptionKind),
    alteration=st.sampled_from(Alteration),
    evidence=evidences,
    before=st.none() | texts,
    after=st.none() | texts,
)
dependencies = st.builds(
    DependencyChange,
    name=names,
    before=versions,
    after=versions,
    direct=st.booleans(),
    major=st.booleans(),
    evidence=evidences,
)
titles = st.builds(
    Title,
    text=texts,
    type=st.none() | st.sampled_from(("fix", "feat", "docs")),
    areas=st.lists(texts, max_size=2).map(tuple),
    breaking=st.booleans(),
)
links = st.builds(
    Links,
    pull_request=st.none() | st.integers(1, 99_999),
    closes=st.lists(st.integers(1, 99_999), max_size=3).map(tuple),
    reverts_sha=st.none() | shas,
    reverts_subject=st.none() | texts,
    picked_from=st.none() | shas,
    part=st.none() | st.tuples(st.integers(1, 9), st.none() | st.integers(1, 9)),
    follows=st.lists(texts, max_size=2).map(tuple),
)

facts = st.builds(
    Facts,
    title=titles,
    links=links,
    files=st.lists(
        st.builds(
            FileFacts,
            change=file_changes,
            file_class=st.sampled_from(FileClass),
            language=st.none() | st.sampled_from(("Python", "Rust", "Go")),
        ),
        max_size=6,
    ).map(tuple),
    symbols=st.lists(symbols, max_size=6).map(tuple),
    options=st.lists(options, max_size=3).map(tuple),
    dependencies=st.lists(dependencies, max_size=3).map(tuple),
    migrations=st.lists(
        st.builds(
            Migration,
            path=paths,
            evidence=evidences,
            reversible=st.none() | st.booleans(),
            destructive=st.booleans(),
        ),
        max_size=2,
    ).map(tuple),
    marks=st.lists(
        st.builds(Mark, kind=st.sampled_from(MarkKind), place=st.sampled_from(MarkPlace), word=texts),
        max_size=3,
    ).map(tuple),
    conditions=st.lists(st.builds(Condition, words=texts, evidence=evidences), max_size=2).map(tuple),
    secrets=st.lists(st.builds(Secret, kind=texts, evidence=evidences), max_size=2).map(tuple),
    co_authors=st.lists(texts, max_size=2).map(tuple),
    automated=st.booleans(),
)
"""Any facts, also such as no extraction would give."""

types = st.builds(
    Types,
    types=st.lists(st.sampled_from(ChangeType), min_size=1, max_size=3, unique=True).map(tuple),
    guessed=st.booleans(),
)
ratings = st.builds(
    Rating,
    level=st.sampled_from(Level),
    score=st.integers(-600, 1200),
    reasons=st.lists(
        st.builds(
            Reason,
            rule=names,
            weight=st.integers(-200, 200),
            text=st.builds(Bilingual, zh=texts, en=texts),
            evidence=texts,
        ),
        max_size=4,
    ).map(tuple),
)
