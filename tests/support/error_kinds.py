"""Kinds of errors while the readers were written: with neighbours, so that they are hard to tell apart."""

# ruff: noqa: E501  (what programs print stands as they print it)

from typing import Final

from tests.support.errors import ErrorKind

_TRACEBACK: Final = "Traceback (most recent call last):\n"
_MANAGE: Final = (
    _TRACEBACK
    + """  File "APP/manage.py", line #L, in <module>
    main()
  File "APP/manage.py", line #L, in main
    execute_from_command_line(sys.argv)
  File "LIB/django/core/management/__init__.py", line #L, in execute_from_command_line
    utility.execute()
"""
)
_VIEW: Final = (
    _TRACEBACK
    + """  File "LIB/django/core/handlers/exception.py", line #L, in inner
    response = get_response(request)
               ^^^^^^^^^^^^^^^^^^^^^
  File "LIB/django/core/handlers/base.py", line #L, in _get_response
    response = wrapped_callback(request, *callback_args, **callback_kwargs)
"""
)
_IMPORT: Final = """  File "APP/shop/__init__.py", line #L, in <module>
    from .celery import app as celery_app
"""

KINDS: Final = (
    ErrorKind("no module celery", _MANAGE + _IMPORT + "ModuleNotFoundError: No module named 'celery'", "top"),
    ErrorKind("no module redis", _MANAGE + _IMPORT + "ModuleNotFoundError: No module named 'redis'", "top"),
    ErrorKind(
        "nothing to split",
        _VIEW
        + """  File "APP/accounts/views.py", line #L, in login
    token = request.headers.get("Authorization").split(" ")[1]
AttributeError: 'NoneType' object has no attribute 'split\'""",
        "top",
    ),
    ErrorKind(
        "nothing with an id",
        _VIEW
        + """  File "APP/orders/views.py", line #L, in create
    order = Order(customer=customer.id)
                           ^^^^^^^^^^^
AttributeError: 'NoneType' object has no attribute 'id\'""",
        "top",
    ),
    ErrorKind(
        "no such table, chained",
        _TRACEBACK
        + """  File "LIB/django/db/backends/utils.py", line #L, in _execute
    return self.cursor.execute(sql, params)
  File "LIB/django/db/backends/sqlite3/base.py", line #L, in execute
    return super().execute(query, params)
sqlite3.OperationalError: no such table: orders_order

The above exception was the direct cause of the following exception:

"""
        + _VIEW
        + """  File "APP/orders/views.py", line #L, in index
    return render(request, "orders.html", {"orders": list(Order.objects.all())})
  File "LIB/django/db/models/query.py", line #L, in __iter__
    self._fetch_all()
  File "LIB/django/db/backends/sqlite3/base.py", line #L, in execute
    return super().execute(query, params)
django.db.utils.OperationalError: no such table: orders_order""",
        "top",
    ),
    ErrorKind(
        "yellow page: no such column",
        """OperationalError at /admin/orders/order/#N/change/
no such column: orders_order.paid_at
Request Method:\tGET
Request URL:\thttp://127.0.0.1:#P/admin/orders/order/#N/change/
Django Version:\t4.2.#N
Exception Type:\tOperationalError
Exception Value:\t
no such column: orders_order.paid_at
Exception Location:\tLIB/django/db/backends/sqlite3/base.py, line #L, in execute
Raised during:\torders.admin.change_view
Python Executable:\tAPP/venv/bin/python
Python Version:\t3.11.#N
Python Path:\t
['APP/shop',
 'LIB']
Server time:\tMon, 03 Mar 2025 10:#N:12 +0000
Traceback Switch to copy-and-paste view
LIB/django/core/handlers/exception.py, line #L, in inner
                response = get_response(request) …
Local vars
APP/orders/admin.py, line #L, in change_view
        return super().change_view(request, object_id) …
Local vars
LIB/django/db/backends/sqlite3/base.py, line #L, in execute
        return super().execute(query, params) …
Local vars""",
        wrapped=False,
    ),
    ErrorKind(
        "not a number",
        _VIEW
        + """  File "APP/cart/forms.py", line #L, in clean_amount
    return int(self.data["amount"])
ValueError: invalid literal for int() with base 10: '#W\'""",
        "top",
    ),
    ErrorKind(
        "broker away",
        _TRACEBACK
        + """  File "LIB/amqp/transport.py", line #L, in _connect
    self.sock.connect(sa)
ConnectionRefusedError: [Errno 111] Connection refused

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "APP/orders/tasks.py", line #L, in notify
    send_mail.delay(order.id)
  File "LIB/celery/app/task.py", line #L, in delay
    return self.apply_async(args, kwargs)
  File "LIB/kombu/connection.py", line #L, in _reraise_as_library_errors
    raise ConnectionError(str(exc)) from exc
kombu.exceptions.OperationalError: [Errno 111] Connection refused""",
        "top",
    ),
    ErrorKind(
        "port in use",
        "docker: Error response from daemon: driver failed programming external connectivity on endpoint shop_db_#N "
        "(#H#H): Error starting userland proxy: listen tcp4 0.0.0.0:#P: bind: address already in use.",
    ),
    ErrorKind(
        "port allocated",
        "Error response from daemon: driver failed programming external connectivity on endpoint shop-web-#N "
        "(#H#H): Bind for 0.0.0.0:#P failed: port is already allocated",
    ),
    ErrorKind(
        "build without requirements",
        """ => ERROR [web 4/6] COPY requirements.txt .                          0.0s
------
 > [web 4/6] COPY requirements.txt .:
------
Dockerfile:#L
--------------------
ERROR: failed to solve: failed to compute cache key: failed to calculate checksum of ref #H-#H::#H: "/requirements.txt": not found""",
    ),
    ErrorKind(
        "relation missing",
        'ERROR:  relation "blog_post" does not exist\nLINE 1: SELECT * FROM blog_post WHERE id = #N;\n                      ^',
    ),
    ErrorKind(
        "password of postgres",
        """psycopg2.OperationalError: connection to server at "db" (172.18.0.#N), port #P failed: FATAL:  password authentication failed for user "#U"

""",
    ),
    ErrorKind(
        "map of undefined",
        """TypeError: Cannot read properties of undefined (reading 'map')
    at ProductList (APP/src/components/ProductList.jsx:#L:#N)
    at renderWithHooks (NODE/react-dom/cjs/react-dom.development.js:#L:18)
    at mountIndeterminateComponent (NODE/react-dom/cjs/react-dom.development.js:#L:13)
    at beginWork (NODE/react-dom/cjs/react-dom.development.js:#L:16)""",
        "bottom",
    ),
    ErrorKind(
        "module express",
        """node:internal/modules/cjs/loader:#L
  throw err;
  ^

Error: Cannot find module 'express'
Require stack:
- APP/server/index.js
    at Module._resolveFilename (node:internal/modules/cjs/loader:#L:15)
    at Module._load (node:internal/modules/cjs/loader:#L:27)
    at Object.<anonymous> (APP/server/index.js:#L:17) {
  code: 'MODULE_NOT_FOUND',
  requireStack: [ 'APP/server/index.js' ]
}

Node.js v20.#N.1""",
        "bottom",
    ),
    ErrorKind(
        "dependency tree",
        """npm ERR! code ERESOLVE
npm ERR! ERESOLVE unable to resolve dependency tree
npm ERR!
npm ERR! While resolving: frontend@0.#N.0
npm ERR! Found: react@18.#N.0
npm ERR! node_modules/react
npm ERR!   react@"^18.#N.0" from the root project
npm ERR!
npm ERR! Could not resolve dependency:
npm ERR! peer react@"^17.0.#N" from react-easy-edit@1.#N.0
npm ERR! node_modules/react-easy-edit
npm ERR!   react-easy-edit@"*" from the root project
npm ERR!
npm ERR! Fix the upstream dependency conflict, or retry
npm ERR! this command with --force or --legacy-peer-deps""",
    ),
    ErrorKind(
        "types of typescript",
        "src/api/orders.ts(#L,#N): error TS2345: Argument of type 'string' is not assignable to parameter of type 'number'.",
    ),
)
