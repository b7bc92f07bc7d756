"""Who is limited: a caller at a server, and the name of both, from which no way leads back to the key."""

import hashlib
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Caller:
    """Whoever calls the server at `address` with `secret`; `kind` tells what is limited there."""

    kind: str
    address: str
    secret: str | None = field(default=None, repr=False)

    @property
    def subject(self) -> str:
        """The same for the same caller in every process.

        A guess at the key costs about 50 ms and 16 MB (scrypt's interactive setting, RFC 7914).
        """
        salt = f"commit-digest {self.kind} {self.address}".encode()
        key = (self.secret or "").encode()
        return f"{self.kind} {hashlib.scrypt(key, salt=salt, n=2**14, r=8, p=1, dklen=16).hex()}"
