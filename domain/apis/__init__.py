"""API documents: what they promise, and what changes between two of them.

`reading` makes an `Api` of bytes; `comparing` finds the changes of two; `showing` makes pages and calls of operations;
`finding` looks for documents at addresses; `keeping` says what is kept of one; `export` writes them anew. All that
takes long is done aside, as `work`.
"""
