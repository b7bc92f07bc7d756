"""What an operator installs: compose files, the image and the service say what the program needs."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import cast

import pytest
import yaml
from typer.testing import CliRunner

from bot.cli.program import program
from bot.settings.model import Settings
from bot.vitals import PATH as HEALTH

DEPLOY = Path(__file__).parents[2] / "deploy"
COMPOSE = sorted(DEPLOY.glob("compose*.yaml"))
DOCKERFILE = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
SERVICE = (DEPLOY / "commit-digest.service").read_text(encoding="utf-8")
SETTINGS = {name.upper() for name in Settings.model_fields}
NOT_OURS = {"PATH", "PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE", "MPLCONFIGDIR"}

COMPOSE_KEYS = {
    *(
        "build",
        "cap_drop",
        "command",
        "depends_on",
        "env_file",
        "environment",
        "healthcheck",
        "image",
        "init",
    ),
    *("logging", "mem_limit", "ports", "read_only", "restart", "security_opt", "stop_grace_period", "tmpfs"),
    "volumes",
}
"""What is used here of https://github.com/compose-spec/compose-spec: another spelling would do nothing."""

Service = Mapping[str, object]


def services(path: Path) -> Mapping[str, Service]:
    """Return the services of a compose file by name."""
    document = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert set(document) <= {"name", "services", "volumes", "networks", "secrets"} | {
        key for key in document if key.startswith("x-")
    }
    return cast("Mapping[str, Service]", document["services"])


def ours(path: Path) -> Mapping[str, Service]:
    """Return the services that run the bot's image."""
    return {name: one for name, one in services(path).items() if one["image"] == "commit-digest"}


@pytest.mark.parametrize("path", COMPOSE, ids=lambda path: path.name)
def test_every_service_of_the_bot_comes_back_and_ends_in_order(path: Path) -> None:
    assert ours(path)
    for name, one in ours(path).items():
        assert one["restart"] in {"unless-stopped", "always"}, name
        assert int(str(one["stop_grace_period"]).removesuffix("s")) > 10, name


@pytest.mark.parametrize("path", COMPOSE, ids=lambda path: path.name)
def test_no_service_is_cut_off_or_says_what_compose_does_not_know(path: Path) -> None:
    for name, one in services(path).items():
        assert set(one) <= COMPOSE_KEYS, name
        assert int(str(one["stop_grace_period"]).removesuffix("s")) >= 10, name


@pytest.mark.parametrize("path", COMPOSE, ids=lambda path: path.name)
def test_a_variable_that_is_not_set_ends_the_start_with_a_sentence(path: Path) -> None:
    """Compose would put nothing in its place and go on."""
    for variable in re.findall(r"(?<!\$)\$\{?([^}\s]+)", path.read_text(encoding="utf-8")):
        assert re.fullmatch(r"\w+:\?.*", variable), variable


@pytest.mark.parametrize("path", COMPOSE, ids=lambda path: path.name)
def test_who_waits_for_a_healthy_service_waits_for_one_that_says_so(path: Path) -> None:
    for one in services(path).values():
        for name, how in cast("Mapping[str, Mapping[str, str]]", one.get("depends_on", {})).items():
            assert how == {"condition": "service_healthy"}
            assert "healthcheck" in services(path)[name]


def test_the_image_says_how_its_health_is_asked_for() -> None:
    health = re.search(r"^HEALTHCHECK .*\\\n.*CMD (\[.*\])$", DOCKERFILE, re.MULTILINE)

    assert health
    compile(json.loads(health[1])[2], "HEALTHCHECK", "exec")
    assert HEALTH in health[1]
    assert "HTTP_PORT=" in DOCKERFILE


@pytest.mark.parametrize("path", COMPOSE, ids=lambda path: path.name)
def test_no_port_is_open_to_other_machines(path: Path) -> None:
    for one in services(path).values():
        assert all(port.startswith("127.0.0.1:") for port in cast("list[str]", one.get("ports", [])))


@pytest.mark.parametrize("path", COMPOSE, ids=lambda path: path.name)
def test_what_a_service_runs_is_a_command(path: Path) -> None:
    for one in ours(path).values():
        if command := cast("list[str]", one.get("command", [])):
            assert CliRunner().invoke(program, [*command, "--help"]).exit_code == 0


@pytest.mark.parametrize("path", COMPOSE, ids=lambda path: path.name)
def test_every_service_of_the_bot_has_no_rights_that_it_does_not_need(path: Path) -> None:
    for name, one in ours(path).items():
        assert one["read_only"] is True, name
        assert one["cap_drop"] == ["ALL"], name
        assert one["security_opt"] == ["no-new-privileges:true"], name
        assert "/tmp" in cast("list[str]", one["tmpfs"]), name  # noqa: S108 - the container's own


@pytest.mark.parametrize("path", COMPOSE, ids=lambda path: path.name)
def test_what_is_set_in_a_compose_file_is_a_setting(path: Path) -> None:
    for name, one in ours(path).items():
        environment = cast("Mapping[str, str]", one.get("environment", {}))
        assert set(environment) <= SETTINGS, name


@pytest.mark.parametrize("path", COMPOSE, ids=lambda path: path.name)
def test_named_volumes_are_declared(path: Path) -> None:
    declared = yaml.safe_load(path.read_text(encoding="utf-8"))["volumes"]
    assert all(f"{name}:" in path.read_text(encoding="utf-8").partition("\nvolumes:")[0] for name in declared)
    for one in services(path).values():
        for volume in cast("list[str]", one.get("volumes", [])):
            source = volume.partition(":")[0]
            assert source in declared or source.startswith((".", "/")), volume


@pytest.mark.parametrize("path", COMPOSE, ids=lambda path: path.name)
def test_the_image_is_built_from_the_project(path: Path) -> None:
    built = [cast("Mapping[str, str]", one["build"]) for one in ours(path).values() if "build" in one]
    assert built == [{"context": "..", "dockerfile": "deploy/Dockerfile"}]


def test_what_the_image_sets_is_a_setting() -> None:
    block = re.search(r"^ENV ((?:.*\\\n)*.*)$", DOCKERFILE, re.MULTILINE)
    assert block
    assert set(re.findall(r"([A-Z_]+)=", block[1])) <= SETTINGS | NOT_OURS


def test_the_image_does_not_run_as_root() -> None:
    users = re.findall(r"^USER (.*)$", DOCKERFILE, re.MULTILINE)
    assert users == ["10001:10001"]


def test_the_python_of_the_image_is_pinned_to_a_patch() -> None:
    assert re.search(r"^ARG PYTHON=3\.\d+\.\d+-slim-bookworm$", DOCKERFILE, re.MULTILINE)


def test_whatever_the_image_copies_is_let_through() -> None:
    ignored = (DEPLOY.parent / ".dockerignore").read_text(encoding="utf-8").splitlines()
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, re.MULTILINE)
    named = {source for line in copied for source in line.split()}
    assert named == {line.removeprefix("!") for line in ignored if line.startswith("!")}


def test_settings_with_secrets_are_not_let_through() -> None:
    ignored = (DEPLOY.parent / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert "*" in ignored
    assert not any("env" in line or "data" in line for line in ignored if line.startswith("!"))


def test_the_service_sets_what_is_a_setting() -> None:
    (line,) = re.findall(r"^Environment=(.*)$", SERVICE, re.MULTILINE)
    assert set(re.findall(r"([A-Z_]+)=", line)) <= SETTINGS | NOT_OURS


def test_the_service_is_not_started_again_with_wrong_settings() -> None:
    assert "RestartPreventExitStatus=2" in SERVICE.splitlines()
