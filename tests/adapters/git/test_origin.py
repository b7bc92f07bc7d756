"""Names and addresses from the URL of an origin."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.git.origin import origin_of

ROOT = Path("/srv/git/folder.git")


@pytest.mark.parametrize(
    "url",
    [
        "https://github.com/acme/app.git",
        "https://github.com/acme/app",
        "https://github.com/acme/app/",
        "HTTPS://GitHub.com/acme/app.git",
        "https://www.github.com/acme/app",
        "https://ada:secret@github.com/acme/app.git",
        "https://token@github.com:443/acme/app.git",
        "http://github.com/acme/app.git",
        "git://github.com/acme/app.git",
        "ssh://git@github.com/acme/app.git",
        "ssh://git@ssh.github.com:443/acme/app.git",
        "git+ssh://git@github.com/acme/app.git",
        "git@github.com:acme/app.git",
        "github.com:acme/app",
        "git@github.com:/acme/app.git",
    ],
)
def test_every_form_of_a_github_url_names_repository_and_page(url: str) -> None:
    origin = origin_of(url, ROOT)
    assert (origin.name, origin.commit_url("abc")) == ("acme/app", "https://github.com/acme/app/commit/abc")


@pytest.mark.parametrize(
    ("url", "page"),
    [
        ("https://gitlab.com/group/sub/app.git", "https://gitlab.com/group/sub/app/-/commit/abc"),
        ("git@bitbucket.org:sub/app.git", "https://bitbucket.org/sub/app/commits/abc"),
        ("https://codeberg.org/sub/app", "https://codeberg.org/sub/app/commit/abc"),
    ],
)
def test_other_known_hosts_show_commits_at_their_own_addresses(url: str, page: str) -> None:
    origin = origin_of(url, ROOT)
    assert (origin.name, origin.commit_url("abc")) == ("sub/app", page)


@pytest.mark.parametrize(
    "url",
    [
        "https://git.example.org/acme/app.git",
        "ssh://git.example.org:2222/~ada/acme/app.git",
        "git.example.org:acme/app.git",
        "/srv/mirrors/acme/app.git",
        "file:///srv/acme/app.git",
        "../acme/app",
    ],
)
def test_other_places_name_a_repository_but_no_page(url: str) -> None:
    origin = origin_of(url, ROOT)
    assert (origin.name, origin.commit_url("abc")) == ("acme/app", None)


@pytest.mark.parametrize(
    "url", [None, "", "app.git", "https://github.com/app", "https://github.com/../..", "a b/c\nd"]
)
def test_without_a_usable_origin_the_folder_gives_the_name(url: str | None) -> None:
    assert origin_of(url, ROOT).name == "folder"


@given(st.text(max_size=30), st.text(max_size=30))
def test_user_and_password_are_never_shown(user: str, rest: str) -> None:
    origin = origin_of(f"https://{user}hunter2:hunter2@github.com/acme/app{rest}", ROOT)
    assert "hunter2" not in f"{origin}"


@given(st.text(max_size=200))
def test_any_url_gives_some_name(url: str) -> None:
    assert origin_of(url, ROOT).name
