"""`kg serve`: a built graph as a local SPARQL endpoint with a page to ask on."""

from __future__ import annotations

import argparse
import os
from dataclasses import replace
from typing import Any

from kg.cli.arguments import add_command, add_graph


def add(commands: Any) -> None:
    """The arguments of `kg serve`."""
    told = "a local, read-only SPARQL endpoint and its page"
    parser = add_command(commands, "serve", told, run, ("kg serve -g output --port 8766",))
    add_graph(parser)
    parser.add_argument("--port", type=int, default=8765, help="8765 unless told")
    parser.add_argument("--listen", default="127.0.0.1", metavar="ADDRESS", help="of this machine")
    parser.add_argument("--i-know", action="store_true", help="other machines may reach ADDRESS")
    parser.add_argument("--timeout", type=float, default=10, metavar="S", help="for one query")
    parser.add_argument("--rows", type=int, default=10_000, metavar="N", help="of one answer")
    parser.add_argument(
        "--workers", type=int, default=max(2, os.cpu_count() or 2), metavar="N", help="one a core"
    )
    parser.add_argument(
        "--waiting", type=int, default=64, metavar="N", help="queries that may wait for a worker"
    )
    parser.add_argument(
        "--per-client", type=int, default=32, metavar="N", help="queries of one client at once"
    )
    parser.add_argument(
        "--allow-origin",
        action="append",
        default=[],
        metavar="ORIGIN",
        help="web pages that may ask, as https://example.org, or *; may be repeated",
    )
    parser.add_argument(
        "--behind-proxy",
        action="append",
        default=[],
        metavar="ADDRESS",
        help="of a proxy that tells clients apart by X-Forwarded-For; may be repeated",
    )


def run(options: argparse.Namespace) -> int:
    """Serves until it is told to end."""
    from kg.serve import LIMITS, Service, serve

    service = Service(
        address=options.listen,
        port=options.port,
        workers=options.workers,
        waiting=options.waiting,
        per_client=options.per_client,
        limits=replace(LIMITS, seconds=options.timeout, rows=options.rows),
        exposed=options.i_know,
        origins=tuple(options.allow_origin),
        proxies=tuple(options.behind_proxy),
    )
    line = f"Serving {options.output} at {service.place} (Ctrl-C ends)"
    serve(options.output, service, ready=lambda: print(line, flush=True))
    return 0
