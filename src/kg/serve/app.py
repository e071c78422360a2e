"""The routes of the server, and what every answer carries."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from kg.query import question, questions
from kg.serve.about import ontology, service, void
from kg.serve.caching import conditional
from kg.serve.media import ROWS, TRIPLES, chosen
from kg.serve.pool import Pool
from kg.serve.protocol import answer
from kg.serve.things import DOCUMENTS, document, thing

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
    pool: Pool,
    *,
    page: Path,
    prefixes: Mapping[str, str],
    hosts: Sequence[str],
    origins: Sequence[str] = (),
) -> Starlette:
    """The application: it answers only to the names in `hosts`, and lets the pages of `origins`
    ask, and read its answers.
    """
    views = _Views(pool=pool, page=page, prefixes=prefixes)
    app = Starlette(
        routes=[
            Route("/", views.home),
            Route("/sparql", views.sparql, methods=["GET", "POST"]),
            Route("/questions.json", views.named),
            Mount("/static", StaticFiles(directory=_FILES)),
            Route("/ontology", views.terms),
            Route("/.well-known/void", views.known),
            Route(DOCUMENTS + "{path:path}", views.told),
            Route("/{path:path}", views.here),
        ],
        middleware=[
            Middleware(SmallHeaders),
            Middleware(TrustedHostMiddleware, allowed_hosts=hosts, www_redirect=False),
            *([_let_in(origins)] if origins else []),
            Middleware(GZipMiddleware, minimum_size=1000, compresslevel=4),
        ],
        exception_handlers={HTTPException: _refusal},
        lifespan=views.life,
    )
    app.state.origins = tuple(origins)
    return app


@dataclass(frozen=True, slots=True, kw_only=True)
class _Views:
    """What is answered at each path."""

    pool: Pool
    page: Path
    prefixes: Mapping[str, str]

    async def home(self, request: Request) -> Response:
        if not self.page.is_file():
            return _query_page()
        file = FileResponse(self.page, headers=_ALWAYS, stat_result=self.page.stat())
        return conditional(request, file)

    async def sparql(self, request: Request) -> Response:
        wanted = chosen(request.headers.get("accept", "*/*"), _PAGE_OR_ANSWER)
        bare = request.method != "POST" and not request.query_params
        if wanted == "text/html" and bare:
            return _query_page()
        told = service if wanted == "text/turtle" and bare else answer
        return conditional(request, _with(_ALWAYS, await told(request, self.pool)))

    async def named(self, request: Request) -> Response:
        told = {
            name: {"help": help_, "query": question(name)} for name, help_ in questions().items()
        }
        return JSONResponse(told, headers=_ALWAYS)

    async def here(self, request: Request) -> Response:
        return _with(_ALWAYS | _OURS, await thing(request, self.pool, self.prefixes))

    async def told(self, request: Request) -> Response:
        found = await document(request, self.pool, self.prefixes)
        return conditional(request, _with(_ALWAYS | _OURS, found))

    async def terms(self, request: Request) -> Response:
        return conditional(request, _with(_ALWAYS, await ontology(request)))

    async def known(self, request: Request) -> Response:
        base = self.prefixes.get("d", "")
        return _with(_ALWAYS, await void(request, self.pool, base, DOCUMENTS))

    @asynccontextmanager
    async def life(self, app: Starlette) -> AsyncIterator[None]:
        self.pool.open()
        try:
            yield
        finally:
            self.pool.close()


def _query_page() -> Response:
    return FileResponse(_FILES / "query.html", headers=_ALWAYS | _OURS)


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


def _let_in(origins: Sequence[str]) -> Middleware:
    """Tells browsers that the pages of these origins may ask and read."""
    shown = ["ETag", "Link", "Location", "Retry-After"]
    methods = ["GET", "HEAD", "POST"]
    return Middleware(
        CORSMiddleware, allow_origins=origins, allow_methods=methods, expose_headers=shown
    )


def _with(headers: Mapping[str, str], response: Response) -> Response:
    response.headers.update(headers)
    return response


async def _refusal(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    text = f"{error.detail}\n"
    return PlainTextResponse(text, error.status_code, {**(error.headers or {}), **_ALWAYS})
