"""The routes of the server, and what every answer carries."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
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

from kg.query import question, questions
from kg.serve.about import ontology, service, void
from kg.serve.caching import conditional
from kg.serve.media import ROWS, TRIPLES, chosen
from kg.serve.pool import Pool
from kg.serve.protocol import answer
from kg.serve.things import DOCUMENTS, document, thing

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
    read its answers.
    """

    async def home(request: Request) -> Response:
        if not page.is_file():
            return await query_page(request)
        file = FileResponse(page, headers=_ALWAYS, stat_result=page.stat())
        return conditional(request, file)

    async def query_page(request: Request) -> Response:
        return FileResponse(_FILES / "query.html", headers=_ALWAYS | _OURS)

    async def sparql(request: Request) -> Response:
        wanted = chosen(request.headers.get("accept", "*/*"), _PAGE_OR_ANSWER)
        if wanted == "text/html" and request.method != "POST" and not request.query_params:
            return await query_page(request)
        if wanted == "text/turtle" and request.method != "POST" and not request.query_params:
            return conditional(request, _with(_ALWAYS, await service(request, pool)))
        return conditional(request, _with(_ALWAYS, await answer(request, pool)))

    async def named(request: Request) -> Response:
        told = {
            name: {"help": help_, "query": question(name)} for name, help_ in questions().items()
        }
        return JSONResponse(told, headers=_ALWAYS)

    async def here(request: Request) -> Response:
        return _with(_ALWAYS | _OURS, await thing(request, pool, prefixes))

    async def told(request: Request) -> Response:
        found = await document(request, pool, prefixes)
        return conditional(request, _with(_ALWAYS | _OURS, found))

    async def terms(request: Request) -> Response:
        return conditional(request, _with(_ALWAYS, await ontology(request)))

    async def known(request: Request) -> Response:
        return _with(_ALWAYS, await void(request, pool, prefixes.get("d", ""), DOCUMENTS))

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
            Route("/ontology", terms),
            Route("/.well-known/void", known),
            Route(DOCUMENTS + "{path:path}", told),
            Route("/{path:path}", here),
        ],
        middleware=[
            Middleware(TrustedHostMiddleware, allowed_hosts=hosts, www_redirect=False),
            *([_let_in(origins)] if origins else []),
            Middleware(GZipMiddleware, minimum_size=1000, compresslevel=4),
        ],
        exception_handlers={HTTPException: _refusal},
        lifespan=life,
    )


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
