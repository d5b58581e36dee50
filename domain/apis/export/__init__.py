"""Exporting APIs: one or several, in forms that other programs and people read.

`forms` is the way in. Every document becomes one of OpenAPI first, whatever it was: `from_swagger`, `from_graphql` and
`from_hand` make a tree of OpenAPI 3, and `writing` writes it anew as a valid one of version 3.1.
"""
