"""Whose a frame is, and how it is called wherever the project lies."""

import re
from typing import Final

_FOREIGN: Final = re.compile(
    r"""
      < | ^(?:native|anonymous|eval)$                                       # <frozen importlib>
    | site-packages | dist-packages | /lib(?:64)?/python\d | /[Pp]ython[\d.]{0,6}/[Ll]ib/ | /Lib/ | /\.?v?env\d*/
    | /usr/(?:local/)?lib/ | /\.pyenv/ | /bin/[\w.-]+$ | (?:^|/)manage\.py$
    | node_modules | ^node: | ^internal/ | /internal/ | \.vite/deps | dist/compiled
    | \.(?:development|production)(?:\.min)?\.js$ | (?:^|/)(?:chunk-\w+|bundle|vendors?[\w.~-]*)\.js$
    | ^(?:settle|axios|xhr|createError)\.js$
    """,
    re.VERBOSE,
)
"""A path of the language, of a library, or of what starts the program."""

_MACHINE: Final = re.compile(
    r"""
      (?:file|webpack-internal|webpack|https?)://[^/]{0,100}/(?:\./|\(\w{1,20}\)/)?     # file:///, http://localhost:3000/
    | (?:[A-Za-z]:)?/(?:home|Users)/[^/]{1,100}/ | [A-Za-z]:/ | /root/
    | /(?:usr/src/app|usr/src|app|code|srv|opt|workspace|workspaces|src)/ | \.{1,2}/
    """,
    re.VERBOSE,
)
"""What a path begins with on one machine alone."""

_NO_FUNCTION: Final = re.compile(
    r"<\w*>|(?:Object|Module|Function)\.<anonymous>|anonymous|eval|__webpack_require__"
)
_KEPT_PARTS: Final = 2


def own_frame(path: str, function: str = "") -> str:
    """`orders/views.py:create` for a frame of the user's own code; empty for any other."""
    path = path.replace("\\", "/").partition("?")[0]
    if not path or _FOREIGN.search(path):
        return ""
    while machine := _MACHINE.match(path):
        path = path[machine.end() :]
    tail = "/".join(path.split("/")[-_KEPT_PARTS:])
    function = "" if _NO_FUNCTION.fullmatch(function) else function.rpartition(".")[2]
    return f"{tail}:{function}" if function else tail
