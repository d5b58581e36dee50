"""A page that shows a document leads to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.apis.finding.discovery import discover
from domain.errors import BadInput
from tests.support.learners_host import HTML, LearnersHost, Names
from tests.support.viewers import (
    FASTAPI,
    PACKED,
    REDOC,
    SCALAR,
    SPECTACULAR,
    SPECTACULAR_REDOC,
    SPLIT,
    YASG,
    YASG_WITH_URL,
)

if TYPE_CHECKING:
    from domain.fetching import Fetcher

DOCUMENT = '{"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": {}}'


class TestAPage:
    @pytest.mark.parametrize(
        ("page", "path"),
        [
            (FASTAPI, "/openapi.json"),
            (REDOC, "/openapi.json?a=1&b=2"),
            (SPECTACULAR, "/api/v1-2/schema/?format=json"),
            (SPECTACULAR_REDOC, "/api/schema/"),
            (YASG, "/page?format=openapi"),
            (YASG_WITH_URL, "/hidden.json"),
            (SCALAR, "/openapi.yaml"),
        ],
        ids=["FastAPI", "ReDoc", "spectacular", "spectacular's ReDoc", "yasg", "yasg with url", "Scalar"],
    )
    async def test_leads_to_the_document_that_it_shows(
        self, host: LearnersHost, fetcher: Fetcher, page: str, path: str
    ) -> None:
        host.serves("/page", page, kind=HTML)
        host.serves(path, DOCUMENT)

        found = await discover(host.at("/page"), fetcher)

        assert found.address == host.at(path)
        assert host.paths == ["/page", path]

    @pytest.mark.parametrize(
        ("page", "script"), [(SPLIT, "/page?lang=en&script="), (PACKED, "/swagger-initializer.js")]
    )
    async def test_may_have_its_settings_in_a_script(
        self, host: LearnersHost, fetcher: Fetcher, page: str, script: str
    ) -> None:
        host.serves("/page", page, kind=HTML)
        host.serves(script, 'const ui = SwaggerUIBundle({url: "/mine.json"})', kind="application/javascript")
        host.serves("/mine.json", DOCUMENT)

        assert (await discover(host.at("/page"), fetcher)).address == host.at("/mine.json")

    async def test_behind_a_proxy_may_name_its_host_by_another_scheme(
        self, host: LearnersHost, fetcher: Fetcher
    ) -> None:
        host.serves("/page", REDOC.replace("/openapi", "https://127.0.0.1/openapi"), kind=HTML)
        host.serves("/openapi.json?a=1&b=2", DOCUMENT)

        assert (await discover(host.at("/page"), fetcher)).content == DOCUMENT.encode()

    async def test_does_not_lead_to_another_host(
        self, host: LearnersHost, fetcher: Fetcher, names: Names
    ) -> None:
        names.leads("petstore.test", ["127.0.0.1"])
        host.serves("/page", REDOC.replace("/openapi", host.at("/openapi", name="petstore.test")), kind=HTML)

        with pytest.raises(BadInput):
            await discover(host.at("/page"), fetcher)
        assert not names.asked

    async def test_that_names_what_is_not_there_does_not_end_the_search(
        self, host: LearnersHost, fetcher: Fetcher
    ) -> None:
        host.serves("/page", FASTAPI, kind=HTML)
        host.serves("/api/schema/", DOCUMENT)

        assert (await discover(host.at("/page"), fetcher)).address == host.at("/api/schema/")
