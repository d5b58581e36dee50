"""Kinds of errors that were written when the readers were done, to see how these do on what they were not made for."""

# ruff: noqa: E501  (what programs print stands as they print it)

from typing import Final

from tests.support.errors import ErrorKind

KINDS: Final = (
    ErrorKind(
        "a test that failed on a unique field",
        """____________________________ test_two_members_sign_up ____________________________

self = <django.db.backends.utils.CursorWrapper object at 0x#H>
sql = 'INSERT INTO "accounts_user" ("email") VALUES (%s)', params = ('#W',)

    def _execute(self, sql, params, *ignored_wrapper_args):
>           return self.cursor.execute(sql, params)
E           sqlite3.IntegrityError: UNIQUE constraint failed: accounts_user.email

LIB/django/db/backends/utils.py:#L: IntegrityError

The above exception was the direct cause of the following exception:

client = <django.test.client.Client object at 0x#H>

    def test_two_members_sign_up(client):
>       client.post("/signup/", {"email": "#W"})

APP/accounts/tests/test_signup.py:#L:
_ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _
E           django.db.utils.IntegrityError: UNIQUE constraint failed: accounts_user.email

LIB/django/db/backends/sqlite3/base.py:#L: IntegrityError
=========================== short test summary info ===========================
FAILED accounts/tests/test_signup.py::test_two_members_sign_up - django.db.utils.IntegrityError: UNIQUE constraint fa...""",
    ),
    ErrorKind(
        "duplicate entry of MySQL",
        """Traceback (most recent call last):
  File "APP/accounts/serializers.py", line #L, in create
    return User.objects.create_user(**validated_data)
  File "LIB/MySQLdb/connections.py", line #L, in query
    _mysql.connection.query(self, query)
django.db.utils.IntegrityError: (1062, "Duplicate entry '#W' for key 'accounts_user.email'")""",
        "top",
    ),
    ErrorKind(
        "a group of exceptions",
        """  + Exception Group Traceback (most recent call last):
  |   File "APP/rates/fetch.py", line #L, in <module>
  |     asyncio.run(main())
  |   File "/usr/lib/python3.11/asyncio/runners.py", line #L, in run
  |     return runner.run(main)
  |   File "APP/rates/fetch.py", line #L, in main
  |     async with asyncio.TaskGroup() as group:
  | ExceptionGroup: unhandled errors in a TaskGroup (1 sub-exception)
  +-+---------------- 1 ----------------
    | Traceback (most recent call last):
    |   File "APP/rates/fetch.py", line #L, in load
    |     response = await client.get(url)
    |   File "LIB/httpx/_transports/default.py", line #L, in map_httpcore_exceptions
    |     raise mapped_exc(message) from exc
    | httpx.ConnectError: [Errno -2] Name or service not known
    +------------------------------------""",
    ),
    ErrorKind(
        "an import that Vite does not find",
        """10:#L:#N [vite] Internal server error: Failed to resolve import "react-icons/hi" from "src/components/Navbar.jsx". Does the file exist?
  Plugin: vite:import-analysis
  File: APP/src/components/Navbar.jsx:#L:35
  1  |  import { useState } from "react";
  2  |  import { HiMenu } from "react-icons/hi";
     |                          ^
      at TransformPluginContext._formatError (file:///NODE/vite/dist/node/chunks/dep-#H.js:#L:41)
      at TransformPluginContext.error (file:///NODE/vite/dist/node/chunks/dep-#H.js:#L:16)""",
    ),
    ErrorKind(
        "gunicorn is not in the image",
        "Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create "
        'failed: runc create failed: unable to start container process: exec: "gunicorn": executable file not found in '
        "$PATH: unknown",
    ),
    ErrorKind(
        "celery is not in the image",
        "Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create "
        'failed: runc create failed: unable to start container process: exec: "celery": executable file not found in '
        "$PATH: unknown",
    ),
    ErrorKind(
        "a push that was refused",
        """To https://github.com/#U/shop.git
 ! [rejected]        main -> main (fetch first)
error: failed to push some refs to 'https://github.com/#U/shop.git'
hint: Updates were rejected because the remote contains work that you do not
hint: have locally. This is usually caused by another repository pushing to
hint: the same ref.""",
    ),
    ErrorKind(
        "no header for another origin",
        "Access to fetch at 'http://localhost:#P/api/orders/#N/' from origin 'http://localhost:5173' has been blocked by "
        "CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.",
        wrapped=False,
    ),
    ErrorKind(
        "a preflight that was redirected",
        "Access to XMLHttpRequest at 'http://127.0.0.1:#P/api/orders' from origin 'http://localhost:3000' has been blocked "
        "by CORS policy: Response to preflight request doesn't pass access control check: Redirect is not allowed for a "
        "preflight request.",
        wrapped=False,
    ),
    ErrorKind(
        "duplicate key of MongoDB",
        """APP/node_modules/mongodb/lib/operations/insert.js:#L
                    return callback(new error_1.MongoServerError(res.writeErrors[0]));
                                    ^

MongoServerError: E11000 duplicate key error collection: shop.users index: email_1 dup key: { email: "#W" }
    at NODE/mongodb/lib/operations/insert.js:#L:33
    at process.processTicksAndRejections (node:internal/process/task_queues:#L:5)
    at async register (APP/server/controllers/auth.js:#L:18) {
  index: 0,
  code: 11000,
  keyPattern: { email: 1 }
}""",
        "bottom",
    ),
    ErrorKind(
        "no database of that name",
        'psql: error: connection to server at "localhost" (127.0.0.1), port #P failed: FATAL:  database "#U_shop" does not exist',
    ),
    ErrorKind(
        "no role of that name",
        'psql: error: connection to server at "localhost" (127.0.0.1), port #P failed: FATAL:  role "#U" does not exist',
    ),
    ErrorKind(
        "no reverse",
        """NoReverseMatch at /orders/#N/
Reverse for 'order-pay' with arguments '(#N,)' not found. 1 pattern(s) tried: ['orders/(?P<pk>[0-9]+)/pay/\\\\Z']
Request Method: GET
Request URL: http://localhost:#P/orders/#N/
Django Version: 5.0.#N
Exception Type: NoReverseMatch
Exception Value:
Reverse for 'order-pay' with arguments '(#N,)' not found. 1 pattern(s) tried: ['orders/(?P<pk>[0-9]+)/pay/\\\\Z']
Exception Location: LIB/django/urls/resolvers.py, line #L, in _reverse_with_prefix
Raised during: orders.views.detail""",
        wrapped=False,
    ),
    ErrorKind(
        "circular import",
        """Traceback (most recent call last):
  File "APP/accounts/models.py", line #L, in <module>
    from orders.models import Order
  File "APP/orders/models.py", line #L, in <module>
    from accounts.models import Customer
ImportError: cannot import name 'Customer' from partially initialized module 'accounts.models' (most likely due to a circular import) (APP/accounts/models.py)""",
        "top",
    ),
    ErrorKind(
        "key of a task",
        """[2025-01-#N 10:00:0#N,#N: ERROR/ForkPoolWorker-#N] Task orders.tasks.send[#H-#H] raised unexpected: KeyError('email')
Traceback (most recent call last):
  File "LIB/celery/app/trace.py", line #L, in trace_task
    R = retval = fun(*args, **kwargs)
                 ^^^^^^^^^^^^^^^^^^^^
  File "APP/orders/tasks.py", line #L, in send
    to = order["email"]
         ~~~~~^^^^^^^^^
KeyError: 'email\'""",
        "top",
    ),
    ErrorKind(
        "hydration",
        """Unhandled Runtime Error
Error: Hydration failed because the initial UI does not match what was rendered on the server.

Warning: Expected server HTML to contain a matching <div> in <p>.

See more info here: https://nextjs.org/docs/messages/react-hydration-error

Call Stack
throwOnHydrationMismatch
node_modules/next/dist/compiled/react-dom/cjs/react-dom.development.js (#L:0)""",
        wrapped=False,
    ),
    ErrorKind(
        "upstream away",
        '''2025/04/1#N 09:12:11 [error] 29#29: *#N connect() failed (111: Connection refused) while connecting to upstream, client: 172.18.0.#N, server: , request: "GET /api/#N HTTP/1.1", upstream: "http://172.18.0.4:#P/api/"''',
    ),
    ErrorKind(
        "access denied", "ERROR 1045 (28000): Access denied for user '#U'@'172.18.0.#N' (using password: YES)"
    ),
    ErrorKind("out of memory", "shop-worker-#N exited with code 137"),
)
