"""Typical commits, one for each kind that readers meet, and their notes as text to compare with."""

from collections.abc import Mapping, Sequence

from handmade import BOT, change, commit, gone, new, note, said

from analysis.language import Language
from analysis.models import Commit, FileChange
from analysis.results import Depth

Typical = tuple[Commit, Sequence[FileChange]]

_STEPS = "\n".join(f"+        self.step_{n} = prepare({n})" for n in range(40))

TYPICAL: Mapping[str, Typical] = {
    "feature": (
        commit(
            "feat(pool): share idle sockets between clients (#41)\n\n"
            "Every client opened sockets of its own, so ten clients held a hundred of them. "
            "They now borrow from one pool. Sharing is off by default.\n\n"
            "- `SharedPool` hands out sockets and takes them back\n"
            "- `--shared-pool` switches sharing on\n\nCloses #17"
        ),
        (
            new(
                "src/net/shared.py",
                f"class SharedPool:\n    def borrow(self, host):\n{_STEPS.replace('+', '')}",
            ),
            change(
                "src/net/client.py",
                "-def connect(host):\n+def connect(host, pool=None):\n+    lock = threading.Lock()\n"
                "     return 1",
            ),
            change("src/cli.py", '+parser.add_argument("--shared-pool", action="store_true")'),
            change("tests/test_shared.py", "+def test_a_socket_is_lent_once():\n+    assert 1"),
            change("docs/guide.md", "+## Sharing sockets\n+Use `--shared-pool`."),
        ),
    ),
    "fix": (
        commit(
            "Fix the leak of sockets when the server hangs up (#42)\n\n"
            "The pool kept a socket whose server was gone, because `drop` looked at the wrong flag."
        ),
        (
            change(
                "src/net/pool.py",
                "-        if self.closed:\n+        if self.closing:",
                heading="def drop(self):",
            ),
            change("tests/test_pool.py", "+def test_a_dead_socket_is_dropped():\n+    assert 1"),
        ),
    ),
    "breaking": (
        commit(
            "feat!: drop the XML export\n\nNobody has asked for it in years.\n\n"
            "BREAKING CHANGE: `export_xml` is gone. Use `export_json` instead."
        ),
        (
            gone(
                "src/export/xml.py",
                "def export_xml(data, indent):\n    return 1\n\nclass XmlWriter:\n    pass",
            ),
            change(
                "src/cli.py",
                '-parser.add_argument("--xml")\n-parser.add_argument("--indent", default=2)\n'
                '+parser.add_argument("--indent", default=4)',
            ),
            change("src/export/api.py", "-def export(data, kind):\n+def export(data):\n     return data"),
            gone("tests/test_xml.py", "def test_writes_xml():\n    assert 1"),
        ),
    ),
    "dependencies": (
        commit("Bump urllib3 from 1.26.18 to 2.2.1 (#43)\n\nThis fixes CVE-2024-12345.", author=BOT),
        (change("pyproject.toml", '-    "urllib3>=1.26.18",\n+    "urllib3>=2.2.1",'),),
    ),
    "migration": (
        commit("Store the time of the last call\n\nOld rows keep an empty value."),
        (
            new(
                "alembic/versions/9f_last_call.py",
                "def upgrade():\n    op.add_column('client', last_call)\n\ndef downgrade():\n    pass",
            ),
            change("src/models.py", "+    last_call = Column(DateTime)", heading="class Client(Base):"),
        ),
    ),
    "merge": (
        commit(
            "Merge pull request #44 from acme/retry\n\nRetry calls that time out",
            inner=(
                "Add a retry loop to send()",
                "Count the retries",
                "fixup! Count the retries",
                "Document --retries",
            ),
        ),
        (
            change("src/net/send.py", f"+def retry(call, times):\n{_STEPS}"),
            change("src/cli.py", '+parser.add_argument("--retries", default=3)'),
            change(".github/workflows/release.yml", "+      contents: write"),
        ),
    ),
    "revert": (
        commit(
            'Revert "Share idle sockets" (#45)\n\n'
            "This reverts commit 1234567890abcdef1234567890abcdef12345678.\n\n"
            "Two proxies close a socket that another client still uses."
        ),
        (
            gone("src/net/shared.py", "class SharedPool:\n    pass"),
            change("src/net/client.py", "-def connect(host, pool=None):\n+def connect(host):\n     return 1"),
        ),
    ),
    "documentation": (
        commit("docs: explain how sockets are shared"),
        (
            change("docs/guide.md", "+## Sharing sockets\n+Text.\n+## Limits\n+Text."),
            change("README.md", "-teh\n+the"),
        ),
    ),
}


def as_text(name: str) -> str:
    """Return the notes on a typical commit, every depth in both languages, one sentence a line."""
    made, files = TYPICAL[name]
    blocks = []
    for depth in Depth:
        for language in (Language.EN, Language.ZH):
            lines = [
                f"{field}: {text}" for field, text in said(note(made, *files, depth=depth, language=language))
            ]
            blocks.append("\n".join([f"=== {depth} {language}", *lines]))
    return f"{made.subject}\n\n" + "\n\n".join(blocks) + "\n"
