"""Operations are found however somebody types them."""

from __future__ import annotations

from dataclasses import replace
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.models.endpoint import Method, Status
from domain.models.entries import Kind, Ref
from domain.models.offer import Offer
from domain.shared_apis.nearby import mistyped, near
from domain.shared_apis.typed import bases_of, beginning, is_filled, matching, segments_of, typed_in
from tests.support.domain import any_text, few

BASES = bases_of(["https://shop.example/shop/backend", "/"])


def offers(*operations: str) -> list[Offer]:
    """Endpoints of these methods and paths, from E1 on; a `!` before one says that it is gone."""
    return [
        Offer(
            ref=Ref(Kind.ENDPOINT, number),
            method=Method(operation.lstrip("!").partition(" ")[0]),
            path=operation.partition(" ")[2],
            summary="",
            status=Status.GONE if operation.startswith("!") else Status.LIVE,
            api=None,
        )
        for number, operation in enumerate(operations, 1)
    ]


SHOP = offers(
    "GET /users",
    "GET /users/{id}",
    "DELETE /users/{id}",
    "GET /users/me",
    "GET /api/v1/orders/{order_id}/items/",
    "POST https://pay.example/charges?dry=1",
    "GET /django/users/<int:pk>/",
    "QUERY user",
    "MUTATION createTask",
    "!GET /old",
    "GET /reports/{name}.csv",
)


def found(typed: str, known: list[Offer] = SHOP) -> list[str]:
    return [each.operation for each in matching(typed_in(typed), known, BASES)]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("GET /users/{id}", "GET /users/{id}"),
        ("get users/:id", "GET /users/{id}"),
        ("GET /users/42", "GET /users/{id}"),
        ("GET users/<int:pk>/", "GET /users/{id}"),
        ("GET /users/me", "GET /users/me"),
        ("Get  /USERS/Me/", "GET /users/me"),
        ("DELETE https://api.example.com/users/7?x=1", "DELETE /users/{id}"),
        ("delete localhost:8000/users/7#there", "DELETE /users/{id}"),
        ("DELETE $BASE_URL/users/7", "DELETE /users/{id}"),
        ("DELETE {{baseUrl}}/users/7", "DELETE /users/{id}"),
        ("`DELETE /users/7`", "DELETE /users/{id}"),
        ("orders/3/items", "GET /api/v1/orders/{order_id}/items/"),
        ("/v1/orders/3/items", "GET /api/v1/orders/{order_id}/items/"),
        ("GET /api/v1/users", "GET /users"),
        ("GET /shop/backend/users", "GET /users"),
        ("charges", "POST https://pay.example/charges?dry=1"),
        ("https://pay.example/charges", "POST https://pay.example/charges?dry=1"),
        ("/django/users/5/", "GET /django/users/<int:pk>/"),
        ("query user", "QUERY user"),
        ("query { user(id: 1) { name } }", "QUERY user"),
        ("createtask", "MUTATION createTask"),
        ("/old", "GET /old"),
        ("/reports/june.csv", "GET /reports/{name}.csv"),
    ],
)
def test_one_is_meant(typed: str, meant: str) -> None:
    assert found(typed) == [meant]


def test_without_a_method_all_of_them_are_meant() -> None:
    assert found("/users/42") == ["GET /users/{id}", "DELETE /users/{id}"]


def test_what_is_there_goes_before_what_is_gone() -> None:
    assert found("/a/1", offers("!GET /a/{id}", "GET /a/{name}")) == ["GET /a/{name}"]


@pytest.mark.parametrize(
    "typed", ["/user", "/users/1/2", "POST /users", "/items", "", "hello world", "/shop/users"]
)
def test_what_only_looks_alike_is_not_meant(typed: str) -> None:
    assert found(typed) == []


@pytest.mark.parametrize(
    ("path", "typed", "fits"),
    [
        ("{year}-{month}", "2026-12", True),
        ("{year}-{month}", "2026-", False),
        ("{year}-{month}", "-12", False),
        ("v{major}.{minor}", "v1.2", True),
        ("v{major}.{minor}", "1.2", False),
        ("{name}{ending}", "a", False),
        ("{name}{ending}", "ab", True),
        ("{base}...{head}", "main...topic", True),
        ("{name}.csv", ".csv", False),
        ("{a}aa{b}aa", "xaaaa", False),
        ("{a}aa{b}aa", "xaayaa", True),
    ],
)
def test_each_parameter_of_a_segment_takes_something(path: str, typed: str, fits: bool) -> None:
    assert found(f"GET /{typed}", offers(f"GET /{path}")) == ([f"GET /{path}"] if fits else [])


def test_neither_a_path_of_many_parameters_nor_what_is_typed_without_end_holds_up_anybody() -> None:
    parameters = "".join(f"{{{number}}}" for number in range(8))
    known = [*SHOP, *offers(f"GET /{parameters}!")]
    began = process_time()

    assert not found("GET /" + "a" * 60, known)
    assert not found("a." * 10_000, known)
    assert not near(typed_in("a." * 10_000), known, limit=5)

    assert process_time() - began < 0.5


def like(typed: str, known: list[Offer] = SHOP) -> list[str]:
    return [each.operation for each in near(typed_in(typed), known, limit=3)]


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        ("GET /usres", "GET /users"),
        ("GET /user/42", "GET /users/{id}"),
        ("delete /user/42", "DELETE /users/{id}"),
        ("/api/v2/order/7/item", "GET /api/v1/orders/{order_id}/items/"),
        ("mutation createTasks", "MUTATION createTask"),
        ("report", "GET /reports/{name}.csv"),
    ],
)
def test_what_is_most_like_a_path_is_named_first(typed: str, nearest: str) -> None:
    assert like(typed)[0] == nearest


def test_what_says_the_same_about_other_paths_does_not_stand_before_a_path_that_is_like_it() -> None:
    told = replace(offers("GET /api/v1/tasks/")[0], ref=Ref(Kind.ENDPOINT, 99), summary="Gets a user's tasks")

    assert like("GET /user/42", [told, *SHOP])[0] == "GET /users/{id}"
    assert like("tasks of a user", [told, *SHOP])[0] == "GET /api/v1/tasks/"


@pytest.mark.parametrize("typed", ["kubernetes ingress", "GET /kubernetes/{id}", "/x", ""])
def test_what_is_unlike_is_not_near(typed: str) -> None:
    assert like(typed) == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("GET /order/{id}", ["GET /orders/{id}"]),
        ("GET /api/ordres/42", ["GET /orders/{id}"]),
        ("GET /category", ["GET /categories"]),
        ("POST /order/{id}", []),
        ("GET /orders", []),
        ("GET /orders/{id}/refunds", []),
        ("GET /refunds/{id}", []),
        ("GET /orders/mine", []),
    ],
)
def test_only_what_is_spelled_otherwise_is_mistyped(typed: str, meant: list[str]) -> None:
    known = offers("GET /orders/{id}", "GET /categories")

    assert [each.operation for each in mistyped(typed_in(typed), known)] == meant


@pytest.mark.parametrize(
    ("typed", "filled"),
    [("/users/42", True), ("/api/users/{pk}", True), ("/users/:id", True), ("/users/mine", False)],
)
def test_a_word_where_a_parameter_is_may_be_a_path_of_its_own(typed: str, filled: bool) -> None:
    [offer] = offers("GET /users/{id}")

    assert is_filled(typed_in(typed), offer) is filled


@pytest.mark.parametrize(
    ("typed", "method", "path"),
    [
        ("GET/users", Method.GET, "/users"),
        ("GET: /users/", Method.GET, "/users/"),
        ("post:/users", Method.POST, "/users"),
        ("get/users", None, "get/users"),
        ("options:8000/users", None, "options:8000/users"),
        ("QUERY{user{name}}", Method.QUERY, "user"),
    ],
)
def test_a_method_stands_before_its_path_in_some_way(typed: str, method: Method | None, path: str) -> None:
    meant = typed_in(typed)

    assert (meant.method, meant.path) == (method, path)


@pytest.mark.parametrize(
    ("typed", "may_be"),
    [
        ("/use", ["GET /users", "GET /users/me", "GET /users/{id}", "DELETE /users/{id}"]),
        ("GET /users/4", ["GET /users/{id}"]),
        ("DELETE users/", ["DELETE /users/{id}"]),
        ("orders/3/it", ["GET /api/v1/orders/{order_id}/items/"]),
        ("MUTATION cre", ["MUTATION createTask"]),
    ],
)
def test_while_one_types_it_is_offered_what_it_may_become(typed: str, may_be: list[str]) -> None:
    offered = [each.operation for each in beginning(typed_in(typed), SHOP, BASES)]

    assert set(may_be) <= set(offered)
    assert all("users" in each or "/use" not in typed for each in offered)


words = st.from_regex(r"[a-z][a-z_-]{0,8}", fullmatch=True)
parts = st.lists(st.tuples(words, st.booleans()), min_size=1, max_size=5)
methods = st.sampled_from(["GET", "POST", "PUT", "PATCH", "DELETE"])


@few
@given(
    parts=parts,
    method=methods,
    spelled=st.sampled_from([str.upper, str.lower, str.title]),
    before=st.sampled_from(["", "/", "https://api.example.com/", "http://localhost:8000/", "/api/v1/"]),
    after=st.sampled_from(["", "/", "?page=1", "#top", "/?a=/b/c"]),
    value=st.sampled_from(["42", "{other}", ":id", "<int:pk>", "<slug>", "7f-9"]),
)
def test_any_operation_is_found_however_it_is_typed(
    *, parts: list[tuple[str, bool]], method: str, spelled: object, before: str, after: str, value: str
) -> None:
    path = "".join(f"/{{{word}}}" if is_parameter else f"/{word}" for word, is_parameter in parts)
    call = "/".join(value if is_parameter else word for word, is_parameter in parts)
    assert callable(spelled)

    assert found(f"{spelled(method)} {before}{call}{after}", offers(f"{method} {path}")) == [
        f"{method} {path}"
    ]


@few
@given(any_text)
def test_anything_can_be_typed(typed: str) -> None:
    meant = typed_in(typed)

    assert all(meant.segments)
    matching(meant, SHOP, BASES)
    beginning(meant, SHOP, BASES)
    near(meant, SHOP, limit=5)
    mistyped(meant, SHOP)


def test_a_path_is_read_without_its_host_and_its_query() -> None:
    assert segments_of("https://a.example:8000/Users/{id}/?x=/y#z") == ("users", "{id}")
    assert segments_of("/") == ()
