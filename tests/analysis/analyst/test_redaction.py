"""No credential of a commit enters a prompt, and none that a model writes reaches a reader."""

import pytest
from analyses import rated, words
from handmade import change, new
from scripted import ScriptedModel, answer

from analysis.analyst import analyse, analyse_briefs
from analysis.language import Language
from analysis.results import Depth

LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def filler(length: int) -> str:
    """Return so many letters and digits: the corpus is built here, so that no file holds a credential."""
    return (LETTERS * 3)[:length]


SECRETS = {
    "aws": "AK" + "IA" + "ABCDEFGHIJKLMNOP",
    "aws session": "AS" + "IA" + "ABCDEFGHIJKLMNOP",
    "github": "gh" + "p_" + filler(36),
    "github fine": "github" + "_pat_" + filler(30),
    "gitlab": "glp" + "at-" + filler(20),
    "slack bot": "xo" + "xb-" + "123456789012-" + filler(24),
    "slack app": "xa" + "pp-1-" + filler(30),
    "slack hook": "https://hooks.slack" + ".com/services/T00000000/B00000000/" + filler(24),
    "discord bot": "M" + filler(23) + "." + filler(6) + "." + filler(30),
    "discord hook": "https://discord" + ".com/api/webhooks/123456789/" + filler(40),
    "openai": "s" + "k-" + filler(30),
    "openai project": "s" + "k-proj-" + filler(30),
    "anthropic": "s" + "k-ant-" + filler(30),
    "stripe": "sk_" + "live_" + filler(24),
    "nvidia": "nva" + "pi-" + filler(30),
    "google": "AI" + "za" + filler(35),
    "npm": "np" + "m_" + filler(36),
    "pypi": "py" + "pi-AgE" + filler(60),
    "hugging face": "h" + "f_" + filler(34),
    "sendgrid": "S" + "G." + filler(22) + "." + filler(43),
    "telegram": "123456789" + ":AA" + filler(33),
    "jwt": "ey" + "J" + filler(20) + ".ey" + "J" + filler(30) + "." + filler(20),
    "login": "ada:" + filler(16) + "@db.example.org",
}
PEM = "\n".join(
    ["-----BEGIN RSA PRIV" + "ATE KEY-----", filler(64), filler(64), "-----END RSA PRIV" + "ATE KEY-----"]
)
CORPUS = [pytest.param(secret, id=kind) for kind, secret in SECRETS.items()]


def core(secret: str) -> str:
    """Return a stretch of the secret that must not be seen: a login, or the middle of a token."""
    login, at, _ = secret.partition("@")
    middle = len(secret) // 2
    return login if at else secret[middle - 4 : middle + 4]


def shown(secret: str) -> str:
    return f"https://{secret}/x" if "@" in secret else secret


@pytest.mark.parametrize("secret", CORPUS)
async def test_no_secret_enters_a_prompt(secret: str) -> None:
    line = shown(secret)
    files = (
        change(
            "src/a.py", f'-old = "{line}"\n+key = "{line}"\n context = "{line}"', heading=f"def f({line!r}):"
        ),
        new(f"config/{line.replace('/', '-') if '://' not in line else 'x'}.env", f"TOKEN={line}"),
    )
    commit = rated(f"Add {line}\n\nUse {line} for it.", *files)
    model = ScriptedModel()

    for depth in (Depth.DEEP, Depth.STANDARD):
        await analyse(model, commit, depth, Language.EN)
    await analyse_briefs(model, [commit], Language.ZH)

    assert secret not in model.seen
    assert core(secret) not in model.seen


async def test_no_line_of_a_private_key_enters_a_prompt() -> None:
    commit = rated(f"Add the key\n\n{PEM}", new("deploy/id_rsa", PEM))
    model = ScriptedModel()

    await analyse(model, commit, Depth.DEEP, Language.EN)

    assert filler(64) not in model.seen


@pytest.mark.parametrize("secret", CORPUS)
async def test_no_secret_that_a_model_writes_is_shown(secret: str) -> None:
    line = shown(secret)
    commit = rated("Add a key", change("src/a.py", f'+key = "{line}"'))
    said = {
        "text": f"The key is now `{line}` or {line}.",
        "file": "src/a.py",
        "quote": f'key = "{line}"',
        "kind": "fact",
    }
    view = {"text": f"Revoke {line} soon.", "file": "", "quote": "", "kind": "inference"}
    fields = {
        "summary": [said, view],
        "risks": [view, said],
        "conclusion": view["text"],
        "importance": "lower",
        "importance_file": "src/a.py",
        "importance_quote": line,
    }

    made = await analyse(ScriptedModel(answer(fields)), commit, Depth.DEEP, Language.EN)

    assert core(secret) not in words(made.analysis)
    assert core(secret) not in repr(made.analysis)
    assert core(secret) not in repr(made.rating)
