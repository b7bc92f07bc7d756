"""How this program signs in to GitHub, and what it asks of the connection."""

import logging
from dataclasses import dataclass, field

import requests
from github import (
    Auth,
    BadCredentialsException,
    Github,
    GithubException,
    UnknownObjectException,
    set_log_level,
)

from adapters.github.patience import Limited, Sleep, patience
from bot.throttling import Caller

PUBLIC_API = "https://api.github.com"
USER_AGENT = "commit-digest"
MOST_PER_PAGE = 100  # of a list (GitHub's documentation, "Using pagination in the REST API")


@dataclass(frozen=True, slots=True)
class App:
    """A GitHub App as it was installed; `key` is the text of its private key (PEM)."""

    id: str
    installation: int
    key: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Access:
    """Where the API is, who asks, and with how much patience; times are in seconds.

    `url` of an Enterprise Server is `https://HOST/api/v3`. Without `token` and `app` the caller is
    nobody and gets 60 requests an hour. `pause` lies between two requests of one thread. A limit that
    ends within `patience` is waited for in the thread; a longer one is an error that says how long.
    """

    url: str = PUBLIC_API
    token: str | None = field(default=None, repr=False)
    app: App | None = None
    timeout: int = 15
    pause: float = 0.25
    patience: float = 20
    retries: int = 4
    workers: int = 4

    def auth(self) -> Auth.Auth | None:
        """Return our credentials, which all threads share: each would sign in an App anew."""
        if self.app:
            return Auth.AppAuth(self.app.id, self.app.key).get_installation_auth(self.app.installation)
        return Auth.Token(self.token) if self.token else None

    @property
    def caller(self) -> Caller:
        """Who GitHub's limits are for; an App's are for each installation."""
        if self.app:
            return Caller(f"github {self.app.installation}", self.url, self.app.id)
        return Caller("github", self.url, self.token)

    def client(self, auth: Auth.Auth | None, sleep: Sleep, limited: Limited = lambda _: None) -> Github:
        """Return a new client, which belongs to one thread: PyGithub promises no more.

        `sleep` is how it waits between two attempts; `limited` hears of the waits that GitHub asks for.
        """
        set_log_level(logging.CRITICAL)  # PyGithub has a handler of its own, which shows a server's words
        client = Github(
            auth=auth,
            base_url=self.url.rstrip("/"),
            timeout=self.timeout,
            user_agent=USER_AGENT,
            per_page=MOST_PER_PAGE,
            retry=patience(self.patience, self.retries, sleep, limited),
            seconds_between_requests=self.pause,
            lazy=True,  # requests go out where `complete` or a page is asked for, nowhere else
        )
        if isinstance(auth, Auth.AppInstallationAuth):
            _sign_in(auth)
        return client


def _sign_in(app: Auth.AppInstallationAuth) -> None:
    """Ask for the first token now: later, an unknown installation would look like an unknown repository."""
    try:
        app.token  # noqa: B018 - reading it asks GitHub
    except UnknownObjectException as error:
        raise BadCredentialsException(401, message="the App has no such installation") from error
    except (GithubException, requests.RequestException):
        raise
    except Exception as error:
        told = f"the App's private key cannot be used ({type(error).__name__})"
        raise BadCredentialsException(401, message=told) from error
