"""The demo as a visitor meets it: the page in a browser."""

import asyncio
import re
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from playwright.async_api import Page, expect

from tests.support.chromium import browsing

SOON = 20_000
"""Milliseconds that the page gets on a busy machine."""


async def test_a_visitor_logs_a_blocker_on_the_page_and_reads_the_recap() -> None:
    async with browsing() as page, demo() as address:
        await page.goto(address)

        await types(page, "/blocker log")
        await fills(page, goal="Keep the demo honest", happened="Somebody might only look at the picture.")
        card = page.locator("#channel-timeline").get_by_text("B35 · Keep the demo honest")
        await expect(card.first).to_be_visible(timeout=SOON)

        await types(page, "/demo skip")
        recap = page.locator("#channel-timeline").get_by_text("Weekly recap")
        await expect(recap.last).to_be_visible(timeout=SOON)
        await expect(page.locator("#channel-timeline").get_by_text("Waiting for a hand").last).to_be_visible()


@asynccontextmanager
async def demo() -> AsyncGenerator[str]:
    """The demo as a process of its own, by the address that it prints; an operator's signal ends it in order."""
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "bot", "demo", stdout=PIPE)
    try:
        async with asyncio.timeout(60):
            told = await address(process)
        yield told
        process.terminate()
        async with asyncio.timeout(SOON / 1000):
            assert await process.wait() == 0
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def address(process: Process) -> str:
    """The address that the demo prints, once it does."""
    assert process.stdout is not None
    async for line in process.stdout:
        if found := re.search(rb"http://127\.0\.0\.1:\d+/#\S+", line):
            return found[0].decode()
    raise AssertionError("the demo ended before it told its address")


async def types(page: Page, command: str) -> None:
    """Type a command without options, and send it."""
    composer = page.locator("#channel-composer-input")
    await composer.fill("", timeout=SOON)
    await composer.press_sequentially(command)
    await expect(page.locator(".command-picker, [role=listbox]").first).to_be_visible(timeout=SOON)
    await composer.press("Enter")
    await expect(page.get_by_role("button", name=f"Command {command}")).to_be_visible(timeout=SOON)
    await page.locator("#send-message").click(timeout=SOON)


async def fills(page: Page, **fields: str) -> None:
    """Fill in the form that opened, and submit it."""
    for name, text in fields.items():
        await page.locator(f'.modal-field[data-custom-id="{name}"] .modal-input').fill(text, timeout=SOON)
    await page.locator("#modal-root button[type=submit]").click()
