"""What a browser and axe find wrong with a page."""

from importlib import resources
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

AXE = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


def violations(page: Page, view: str) -> list[str]:
    """What axe finds wrong, by rule and place."""
    page.wait_for_timeout(250)
    page.evaluate(AXE)
    found: Any = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [f"{view}: {one['id']}: {[node['target'] for node in one['nodes']][:3]}" for one in found["violations"]]


def overflows(page: Page) -> bool:
    """Whether the page is wider than the window."""
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))


def faults(browser: Browser, file: Path, width: int, scheme: Any) -> list[str]:
    """What is wrong with a page on disk: axe, what stands over the edge, errors, and requests to anywhere else."""
    found: list[str] = []
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    page.on("console", lambda said: found.append(said.text) if said.type in ("error", "warning") else None)
    page.on("request", lambda sent: found.append(sent.url) if sent.url != file.as_uri() else None)
    page.goto(file.as_uri())
    found += [*violations(page, file.name), *(["wider than the window"] if overflows(page) else [])]
    context.close()
    return found
