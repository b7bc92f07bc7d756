"""The settings of a process: read from one place, checked, and silent about secrets."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from analysis.language import Language
from bot.settings import LocalRepo, Settings, SettingsError, example_file, read_settings
from bot.subscriptions import Channel

ROOT = Path(__file__).parents[3]


@pytest.fixture(autouse=True)
def _empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_nothing_needs_to_be_set() -> None:
    """A fresh machine gets Chinese digests of days in Shanghai, remembered in a file below `data`."""
    settings = read_settings()

    assert settings.digest_language is Language.ZH
    assert settings.digest_timezone == "Asia/Shanghai"
    assert settings.database == "sqlite+aiosqlite:///data/commit-digest.db"
    assert settings.github_token is None


def test_the_env_file_of_the_working_directory_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file speaks where the environment is silent."""
    (tmp_path / ".env").write_text("DIGEST_LANGUAGE=en\nDIGEST_TIMEZONE=UTC\n")
    monkeypatch.setenv("DIGEST_TIMEZONE", "Europe/Berlin")

    settings = read_settings()

    assert settings.digest_language is Language.EN
    assert settings.digest_timezone == "Europe/Berlin"


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
@pytest.mark.parametrize("blank", ["", "  "])
def test_a_blank_value_is_as_good_as_none(name: str, blank: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copied `.env.example` leaves most lines empty."""
    monkeypatch.setenv(name.upper(), blank)

    assert getattr(read_settings(), name) == Settings.model_fields[name].default


def test_lists_are_written_with_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    """Blanks and a comma at the end do no harm."""
    monkeypatch.setenv("ALLOWED_REPOS", "acme/*, corp/api ,")
    monkeypatch.setenv("LOCAL_REPOS", "acme/api=/srv/api,acme/web=/srv/a=b")
    monkeypatch.setenv("OPERATORS", "slack:U1,discord:2")
    monkeypatch.setenv("DISCORD_GUILD_IDS", "1,2")

    settings = read_settings()

    assert settings.allowed_repos == ("acme/*", "corp/api")
    assert settings.local_repos == (
        LocalRepo("acme/api", Path("/srv/api")),
        LocalRepo("acme/web", Path("/srv/a=b")),
    )
    assert settings.operators == (Channel("slack", "U1"), Channel("discord", "2"))
    assert settings.discord_guild_ids == (1, 2)


def test_a_private_key_may_stand_on_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """Line ends written as two characters become line ends."""
    monkeypatch.setenv("GITHUB_APP_ID", "1")
    monkeypatch.setenv("GITHUB_APP_INSTALLATION_ID", "2")
    monkeypatch.setenv("GITHUB_APP_PRIVATE_KEY", "BEGIN\\nEND")

    key = read_settings().github_app_private_key

    assert key is not None
    assert key.get_secret_value() == "BEGIN\nEND"


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("DIGEST_LANGUAGE", "fr", "DIGEST_LANGUAGE: must be zh or en"),
        (
            "DIGEST_TIMEZONE",
            "Asia/Shangai",
            "DIGEST_TIMEZONE: 'Asia/Shangai' is no IANA time zone; did you mean Asia/Shanghai?",
        ),
        (
            "DIGEST_TIMEZONE",
            "../etc/passwd",
            "DIGEST_TIMEZONE: '../etc/passwd' is no IANA time zone, such as Asia/Shanghai or Europe/Berlin",
        ),
        ("CATCH_UP_DAYS", "some", "CATCH_UP_DAYS: must be a whole number"),
        (
            "SLACK_BOT_TOKEN",
            "xoxb-…",
            "SLACK_BOT_TOKEN: holds a character that no credential has; copy it whole, and nothing else",
        ),
        (
            "DISCORD_TOKEN",
            "my token",
            "DISCORD_TOKEN: holds a character that no credential has; copy it whole, and nothing else",
        ),
        ("CATCH_UP_DAYS", "-1", "CATCH_UP_DAYS: must be at least 0"),
        ("HTTP_PORT", "99999", "HTTP_PORT: must be at most 65535"),
        ("LLM_TIMEOUT", "0", "LLM_TIMEOUT: must be more than 0"),
        (
            "ALLOWED_REPOS",
            "acme",
            "ALLOWED_REPOS: 'acme' is no pattern of the form owner/name, such as acme/*",
        ),
        ("LOCAL_REPOS", "a/b", "LOCAL_REPOS: 'a/b' is not of the form owner/name=PATH"),
        ("OPERATORS", "bob", "OPERATORS: 'bob' is not of the form slack:ID or discord:ID"),
        ("ALERT_CHANNEL", "mail:x", "ALERT_CHANNEL: 'mail:x' is not of the form slack:ID or discord:ID"),
        ("DISCORD_GUILD_IDS", "1,x", "DISCORD_GUILD_IDS: 'x' is no number"),
        (
            "GITHUB_API_URL",
            "api.example.org",
            "GITHUB_API_URL: must be a whole address such as https://example.org",
        ),
        ("GITHUB_API_URL", "http://[", "GITHUB_API_URL: must be a whole address such as https://example.org"),
        ("DATABASE_URL", "mysql://u:hush@h/x", "DATABASE_URL: must begin with sqlite:/// or postgresql://"),
        (
            "GITHUB_APP_ID",
            "1",
            "a GitHub App also needs GITHUB_APP_PRIVATE_KEY and GITHUB_APP_INSTALLATION_ID",
        ),
    ],
)
def test_a_mistake_is_one_sentence_that_names_its_setting(
    name: str, value: str, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever reads it knows what to mend."""
    monkeypatch.setenv(name, value)

    with pytest.raises(SettingsError) as caught:
        read_settings()

    assert caught.value.problems == (sentence,)


def test_all_mistakes_are_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody mends settings one run at a time."""
    monkeypatch.setenv("DIGEST_LANGUAGE", "fr")
    monkeypatch.setenv("HTTP_PORT", "x")

    with pytest.raises(SettingsError) as caught:
        read_settings()

    assert str(caught.value) == "DIGEST_LANGUAGE: must be zh or en\nHTTP_PORT: must be a whole number"


def test_a_broken_env_file_is_a_sentence(tmp_path: Path) -> None:
    """Bytes that are no text say which file they are in."""
    (tmp_path / ".env").write_bytes(b"DIGEST_LANGUAGE=\xff\xfe")

    with pytest.raises(SettingsError, match=r"/\.env is not written in UTF-8"):
        read_settings()


@pytest.mark.parametrize("line", ['SLACK_BOT_TOKEN="xoxb-half', "SLACK_BOT_TOKEN='xoxb-half", 'A="xoxb" b'])
def test_a_line_that_would_be_lost_is_a_sentence_without_its_value(
    tmp_path: Path, line: str, caplog: pytest.LogCaptureFixture
) -> None:
    """The line's number says which, blank lines before it counted, and nothing but the sentence is told."""
    (tmp_path / ".env").write_text(f"# mine\nDIGEST_LANGUAGE=en\n\n{line}\nDIGEST_TIMEZONE=UTC\n")

    with pytest.raises(SettingsError, match=r"/\.env, line 4: must be NAME=value") as caught:
        read_settings()

    assert "xoxb" not in str(caught.value)
    assert not caplog.records


def test_secrets_show_nowhere_but_where_they_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a repr nor a traceback gives one away."""
    monkeypatch.setenv("GITHUB_TOKEN", "ghp_hush")
    monkeypatch.setenv("DATABASE_URL", "postgresql://bot:pass-hush@db/digest")

    settings = read_settings()

    assert "hush" not in repr(settings)
    assert settings.secrets() == ("ghp_hush", "pass-hush")


def test_settings_do_not_change() -> None:
    """Nobody writes to settings at run time."""
    settings = read_settings()

    with pytest.raises(ValidationError):
        settings.digest_timezone = "UTC"


def test_an_enterprise_server_is_a_host_of_repositories(monkeypatch: pytest.MonkeyPatch) -> None:
    """Addresses of the configured server lead to repositories as GitHub's own do."""
    monkeypatch.setenv("GITHUB_API_URL", "https://git.example.org/api/v3/")

    assert read_settings().hosts == ("git.example.org", "github.com")


def test_the_example_file_is_the_settings() -> None:
    """Every setting stands there once with its default; rewrite the file with `example_file()`."""
    assert (ROOT / ".env.example").read_text() == example_file()


def test_the_example_file_can_be_used_as_it_is(tmp_path: Path) -> None:
    """A copy of it changes nothing."""
    defaults = read_settings()
    (tmp_path / ".env").write_text(example_file())

    assert read_settings() == defaults
