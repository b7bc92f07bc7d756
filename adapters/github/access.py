"""How this program signs in to GitHub, and what it asks of the connection."""

from dataclasses import dataclass, field

from github import Auth, Github

from adapters.github.patience import patience

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

    def client(self) -> Github:
        """Return a new client, which belongs to one thread: PyGithub promises no more."""
        return Github(
            auth=self._auth(),
            base_url=self.url.rstrip("/"),
            timeout=self.timeout,
            user_agent=USER_AGENT,
            per_page=MOST_PER_PAGE,
            retry=patience(self.patience, self.retries),
            seconds_between_requests=self.pause,
            lazy=True,  # requests go out where `complete` or a page is asked for, nowhere else
        )

    def _auth(self) -> Auth.Auth | None:
        if self.app:
            return Auth.AppAuth(self.app.id, self.app.key).get_installation_auth(self.app.installation)
        return Auth.Token(self.token) if self.token else None
