"""One operation for people: its page, examples, and calls to paste.

`operation_pages` is the way in; languages stand in `snippets`.
"""
