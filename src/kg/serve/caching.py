"""What is said about an answer so that it need not be sent twice."""

from __future__ import annotations

from hashlib import sha256

from starlette.requests import Request
from starlette.responses import Response

_KEPT = ("etag", "cache-control", "vary", "link")


def conditional(request: Request, response: Response) -> Response:
    """An answer to GET with its tag; or, to who has it already, only the word that it has not
    changed.
    """
    if request.method not in ("GET", "HEAD") or response.status_code != 200:
        return response
    response.headers["Cache-Control"] = "no-cache"  # to be kept, and asked for again
    if "etag" not in response.headers:
        tag = sha256(f"{response.media_type}\n".encode() + bytes(response.body)).hexdigest()[:24]
        response.headers["ETag"] = f'W/"{tag}"'
    if not _has(request.headers.get("if-none-match", ""), response.headers["etag"]):
        return response
    kept = {name: response.headers[name] for name in _KEPT if name in response.headers}
    return Response(status_code=304, headers=kept)


def _has(known: str, tag: str) -> bool:
    tags = [one.strip().removeprefix("W/") for one in known.split(",")]
    return "*" in tags or tag.removeprefix("W/") in tags
