"""A real browser for the tests of the page: offline, with an ear for whatever it asks for."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

CHROMIUM = Path("/usr/bin/chromium")
CHECKS = (Path(__file__).parent / "page_checks.js").read_text(encoding="utf-8")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]


@dataclass
class Browser:
    """Opens pages offline, and holds whatever they asked for or complained about."""

    chromium: Any
    faults: list[str] = field(default_factory=list)

    def open(self, path: Path, fragment: str = "", **options: Any) -> Any:
        options = {"viewport": {"width": 1400, "height": 900}, "offline": True, **options}
        page = self.chromium.new_context(**options).new_page()
        page.on("console", lambda message: self.faults.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        page.on("dialog", lambda dialog: self.faults.append(f"dialog: {dialog.message}"))
        page.on("request", lambda request: self._ask(request.url))
        page.goto(path.as_uri() + fragment)
        page.wait_for_selector("body.ready")
        return page

    def _ask(self, url: str) -> None:
        if not url.startswith(("file:", "data:", "blob:")):
            self.faults.append(f"request: {url}")


def check(page: Any, name: str, argument: object = None) -> Any:
    """What one of the checks in `page_checks.js` answers."""
    checks = CHECKS.strip().rstrip(";")
    return page.evaluate(f"(argument) => {checks}.{name}(argument)", argument)


def drawn(page: Any) -> set[str]:
    return set(page.evaluate("KG.shown.nodes.map((node) => node.label)"))


def styles(page: Any) -> set[str]:
    return set(page.evaluate("KG.shown.edges.map((edge) => KG.look(edge))"))


def panel(page: Any) -> str:
    return str(page.inner_text("#panel"))
