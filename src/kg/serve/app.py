"""The routes of the server, and what every answer carries."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from kg.query import question, questions
from kg.serve.media import ROWS, TRIPLES, chosen
from kg.serve.pool import Pool
from kg.serve.protocol import answer
from kg.serve.things import thing

HEADERS = 16_384
"""Bytes of the headers of a request."""
_FILES = Path(__file__).parent / "templates"
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_OURS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
}
_PAGE_OR_ANSWER = {"text/html": "page", **ROWS, **TRIPLES}


def make_app(
    pool: Pool, *, page: Path, prefixes: Mapping[str, str], hosts: Sequence[str]
) -> Starlette:
    """The application: it answers only to the names in `hosts`."""

    async def home(request: Request) -> Response:
        return FileResponse(page, headers=_ALWAYS) if page.is_file() else await query_page(request)

    async def query_page(request: Request) -> Response:
        return FileResponse(_FILES / "query.html", headers=_ALWAYS | _OURS)

    async def sparql(request: Request) -> Response:
        wanted = chosen(request.headers.get("accept", "*/*"), _PAGE_OR_ANSWER)
        if wanted == "text/html" and request.method != "POST" and not request.query_params:
            return await query_page(request)
        return _with(_ALWAYS, await answer(request, pool))

    async def named(request: Request) -> Response:
        told = {
            name: {"help": help_, "query": question(name)} for name, help_ in questions().items()
        }
        return JSONResponse(told, headers=_ALWAYS)

    async def here(request: Request) -> Response:
        return _with(_ALWAYS | _OURS, await thing(request, pool, prefixes))

    @asynccontextmanager
    async def life(app: Starlette) -> AsyncIterator[None]:
        pool.open()
        try:
            yield
        finally:
            pool.close()

    return Starlette(
        routes=[
            Route("/", home),
            Route("/sparql", sparql, methods=["GET", "POST"]),
            Route("/questions.json", named),
            Mount("/static", StaticFiles(directory=_FILES)),
            Route("/{path:path}", here),
        ],
        middleware=[
            Middleware(SmallHeaders),
            Middleware(TrustedHostMiddleware, allowed_hosts=hosts, www_redirect=False),
        ],
        exception_handlers={HTTPException: _refusal},
        lifespan=life,
    )


class SmallHeaders:
    """Refuses headers that are too large, also those that came in one piece."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if sum(len(name) + len(value) for name, value in scope.get("headers", ())) > HEADERS:
            too_large = PlainTextResponse(
                "the headers are too large\n", 431, {"Connection": "close"}
            )
            await too_large(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def _with(headers: Mapping[str, str], response: Response) -> Response:
    response.headers.update(headers)
    return response


async def _refusal(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    text = f"{error.detail}\n"
    return PlainTextResponse(text, error.status_code, {**(error.headers or {}), **_ALWAYS})
