"""The audit: what it finds, what it passes over, and that it never passes over a service it could not ask."""

from pathlib import Path

import pytest

from benchmarks import audit

VULNERABLE = {
    "name": "thing",
    "version": "1.0",
    "vulns": [{"id": "PYSEC-1", "fix_versions": ["1.1"]}, {"id": "PYSEC-2", "fix_versions": []}],
}


def test_a_known_vulnerability_is_a_hit() -> None:
    """With the version that mends it."""
    assert audit.vulnerabilities({"dependencies": [VULNERABLE]}) == [
        "vulnerability: thing 1.0: PYSEC-1 (mended in 1.1)",
        "vulnerability: thing 1.0: PYSEC-2 (mended in no version yet)",
    ]


def test_a_service_that_told_of_nothing_was_not_asked() -> None:
    """Silence is no clean bill of health."""
    skipped = {"name": "thing", "skip_reason": "not found"}

    assert audit.vulnerabilities(None) is None
    assert audit.vulnerabilities({"dependencies": [skipped]}) is None
    assert (
        audit.vulnerabilities({"dependencies": [skipped, {"name": "x", "version": "1", "vulns": []}]}) == []
    )


def test_an_audit_without_the_service_says_so_and_passes(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody can mend being offline."""
    monkeypatch.setattr(audit, "asked_service", lambda: None)
    monkeypatch.setattr(audit, "tracked_files", list)

    assert audit.main() == 0
    assert "skipped: offline" in capsys.readouterr().out


def test_a_vulnerability_fails_the_audit(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """So that it cannot be overlooked."""
    monkeypatch.setattr(audit, "asked_service", lambda: {"dependencies": [VULNERABLE]})
    monkeypatch.setattr(audit, "tracked_files", list)

    assert audit.main() == 1
    assert "PYSEC-1" in capsys.readouterr().out


def test_a_secret_is_told_by_its_place_and_kind(tmp_path: Path) -> None:
    """Never by its value."""
    token = "ghp_" + "Zq3" * 12
    (tmp_path / "module.py").write_text(f"# one\nvalue = '{token}'\n")

    (line,) = audit.secrets(["module.py"], tmp_path)

    assert line == "secret: module.py:2: GitHub Token"


def test_made_up_secrets_are_for_tests_alone() -> None:
    """The list is short, and says why."""
    assert audit.allowed("tests/bot/test_x.py", "Secret Keyword")
    assert not audit.allowed("bot/x.py", "Secret Keyword")
    assert not audit.allowed("tests/bot/test_x.py", "Private Key")
    assert all(audit.ALLOWED.values())
