"""The pictures of the page: `python docs/images/make.py output/graph.html` rewrites them.

Build the sample articles first; the pictures in the documentation are of them.
"""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
WIDE, PHONE = (1400, 900), (390, 844)
PICTURES = {
    "graph": (WIDE, "light", ""),
    "graph-dark": (WIDE, "dark", "pick=node:armenia&only=armenia"),
    "map": (WIDE, "light", "view=map"),
    "timeline": (WIDE, "light", "view=timeline"),
    "territories": (WIDE, "light", "view=territories"),
    "compare": (WIDE, "light", "view=compare"),
    "phone": (PHONE, "light", ""),
    "phone-dark": (PHONE, "dark", "view=map"),
}


def picture(browser: Browser, page: Path, name: str) -> None:
    """Opens the page offline at an address, and saves what a reader sees."""
    (width, height), scheme, address = PICTURES[name]
    size = {"width": width, "height": height}
    context = browser.new_context(viewport=size, color_scheme=scheme, offline=True)
    tab = context.new_page()
    tab.goto(f"{page.resolve().as_uri()}#{address}")
    tab.wait_for_selector("body.ready")
    tab.wait_for_timeout(800)
    tab.screenshot(path=Path(__file__).parent / f"{name}.png")
    context.close()


def main() -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for name in PICTURES:
            picture(browser, Path(sys.argv[1]), name)
        browser.close()


if __name__ == "__main__":
    main()
