"""More kinds of errors, written after the readers were mended for the second set."""

# ruff: noqa: E501  (what programs print stands as they print it)

from typing import Final

from tests.support.errors import ErrorKind

KINDS: Final = (
    ErrorKind(
        "a certificate that nobody vouches for",
        """Traceback (most recent call last):
  File "LIB/urllib3/connectionpool.py", line #L, in _make_request
    self._validate_conn(conn)
  File "/usr/lib/python3.10/ssl.py", line #L, in do_handshake
    self._sslobj.do_handshake()
ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate (_ssl.c:#L)

The above exception was the direct cause of the following exception:

Traceback (most recent call last):
  File "APP/rates/client.py", line #L, in fetch
    r = requests.get("https://api.example.com/v1/rates/#N")
requests.exceptions.SSLError: HTTPSConnectionPool(host='api#N.example.com', port=443): Max retries exceeded with url: /v1/rates/#N (Caused by SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate (_ssl.c:#L)')))""",
        "top",
    ),
    ErrorKind(
        "apps that are not loaded",
        """Traceback (most recent call last):
  File "APP/config/asgi.py", line #L, in <module>
    from chat.routing import urlpatterns
  File "LIB/django/apps/registry.py", line #L, in check_apps_ready
    raise AppRegistryNotReady("Apps aren't loaded yet.")
django.core.exceptions.AppRegistryNotReady: Apps aren't loaded yet.""",
        "top",
    ),
    ErrorKind(
        "no secret key",
        """Traceback (most recent call last):
  File "APP/manage.py", line #L, in <module>
    main()
  File "LIB/django/conf/__init__.py", line #L, in __init__
    raise ImproperlyConfigured("The SECRET_KEY setting must not be empty.")
django.core.exceptions.ImproperlyConfigured: The SECRET_KEY setting must not be empty.""",
        "top",
    ),
    ErrorKind(
        "no driver for PostgreSQL",
        """Traceback (most recent call last):
  File "LIB/django/db/backends/postgresql/base.py", line #L, in <module>
    import psycopg2 as Database
ModuleNotFoundError: No module named 'psycopg2'

The above exception was the direct cause of the following exception:

Traceback (most recent call last):
  File "APP/manage.py", line #L, in <module>
    main()
django.core.exceptions.ImproperlyConfigured: Error loading psycopg2 or psycopg module""",
        "top",
    ),
    ErrorKind(
        "no package.json",
        """npm error code ENOENT
npm error syscall open
npm error path APP/package.json
npm error errno -2
npm error enoent Could not read package.json: Error: ENOENT: no such file or directory, open 'APP/package.json'
npm error enoent This is related to npm not being able to find a file.""",
    ),
    ErrorKind(
        "a merge that conflicts",
        "Auto-merging orders/views.py\nCONFLICT (content): Merge conflict in orders/views.py\nAutomatic merge failed; fix conflicts and then commit the result.",
    ),
    ErrorKind(
        "more hooks than before",
        """Uncaught Error: Rendered more hooks than during the previous render.
    at updateWorkInProgressHook (http://localhost:#P/node_modules/.vite/deps/chunk-#H.js?v=#H:#L:17)
    at Cart (http://localhost:#P/src/pages/Cart.jsx?t=#N:#L:21)""",
        wrapped=False,
    ),
    ErrorKind(
        "an app that uvicorn does not find",
        'ERROR:    Error loading ASGI app. Could not import module "main".',
    ),
    ErrorKind(
        "an answer without a renderer",
        """AssertionError at /api/orders/#N/
.accepted_renderer not set on Response
Request Method: POST
Request URL: http://127.0.0.1:#P/api/orders/#N/
Exception Type: AssertionError
Exception Value: .accepted_renderer not set on Response
Exception Location: LIB/django/template/response.py, line #L, in render""",
        wrapped=False,
    ),
    ErrorKind(
        "a Compose file that is no YAML", "yaml: line #L: mapping values are not allowed in this context"
    ),
    ErrorKind(
        "no Docker daemon",
        "Cannot connect to the Docker daemon at unix:///home/#U/.docker/run/docker.sock. Is the docker daemon running?",
    ),
    ErrorKind(
        "SQL that MySQL does not understand",
        "mysql: [Warning] Using a password on the command line interface can be insecure.\nERROR 1064 (42000) at line #L: You have an error in your SQL syntax; check the manual that corresponds to your MySQL server version for the right syntax to use near '#W' at line 1",
    ),
)
