"""The demo as a visitor meets it: the page in a browser."""

import asyncio
import re
import signal

import pytest
from playwright.async_api import Page, expect

from bot.config import Settings
from bot.demo.stage import perform
from tests.support.chromium import browsing

SOON = 20_000
"""Milliseconds that the page gets on a busy machine."""


async def test_a_visitor_logs_a_blocker_on_the_page_and_reads_the_recap(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    async with browsing() as page:
        demo = asyncio.create_task(perform(settings))
        await page.goto(await address(demo, capsys))

        await types(page, "/blocker log")
        await page.keyboard.press("Enter")  # the page stops at the option that may be left out
        await fills(page, goal="Keep the demo honest", happened="Somebody might only look at the picture.")
        card = page.locator("#channel-timeline").get_by_text("B35 · Keep the demo honest")
        await expect(card.first).to_be_visible(timeout=SOON)

        await types(page, "/demo skip")
        recap = page.locator("#channel-timeline").get_by_text("Weekly recap")
        await expect(recap.last).to_be_visible(timeout=SOON)
        await expect(page.locator("#channel-timeline").get_by_text("Waiting for a hand").last).to_be_visible()

        signal.raise_signal(signal.SIGTERM)
        await asyncio.wait_for(demo, SOON / 1000)


async def address(demo: asyncio.Task[None], capsys: pytest.CaptureFixture[str]) -> str:
    """The address that the demo prints, once it does."""
    printed = ""
    async with asyncio.timeout(60):
        while True:
            printed += capsys.readouterr().out
            if found := re.search(r"http://127\.0\.0\.1:\d+/#\S+", printed):
                return found[0]
            assert not demo.done(), printed
            await asyncio.wait([demo], timeout=0.05)


async def types(page: Page, command: str) -> None:
    """Type a command without options, and send it."""
    composer = page.locator("#channel-composer-input")
    await composer.fill("", timeout=SOON)
    await composer.press_sequentially(command)
    await expect(page.locator(".command-picker, [role=listbox]").first).to_be_visible(timeout=SOON)
    await composer.press("Enter")
    await page.keyboard.press("Enter")


async def fills(page: Page, **fields: str) -> None:
    """Fill in the form that opened, and submit it."""
    for name, text in fields.items():
        await page.locator(f'.modal-field[data-custom-id="{name}"] .modal-input').fill(text, timeout=SOON)
    await page.locator("#modal-root button[type=submit]").click()
