"""Requests to a server that wants a name and a password, or a token.

A server that refuses does so before it has read a large body, and hangs up. So the way in (Basic or
Digest) is learned with a request that has no body, and used from then on.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from urllib.error import HTTPError
from urllib.request import (
    HTTPBasicAuthHandler,
    HTTPDigestAuthHandler,
    HTTPPasswordMgrWithDefaultRealm,
    OpenerDirector,
    Request,
    build_opener,
)

SECONDS = 600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """Who asks: a name and a password, or a token."""

    user: str = ""
    password: str = ""
    token: str = ""


class _Basic(HTTPBasicAuthHandler):
    wanted = False

    def retry_http_basic_auth(self, host: str, req: Request, realm: str) -> object:
        self.wanted = True
        return super().retry_http_basic_auth(host, req, realm)


class _Digest(HTTPDigestAuthHandler):
    challenge: dict[str, str] | None = None

    def get_authorization(self, req: Request, chal: dict[str, str]) -> str | None:  # type: ignore[override]
        self.challenge = chal
        return super().get_authorization(req, chal)


def send(request: Request, access: Access) -> bytes:
    """The answer to a request. Raises `HTTPError` where the server refuses, or `OSError`."""
    known = HTTPPasswordMgrWithDefaultRealm()
    if access.user:
        known.add_password(None, request.full_url, access.user, access.password)
    basic, digest = _Basic(known), _Digest(known)
    opener = build_opener(*((basic, digest) if access.user else ()))
    if access.token:
        request.add_unredirected_header("Authorization", f"Bearer {access.token}")
    elif access.user and request.data:
        _learn(opener, request.full_url)
        if digest.challenge:
            told = digest.get_authorization(request, digest.challenge)
            request.add_unredirected_header("Authorization", f"Digest {told}")
        elif basic.wanted:
            word = b64encode(f"{access.user}:{access.password}".encode()).decode("ascii")
            request.add_unredirected_header("Authorization", f"Basic {word}")
    with opener.open(request, timeout=SECONDS) as answer:
        return bytes(answer.read())


def _learn(opener: OpenerDirector, address: str) -> None:
    """Ask for the head of an address; whatever the answer, unless it is that nobody may in."""
    try:
        opener.open(Request(address, method="HEAD"), timeout=SECONDS).close()
    except HTTPError as error:
        if error.code in (401, 403):
            raise
