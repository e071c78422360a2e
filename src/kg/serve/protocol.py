"""The SPARQL 1.1 protocol, as much of it as reads: a request -> a query, and answers."""

from __future__ import annotations

import asyncio
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from kg.errors import QueryError, QueryStopped
from kg.sandbox import Answer, Substitutions
from kg.serve.media import ROWS, TRIPLES, chosen
from kg.serve.pool import Busy, Pool

_LARGEST = 65_536
_SLOWEST = 5.0
_FORM = "application/x-www-form-urlencoded"
_DATASET = {"default-graph-uri", "named-graph-uri"}


async def answer(request: Request, pool: Pool) -> Response:
    """The answer to a query by GET, by a form, or by itself."""
    _check_site(request)
    query = await _query(request)
    accept = request.headers.get("accept", "*/*")
    rows, triples = chosen(accept, ROWS), chosen(accept, TRIPLES)
    if rows is None and triples is None:
        raise HTTPException(406, f"there are {', '.join([*ROWS, *TRIPLES])}")
    told = await ask(
        request,
        pool,
        query,
        rows=ROWS[rows] if rows else "json",
        triples=TRIPLES[triples] if triples else "turtle",
    )
    media = triples if told.kind == "triples" else rows
    if media is None:
        raise HTTPException(406, f"the answer is {told.kind}: ask for {', '.join(ROWS)}")
    return Response(told.body, media_type=media, headers={"Vary": "Accept"})


async def ask(
    request: Request,
    pool: Pool,
    query: str,
    substitutions: Substitutions | None = None,
    *,
    rows: str = "json",
    triples: str = "turtle",
) -> Answer:
    """The answer of a worker; what goes wrong becomes an HTTP error."""
    client = request.client.host if request.client else ""
    try:
        return await pool.ask(client, query, substitutions, rows=rows, triples=triples)
    except QueryStopped as error:
        raise HTTPException(504, error.problem) from error
    except QueryError as error:
        raise HTTPException(400, error.problem) from error
    except Busy as error:
        raise HTTPException(error.status, str(error), {"Retry-After": "1"}) from error


def _check_site(request: Request) -> None:
    """Raises 403 where a browser asks for a page from elsewhere; other programs tell no page."""
    site = request.headers.get("sec-fetch-site", "none").lower()
    origin = request.headers.get("origin")
    host = request.headers.get("host", "")
    invited = getattr(request.app.state, "origins", ())
    if origin in invited or (origin and "*" in invited):
        return
    if site not in ("none", "same-origin") or origin not in (
        None,
        f"http://{host}",
        f"https://{host}",
    ):
        raise HTTPException(403, "a page from elsewhere may not ask here")


async def _query(request: Request) -> str:
    """The query of a request. Raises 400, 403, 408, 413 or 415."""
    pairs = list(request.query_params.multi_items())
    if request.method == "POST":
        media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        body = await _body(request)
        if media == _FORM:
            pairs += parse_qsl(body, keep_blank_values=True, max_num_fields=100)
        elif media == "application/sparql-query":
            pairs.append(("query", body))
        elif media == "application/sparql-update":
            raise HTTPException(403, "this graph is read only")
        else:
            raise HTTPException(415, f"send {_FORM} or application/sparql-query")
    return _one_query(pairs)


def _one_query(pairs: list[tuple[str, str]]) -> str:
    names = {name for name, _ in pairs}
    if "update" in names:
        raise HTTPException(403, "this graph is read only")
    if names & _DATASET:
        raise HTTPException(400, "there is one graph here, and no other to choose")
    queries = [value for name, value in pairs if name == "query"]
    if len(queries) != 1:
        raise HTTPException(400, f"a request has one query, not {len(queries)}")
    return queries[0]


async def _body(request: Request) -> str:
    """The body as text, as long as it is small and comes in time."""
    try:
        async with asyncio.timeout(_SLOWEST):
            return (await _read(request)).decode("utf-8")
    except TimeoutError as error:
        raise HTTPException(408, f"the body took more than {_SLOWEST:g} seconds") from error
    except ClientDisconnect as error:
        raise HTTPException(400, "the body broke off") from error
    except ValueError as error:
        raise HTTPException(400, "the body is not UTF-8") from error


async def _read(request: Request) -> bytes:
    body = b""
    if request.headers.get("content-length", "0").isdecimal():
        _check(int(request.headers.get("content-length", "0")))
    async for chunk in request.stream():
        body += chunk
        _check(len(body))
    return body


def _check(size: int) -> None:
    if size > _LARGEST:
        raise HTTPException(413, f"a query has at most {_LARGEST} bytes", {"Connection": "close"})
