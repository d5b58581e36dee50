"""Several APIs in one document of OpenAPI 3.1: each keeps what is its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.support.exporting import answered, answering, exported, named, openapi

if TYPE_CHECKING:
    from domain.apis.tree import Object

SHOP = "https://shop.example.org"
BANK = "https://bank.example.org"
THING: Object = {"$ref": "#/components/schemas/Thing"}
BEARER: Object = {"bearer": {"type": "http", "scheme": "bearer"}}


def at(*servers: str) -> list[Any]:
    return [{"url": server} for server in servers]


def a3(paths: Object, *servers: str, **more: Any) -> Any:
    return named(openapi(paths, servers=at(*servers), **more), "A3 · Shop API")


def a4(paths: Object, *servers: str, **more: Any) -> Any:
    return named(openapi(paths, servers=at(*servers), **more), "A4 · Bank API")


def test_each_path_says_where_it_is_served() -> None:
    document = exported(a3({"/carts": {"get": {}}}, SHOP), a4({"/accounts": {"get": {}}}, BANK))

    assert {path: item["servers"] for path, item in document["paths"].items()} == {
        "/carts": at(SHOP),
        "/accounts": at(BANK),
    }
    assert "servers" not in document


def test_components_of_one_name_are_told_apart() -> None:
    document = exported(
        a3(answering(THING), SHOP, components={"schemas": {"Thing": {"type": "object"}}}),
        a4(
            {"/others": answering(THING)["/things"]},
            BANK,
            components={"schemas": {"Thing": {"type": "array", "items": THING}}},
        ),
    )

    assert answered(document) == THING
    assert answered(document, "/others") == {"$ref": "#/components/schemas/Thing_a4"}
    assert document["components"]["schemas"] == {
        "Thing": {"type": "object"},
        "Thing_a4": {"type": "array", "items": {"$ref": "#/components/schemas/Thing_a4"}},
    }


def test_ids_of_operations_are_told_apart_and_links_follow() -> None:
    listed: Object = {"get": {"operationId": "list"}}
    link: Object = {"200": {"description": "", "links": {"again": {"operationId": "list"}}}}
    linked: Object = {"get": {"operationId": "list", "responses": link}}

    document = exported(a3({"/carts": listed}, SHOP), a4({"/accounts": linked}, BANK))

    assert document["paths"]["/carts"]["get"]["operationId"] == "list"
    second = document["paths"]["/accounts"]["get"]
    assert second["operationId"] == "list_a4"
    assert second["responses"]["200"]["links"] == {"again": {"operationId": "list_a4"}}


def test_tags_say_which_api_it_is() -> None:
    document = exported(
        a3(
            {"/carts": {"get": {"tags": ["carts"]}}},
            SHOP,
            tags=[{"name": "carts", "description": "What one buys."}],
        ),
        a4({"/accounts": {"get": {}}}, BANK),
    )

    assert document["paths"]["/carts"]["get"]["tags"] == ["A3 · Shop API / carts"]
    assert document["paths"]["/accounts"]["get"]["tags"] == ["A4 · Bank API"]
    assert document["tags"] == [
        {"name": "A3 · Shop API / carts", "description": "What one buys."},
        {"name": "A4 · Bank API"},
    ]


def test_each_operation_says_how_to_authenticate() -> None:
    public: Object = {"get": {"security": []}}
    cookie: Object = {"bearer": {"type": "apiKey", "in": "cookie", "name": "sessionid"}}
    guarded: dict[str, Any] = {"security": [{"bearer": []}]}

    document = exported(
        a3(
            {"/carts": {"get": {}}, "/health": public},
            SHOP,
            components={"securitySchemes": BEARER},
            **guarded,
        ),
        a4({"/accounts": {"get": {}}}, BANK, components={"securitySchemes": cookie}, **guarded),
        named(openapi({"/free": {"get": {}}}), "A5 · Free"),
    )

    operations = {path: item["get"].get("security") for path, item in document["paths"].items()}
    assert operations == {
        "/carts": [{"bearer": []}],
        "/health": [],
        "/accounts": [{"bearer_a4": []}],
        "/free": None,
    }
    assert "security" not in document
    assert document["components"]["securitySchemes"] == {**BEARER, "bearer_a4": cookie["bearer"]}


def test_a_security_scheme_that_is_the_same_is_shared() -> None:
    guarded: dict[str, Any] = {"components": {"securitySchemes": BEARER}, "security": [{"bearer": []}]}

    document = exported(a3({"/carts": {"get": {}}}, **guarded), a4({"/accounts": {"get": {}}}, **guarded))

    assert document["components"]["securitySchemes"] == BEARER
    assert document["paths"]["/accounts"]["get"]["security"] == [{"bearer": []}]


def test_a_path_of_two_apis_with_other_methods_is_shared() -> None:
    document = exported(a3({"/users": {"get": {}}}, SHOP), a4({"/users": {"post": {}}}, BANK))

    item = document["paths"]["/users"]
    assert item["servers"] == at(SHOP)
    assert item["post"]["servers"] == at(BANK)


def test_an_operation_of_two_apis_moves_to_its_whole_path() -> None:
    document = exported(a3({"/users": {"get": {}}}, SHOP), a4({"/users": {"get": {}}}, f"{BANK}/api/v1/"))

    assert list(document["paths"]) == ["/users", "/api/v1/users"]
    assert document["paths"]["/api/v1/users"]["servers"] == at(BANK)


def test_an_operation_that_cannot_move_is_marked() -> None:
    users: Object = {"/users": {"get": {}}}

    document = exported(a3(users, SHOP), a4(users, BANK), named(openapi(users, servers=at(SHOP)), "A4"))

    assert list(document["paths"]) == ["/users", "/users#a4", "/users#a4-2"]
    assert document["paths"]["/users#a4"]["servers"] == at(BANK)


def test_paths_that_differ_in_what_parameters_are_called_are_one_path() -> None:
    document = exported(
        a3({"/users/{id}": {"get": {}}}, SHOP), a4({"/users/{pk}": {"post": {}}}, f"{BANK}/v1")
    )

    assert list(document["paths"]) == ["/users/{id}", "/v1/users/{pk}"]


def test_the_description_says_which_apis_there_are() -> None:
    document = exported(
        a3({}, SHOP),
        named({**openapi({}), "info": {"title": "Bank", "description": "Money."}}, "A4 · Bank API"),
    )

    assert document["info"]["title"] == "Everything"
    assert document["info"]["description"] == "# A3 · Shop API (1.2)\n\n# A4 · Bank API\n\nMoney."


def test_webhooks_of_one_name_are_told_apart() -> None:
    hooks: Object = {"paid": {"post": {}}}

    document = exported(a3({}, SHOP, webhooks=hooks), a4({}, BANK, webhooks=hooks))

    assert list(document["webhooks"]) == ["paid", "paid_a4"]


def test_swagger_graphql_and_openapi_stand_side_by_side() -> None:
    swagger: Object = {
        "swagger": "2.0",
        "info": {"title": "Old", "version": "1"},
        "host": "old.example.org",
        "paths": {"/old": {"get": {"responses": {"200": {"description": "Fine."}}}}},
    }

    document = exported(
        named(openapi({"/new": {"get": {}}})), named(swagger), named(b"type Query { users: [String!]! }")
    )

    assert list(document["paths"]) == ["/new", "/old", "/graphql"]


def test_where_an_api_is_served_is_taken_from_who_shared_it_if_its_document_does_not_tell() -> None:
    document = exported(
        named(openapi({"/carts": {"get": {}}}), address=SHOP),
        named(openapi({"/accounts": {"get": {}}}, servers=at(BANK)), address=SHOP),
        named(b"type Query { users: [String!]! }", address=f"{SHOP}/graphql/"),
    )

    assert {path: item["servers"] for path, item in document["paths"].items()} == {
        "/carts": at(SHOP),
        "/accounts": at(BANK),
        "/graphql/": at(SHOP),
    }


def test_a_server_that_is_a_mere_path_is_meant_from_where_the_api_is_served() -> None:
    document = exported(named(openapi({"/carts": {"get": {}}}, servers=at("/api/v1")), address=SHOP))

    assert document["servers"] == at(f"{SHOP}/api/v1")
