"""For each rule of risk and advice: a commit in which it fires, what it says, and one that it passes over."""

from typing import NamedTuple

from handmade import BOT, change, commit, gone, new

from analysis.models import Commit, FileChange, FileStatus, Withheld

LONG = "\n".join(f"+    step_{n} = prepare({n})" for n in range(30))
TOKEN = "ghp_" + "a1B2" * 9


class Case(NamedTuple):
    """A commit, and what is said of it (an empty text where the rule gives no risk or no advice)."""

    made: Commit | str
    files: tuple[FileChange, ...]
    risk: tuple[str, str] = ("", "")
    advice: tuple[str, str] = ("", "")


NEW_PACKAGE = change("Cargo.toml", '+serde = "1.0"')
"""Gives advice of its own, which what is said of tests only accompanies."""

FIRES = {
    "secret": Case(
        "Sign in",
        (change("src/a.py", f'+TOKEN = "{TOKEN}"'),),
        (
            "`src/a.py:1` looks like a credential: “github token”.",
            "`src/a.py:1` 像是凭据：“github token”。",
        ),
        (
            "If `src/a.py:1` is real, revoke it: deleting the line leaves it in the history.",
            "如果 `src/a.py:1` 是真的凭据，请立刻吊销：删掉这一行，它仍留在历史里。",
        ),
    ),
    "declared_breaking": Case(
        "feat!: keep two\n\nBREAKING CHANGE: Callers must pass both ends. One no longer does.",
        (),
        (
            "The author declares a breaking change: “Callers must pass both ends. One no longer does.”",
            "作者声明了不兼容变更：“Callers must pass both ends. One no longer does.”",
        ),
    ),
    "public_removed": Case(
        "Drop it",
        (change("src/a.py", "-def connect(host):\n-    pass\n-class Pool:\n+x = 1"),),
        (
            "Code that still uses `connect()` and `Pool` breaks.",
            "仍在使用 `connect()`、`Pool` 的代码会出错。",
        ),
        (
            "Search your code for `connect()` and `Pool` before you upgrade.",
            "升级前在代码里搜索 `connect()`、`Pool`。",
        ),
    ),
    "api_renamed": Case(
        "Rename it",
        (change("src/a.py", "-def connect(host, port):\n+def connect_to(host, port):"),),
        ("The name `connect` no longer exists.", "`connect` 已改名，旧名不再存在。"),
        ("Write `connect_to` where you use `connect`.", "把 `connect` 换成 `connect_to`。"),
    ),
    "api_changed": Case(
        "Ask for more",
        (change("src/a.py", "-def connect(host):\n+def connect(host, port):"),),
        ("`connect` now requires `port`.", "`connect` 现在必须传入 `port`。"),
    ),
    "calls_to_check": Case(
        "Ask for more",
        (change("src/a.py", "-def connect(host):\n+def connect(host, port):"),),
        advice=("Check every call of `connect()`.", "检查 `connect()` 的每一处调用。"),
    ),
    "option_removed": Case(
        "Drop it",
        (change("src/a.py", '-parser.add_argument("--retries")\n-proxy = os.environ["PROXY_URL"]\n+pass'),),
        (
            (
                "Scripts and configuration that still set `--retries` and `PROXY_URL` "
                "refer to something that is gone."
            ),
            "`--retries`、`PROXY_URL` 已不存在，仍设置它的脚本和配置会落空。",
        ),
        (
            "Take `--retries` and `PROXY_URL` out of scripts and configuration.",
            "把 `--retries`、`PROXY_URL` 从脚本和配置中去掉。",
        ),
    ),
    "default_changed": Case(
        "Retry more",
        (
            change(
                "src/a.py",
                '-parser.add_argument("--retries", default=3)\n+parser.add_argument("--retries", default=5)',
            ),
        ),
        (
            "Wherever `--retries` is not set, it becomes `5` instead of `3`.",
            "没有设置 `--retries` 的地方，取值会从 `3` 变成 `5`。",
        ),
        (
            "Set `--retries` to `3` to keep what you had.",
            "想保持原来的行为，就把 `--retries` 设为 `3`。",
        ),
    ),
    "migration_destructive": Case(
        "Drop a column",
        (new("db/migrations/0002_drop.sql", "ALTER TABLE users DROP COLUMN name;"),),
        (
            "The migration `db/migrations/0002_drop.sql` drops or rewrites stored data.",
            "迁移 `db/migrations/0002_drop.sql` 会删除或改写已有数据。",
        ),
        (
            "Back up the data before `db/migrations/0002_drop.sql` runs.",
            "执行 `db/migrations/0002_drop.sql` 之前先备份数据。",
        ),
    ),
    "migration_one_way": Case(
        "Add a column",
        (
            new(
                "alembic/versions/1a2b_add.py",
                "def upgrade():\n    op.add_column('users', name)\n\ndef downgrade():\n    pass",
            ),
        ),
        (
            "Once the migration `alembic/versions/1a2b_add.py` has run, there is no way back.",
            "迁移 `alembic/versions/1a2b_add.py` 没有写回退步骤，执行后无法退回。",
        ),
        (
            "Keep a backup from before `alembic/versions/1a2b_add.py` runs.",
            "执行 `alembic/versions/1a2b_add.py` 之前留一份备份。",
        ),
    ),
    "migration": Case(
        "Add a column",
        (new("db/migrations/0003_add.sql", "ALTER TABLE users ADD COLUMN age int;"),),
        advice=(
            "Run the migration `db/migrations/0003_add.sql` when you deploy.",
            "部署时要执行迁移 `db/migrations/0003_add.sql`。",
        ),
    ),
    "support_dropped": Case(
        "Drop 3.8",
        (change("pyproject.toml", '-requires-python = ">=3.8"\n+requires-python = ">=3.9"'),),
        (
            "The lowest supported Python version rises from `3.8` to `3.9`.",
            "Python 最低版本由 `3.8` 提高到 `3.9`。",
        ),
    ),
    "old_versions": Case(
        "Drop 3.8",
        (change("pyproject.toml", '-requires-python = ">=3.8"\n+requires-python = ">=3.9"'),),
        advice=(
            "Make sure that nothing of yours still runs Python `3.8`.",
            "确认没有环境还在用 Python `3.8`。",
        ),
    ),
    "dependency_major": Case(
        "Update",
        (change("Cargo.toml", '-tokio = "0.2.1"\n+tokio = "1.0.0"'),),
        advice=("Read what `tokio` says about upgrading to `1.0.0`.", "先看 `tokio` `1.0.0` 的升级说明。"),
    ),
    "dependency_new": Case(
        "Use serde",
        (change("Cargo.toml", '+serde = "1.0"'),),
        advice=(
            "`serde` is new in `Cargo.toml`: decide whether you want to carry it.",
            "`serde` 是 `Cargo.toml` 的新依赖，看看是否愿意长期带着它。",
        ),
    ),
    "workflow_rights": Case(
        "Publish",
        (change(".github/workflows/a.yml", "+      contents: write"),),
        (
            (
                "The workflow `.github/workflows/a.yml` gets other rights, triggers or "
                "secrets: `contents: write`."
            ),
            "工作流 `.github/workflows/a.yml` 的权限、触发方式或密钥有变：`contents: write`。",
        ),
        (
            "Check that `.github/workflows/a.yml` needs `contents: write`.",
            "确认 `.github/workflows/a.yml` 确实需要 `contents: write`。",
        ),
    ),
    "workflow_stopped": Case(
        "Drop it",
        (gone(".github/workflows/a.yml", "on: push"),),
        (
            "The workflow `.github/workflows/a.yml` no longer runs.",
            "工作流 `.github/workflows/a.yml` 不再运行。",
        ),
    ),
    "lock_alone": Case(
        "Refresh",
        (change("Cargo.lock", ' name = "serde"\n-version = "1.0.1"\n+version = "1.0.2"'),),
        advice=(
            "Find out why `Cargo.lock` moved while no manifest did.",
            "`Cargo.lock` 变了而清单没变，弄清原因。",
        ),
    ),
    "handler_removed": Case(
        "Simplify",
        (change("src/a.py", " try:\n-except OSError:\n-    pass\n+    go()"),),
        (
            "`src/a.py` loses `except OSError` and gains no other handler.",
            "`src/a.py` 去掉了 `except OSError`，没有补上别的错误处理。",
        ),
        (
            "See who handles what `except OSError` handled in `src/a.py`.",
            "看看 `src/a.py` 里原来由 `except OSError` 处理的错误现在由谁处理。",
        ),
    ),
    "deprecated": Case(
        "Deprecate it",
        (
            change(
                "src/a.py",
                '+    warnings.warn(\n+        "connect() goes away",\n+        DeprecationWarning,\n+    )',
            ),
        ),
        advice=(
            "See whether you use what `src/a.py` deprecates: “connect() goes away”.",
            "看看自己是否用到 `src/a.py` 里弃用的内容：“connect() goes away”。",
        ),
    ),
    "tests_removed": Case(
        "Tidy",
        (change("tests/test_a.py", "-def test_it_holds():\n-    assert True"),),
        (
            "Nothing replaces the tests that go: `test_it_holds`.",
            "移除了测试 `test_it_holds`，没有新的测试替代。",
        ),
    ),
    "tests_skipped": Case(
        "Skip it",
        (change("tests/test_a.py", "+@pytest.mark.skip\n def test_it_holds():"),),
        (
            "A test in `tests/test_a.py` is skipped from now on: `@pytest.mark.skip`.",
            "`tests/test_a.py` 里有测试被跳过：`@pytest.mark.skip`。",
        ),
    ),
    "reverted": Case(
        'Revert "Keep two" (#7)\n\nThis reverts commit 1234567890.',
        (change("src/a.py", "-x = 2\n+x = 1"),),
        (
            "Whoever already relies on “Keep two” has to go back.",
            "已经用上“Keep two”的地方要退回原来的做法。",
        ),
    ),
    "new_untested": Case(
        "Add it",
        (change("src/a.py", f"+def connect(host):\n{LONG}\n{LONG}"), NEW_PACKAGE),
        advice=(
            "No test in this commit covers the new `connect()`.",
            "`connect()` 是新增的，这次提交没有带测试，合入后留意。",
        ),
    ),
    "changed_untested": Case(
        "Fix it",
        (change("src/a.py", f"{LONG}\n{LONG}", heading="def connect(host):"), NEW_PACKAGE),
        advice=(
            "See whether existing tests reach the 60 lines added to `connect()`: no test changed.",
            "`connect()` 共新增 60 行，测试没有动，看看现有测试能否走到。",
        ),
    ),
    "start_here": Case(
        "Work on it",
        (
            change("src/a.py", "\n".join(f"+a{n} = {n}" for n in range(120))),
            *(change(f"src/{name}.py", "+x = 1") for name in "bcd"),
            change("tests/test_a.py", "+x = 1"),
        ),
        advice=(
            "Start with `src/a.py` (+120 −0): it holds most of the 123 lines of source that changed.",
            "源码改动共 123 行，大半在 `src/a.py`（+120 −0），可以从那里读起。",
        ),
    ),
    "unseen": Case(
        "Update data",
        (change("data/big.json", additions=90_000, withheld=Withheld.TOO_LARGE),),
        advice=(
            "Open `data/big.json` yourself: the content is not shown here.",
            "`data/big.json` 的内容这里看不到，请直接打开查看。",
        ),
    ),
}

SILENT = {
    "secret": Case("Test it", (change("tests/test_a.py", f'+TOKEN = "{TOKEN}"'),)),
    "declared_breaking": Case(commit("feat!: keep two", author=BOT), ()),
    "public_removed": Case("Drop it", (change("src/a.py", "-def _connect(host):\n-    pass"),)),
    "api_renamed": Case("Rename", (change("src/a.py", "-def _connect(host):\n+def _connect_to(host):"),)),
    "api_changed": Case("Allow more", (change("src/a.py", "-def f(a):\n+def f(a, b=1):"),)),
    "calls_to_check": Case("Allow more", (change("src/a.py", "-def f(a):\n+def f(a, b=1):"),)),
    "option_removed": Case("Add it", (change("src/a.py", '+parser.add_argument("--retries")'),)),
    "default_changed": Case(
        "Explain",
        (
            change(
                "src/a.py",
                '-parser.add_argument("--n", default=3)\n+parser.add_argument("--n", default=3, help="x")',
            ),
        ),
    ),
    "migration_destructive": FIRES["migration"],
    "migration_one_way": FIRES["migration"],
    "migration": FIRES["migration_destructive"],
    "support_dropped": Case(
        "Support 3.8",
        (change("pyproject.toml", '-requires-python = ">=3.9"\n+requires-python = ">=3.8"'),),
    ),
    "old_versions": Case(
        "Widen", (change("pyproject.toml", '-requires-python = ">=3.9"\n+requires-python = ">=3.8"'),)
    ),
    "dependency_major": Case("Update", (change("Cargo.toml", '-tokio = "1.1.0"\n+tokio = "1.2.0"'),)),
    "dependency_new": Case(commit("Use serde", author=BOT), (change("Cargo.toml", '+serde = "1.0"'),)),
    "workflow_rights": Case("Read", (change(".github/workflows/a.yml", "+      contents: read"),)),
    "workflow_stopped": Case(
        "Change it", (change(".github/workflows/a.yml", "-on: push\n+on: pull_request"),)
    ),
    "lock_alone": Case(
        "Update",
        (
            change("Cargo.lock", ' name = "serde"\n-version = "1.0.1"\n+version = "1.0.2"'),
            change("Cargo.toml", '-serde = "1.0.1"\n+serde = "1.0.2"'),
        ),
    ),
    "handler_removed": Case("Widen", (change("src/a.py", "-except OSError:\n+except Exception:"),)),
    "deprecated": Case(
        "Tidy", (change("src/a.py", "-    DeprecationWarning,\n+    DeprecationWarning, 2)"),)
    ),
    "tests_removed": Case(
        "Rename the test", (change("tests/test_a.py", "-def test_it_holds():\n+def test_it_still_holds():"),)
    ),
    "tests_skipped": Case(
        "Add a skipped test",
        (change("tests/test_a.py", "+@pytest.mark.skip\n+def test_a():", status=FileStatus.ADDED),),
    ),
    "reverted": Case('Reapply "Keep two"', (change("src/a.py", "-x = 2\n+x = 1"),)),
    "new_untested": Case(
        "Add it",
        (
            change("src/a.py", f"+def connect(host):\n{LONG}\n{LONG}"),
            change("tests/test_a.py", "+def test_it(): ..."),
        ),
    ),
    "changed_untested": Case("Fix it", (change("src/a.py", "+x = 1", heading="def connect(host):"),)),
    "start_here": Case("Work on it", tuple(change(f"src/{name}.py", "+x = 1") for name in "abcd")),
    "unseen": Case("Update data", (change("data/big.png", withheld=Withheld.BINARY),)),
}
