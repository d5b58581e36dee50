"""What a pasted error says: its class, its message, the user's own frame, and what to search for."""

import pytest

from domain.traces import Trouble, trouble_in, troubles_in


def read(text: str) -> Trouble:
    trouble = trouble_in(text)
    assert trouble, text
    return trouble


TRACEBACK = """Traceback (most recent call last):
  File "/home/ada/shop/orders/views.py", line 41, in create
    order.save()
  File "/home/ada/shop/.venv/lib/python3.11/site-packages/django/db/models/base.py", line 814, in save
    self.save_base(
django.db.utils.IntegrityError: NOT NULL constraint failed: orders_order.customer_id
"""


def test_a_traceback_tells_class_message_and_the_users_own_frame() -> None:
    trouble = read(TRACEBACK)

    assert trouble.kind == "django.db.utils.IntegrityError"
    assert trouble.message == "NOT NULL constraint failed: orders_order.customer_id"
    assert trouble.frame == "orders/views.py:create"


def test_one_searches_for_what_is_the_same_on_every_machine() -> None:
    assert read(TRACEBACK).words == (
        "django.db.utils.IntegrityError NOT NULL constraint failed orders_order.customer_id create"
    )


def test_a_chain_is_found_by_its_last_error_and_by_what_it_began_with() -> None:
    root = read(TRACEBACK)
    chained = read(
        f"{TRACEBACK}\nDuring handling of the above exception, another exception occurred:\n\n"
        'Traceback (most recent call last):\n  File "/app/orders/tasks.py", line 3, in pay\n    pay()\n'
        "orders.errors.NotPaid: the order could not be paid\n"
    )

    assert (chained.kind, chained.frame) == ("orders.errors.NotPaid", "orders/tasks.py:pay")
    assert chained.cause == root
    assert set(root.fingerprints) < set(chained.fingerprints)


def test_the_last_line_alone_finds_the_whole_traceback() -> None:
    last = read(TRACEBACK.splitlines()[-1])

    assert set(last.fingerprints) < set(read(TRACEBACK).fingerprints)


def test_a_traceback_that_is_cut_off_below_tells_nothing() -> None:
    assert trouble_in("\n".join([*TRACEBACK.splitlines()[:-1], "Thanks!", "Note: I am new"])) is None


@pytest.mark.parametrize(
    ("text", "kind", "message", "frame"),
    [
        (
            '  File "app.py", line 3\n    print("x"\n         ^\nSyntaxError: \'(\' was never closed',
            "SyntaxError",
            "'(' was never closed",
            "app.py",
        ),
        (
            '  File "C:\\Users\\ada\\shop\\views.py", line 1, in f\n    raise KeyError\nKeyError',
            "KeyError",
            "",
            "shop/views.py:f",
        ),
        (
            "orders/tests.py:30: in test_paid\n    assert answer.status_code == 201\nE   assert 400 == 201",
            "AssertionError",
            "assert 400 == 201",
            "orders/tests.py:test_paid",
        ),
        (
            "___ test_paid ___\n>       pay()\nE       ValueError: no card given\n\norders/tests.py:30: ValueError",
            "ValueError",
            "no card given",
            "orders/tests.py:test_paid",
        ),
        (
            "pydantic.ValidationError: 1 validation error for Order\nprice\n  Input should be a number\n    More: …",
            "pydantic.ValidationError",
            "1 validation error for Order price Input should be a number",
            "",
        ),
        (
            (
                "(node:1) UnhandledPromiseRejectionWarning: TypeError: pay is not a function\n"
                "    at next (/app/node_modules/express/router.js:1:2)\n    at async pay (/app/src/routes/pay.js:10:5)"
            ),
            "TypeError",
            "pay is not a function",
            "routes/pay.js:pay",
        ),
        (
            (
                "Uncaught (in promise) AxiosError: Request failed with status code 404\n"
                "    at settle (settle.js:19:12)\n    at getOrders (http://localhost:5173/src/api/orders.ts?t=17:12:3)"
            ),
            "AxiosError",
            "Request failed with status code 404",
            "api/orders.ts:getOrders",
        ),
        (
            "error.js:20 Uncaught Error: Too many re-renders.\n    at App (<anonymous>)\n    at App (App.jsx:3:1)",
            "Error",
            "Too many re-renders.",
            "App.jsx:App",
        ),
        (
            "Error: Cannot find module 'express'\nRequire stack:\n- /home/ada/shop/server/index.js",
            "Error",
            "Cannot find module 'express'",
            "server/index.js",
        ),
        (
            "TypeError: cart is null\naddToCart@http://localhost:3000/src/cart.js:10:5",
            "TypeError",
            "cart is null",
            "src/cart.js:addToCart",
        ),
        (
            '[plugin:vite:import-analysis] Failed to resolve import "axios" from "src/api.js". Does the file exist?',
            "vite",
            'Failed to resolve import "axios" from "src/api.js". Does the file exist?',
            "",
        ),
        ('npm error Missing script: "dev"\nnpm error', "npm", 'Missing script: "dev"', ""),
        (
            "src/x.ts:3:4 - error TS2322: Type 'string' is not assignable to type 'number'.",
            "TS2322",
            "Type 'string' is not assignable to type 'number'.",
            "src/x.ts",
        ),
        (
            "TemplateDoesNotExist at /orders/\norders/list.html",
            "TemplateDoesNotExist",
            "orders/list.html",
            "",
        ),
        (
            "2025-01-02 10:11:12 UTC [7] FATAL:  the database is starting up",
            "",
            "the database is starting up",
            "",
        ),
        ("Error: in prepare, no such table: users (1)", "", "no such table: users", ""),
        ("web-1 exited with code 137", "container", "exited with code 137", ""),
        ("curl: (7) Failed to connect to localhost", "curl: (7)", "Failed to connect to localhost", ""),
        (
            "git@github.com: Permission denied (publickey).\nfatal: Could not read from remote repository.",
            "ssh",
            "Permission denied (publickey)",
            "",
        ),
        (
            "ERROR: No matching distribution found for djang",
            "",
            "No matching distribution found for djang",
            "",
        ),
        (
            "I get `ModuleNotFoundError: No module named 'celery'` when I start it, why?",
            "ModuleNotFoundError",
            "No module named 'celery'",
            "",
        ),
    ],
)
def test_each_program_is_understood(text: str, kind: str, message: str, frame: str) -> None:
    trouble = read(text)

    assert (trouble.kind, trouble.message, trouble.frame) == (kind, message, frame)


def test_the_copy_and_paste_view_of_djangos_page_is_read() -> None:
    trouble = read(
        "Environment:\n\nRequest Method: GET\n\nTraceback (most recent call last):\n"
        '  File "/usr/local/lib/python3.11/site-packages/django/db/utils.py", line 89, in _execute\n    return\n\n'
        "The above exception (no such table: orders_order) was the direct cause of the following exception:\n"
        '  File "/app/orders/views.py", line 55, in index\n    return\n\n'
        "Exception Type: OperationalError at /admin/\nException Value: no such table: orders_order"
    )

    assert (trouble.kind, trouble.frame) == ("OperationalError", "orders/views.py:index")
    assert trouble.cause == Trouble("", "no such table: orders_order")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("TypeError: Cannot read property 'x' of null", "TypeError: Cannot read properties of null (reading 'x')"),
        ("bash: docker-compose: command not found", "zsh: command not found: docker-compose"),
        ("/bin/sh: 1: gunicorn: not found", "sh: gunicorn: command not found"),
        ("'py' is not recognized as an internal or external command,", "zsh: command not found: py"),
        (
            "OSError: [Errno 61] Connection refused",
            "OSError: [WinError 10061] No connection could be made because the target machine actively refused it",
        ),
        ("exec /app/x.sh: exec format error", "init_linux.go:228: exec user process caused: exec format error"),
        (
            'django.db.utils.IntegrityError: (1062, "Duplicate entry \'7\' for key \'users.email\'")',
            "ERROR 1062 (23000): Duplicate entry 'ada@example.com' for key 'users.email'",
        ),
        (
            'psycopg2.errors.UndefinedTable: relation "orders" does not exist',
            'db-1  | 2025-01-01 10:00:00.123 UTC [71] ERROR:  relation "orders" does not exist at character 15',
        ),
        ("TypeError: Cart.add() takes 2 arguments, 3 were given", "TypeError: add() takes 1 arguments, 2 were given"),
        ("ValueError: no such token: [masked API key 3f9a1c]", "ValueError: no such token: [masked JWT 777777]"),
        (
            "ValueError: cannot reach redis://:[masked password 3f9a1c]@redis:6379/0 now",
            "ValueError: cannot reach redis://localhost:6379/1 now",
        ),
        (
            "[2025-01-01 08:00:00,001: ERROR/MainProcess] consumer: Cannot connect to redis://redis:6379/0: refused.",
            "w-1  | [2025-02-02 08:00:00,001: ERROR/MainProcess] consumer: Cannot connect to redis://x:80/1: refused.",
        ),
        (
            "ERROR:    [Errno 98] error while attempting to bind on address ('127.0.0.1', 8000): already in use",
            "ERROR:    [Errno 48] error while attempting to bind on address ('0.0.0.0', 80): already in use",
        ),
        ("ValueError: sold out: <Order: Order object (3)>", "ValueError: sold out: <Order: Order object (7)>"),
    ],
)  # fmt: skip
def test_the_same_is_known_in_other_words(one: str, other: str) -> None:
    assert set(read(one).fingerprints) & set(read(other).fingerprints)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("NameError: name 'os' is not defined", "NameError: name 're' is not defined"),
        ("KeyError: 'email'", "KeyError: 'phone'"),
        ('ERROR:  relation "orders" does not exist', 'ERROR:  relation "carts" does not exist'),
        ("zsh: command not found: py", "zsh: command not found: pip"),
        ("web-1 exited with code 137", "web-1 exited with code 1"),
        ("AxiosError: Request failed with status code 404", "AxiosError: Request failed with status code 401"),
        ("TypeError: bad operand types for +: 'int' and 'str'", "TypeError: bad operand types for +: 'int' and 'list'"),
        ('failed to solve: process "sh -c make" did not end', 'failed to solve: process "sh -c pip" did not end'),
    ],
)  # fmt: skip
def test_a_neighbour_is_another_error(one: str, other: str) -> None:
    assert not set(read(one).fingerprints) & set(read(other).fingerprints)


def test_a_value_that_may_be_a_name_makes_the_stricter_fingerprint() -> None:
    """Nobody can tell whether `orders.csv` matters: with it two texts are more alike, without it still alike."""
    orders, others, again = (
        read(f"FileNotFoundError: [Errno 2] No such file or directory: '{path}'")
        for path in ("/home/ada/orders.csv", "data/carts.csv", r"C:\data\orders.csv")
    )

    assert orders.fingerprints == again.fingerprints
    assert set(orders.fingerprints) & set(others.fingerprints) < set(orders.fingerprints)


def test_an_entry_may_tell_of_several_errors() -> None:
    text = (
        f"{TRACEBACK}\nand before that\n\nzsh: command not found: pip\n\nKeyError: 'email'\nKeyError: 'email'"
    )

    assert [trouble.message for trouble in troubles_in(text)] == [
        "NOT NULL constraint failed: orders_order.customer_id",
        "command not found: pip",
        "'email'",
    ]


def test_of_several_errors_the_one_with_the_users_own_frame_tells_most() -> None:
    assert read(f"{TRACEBACK}\nmake: *** [Makefile:3: test] Error 1\nweb-1 exited with code 1") == read(
        TRACEBACK
    )


def test_a_chain_that_is_cut_off_below_tells_its_first_error() -> None:
    assert read(f"{TRACEBACK}\nDuring handling of the above exception, another") == read(TRACEBACK)


def test_an_error_that_says_nothing_is_known_by_its_place_alone() -> None:
    somewhere = '  File "/app/shop/cart.py", line 3, in add\n    raise ValueError\nValueError'

    assert len(read(somewhere).fingerprints) == 1
