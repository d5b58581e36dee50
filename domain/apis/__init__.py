"""API documents: what they promise, and what changes between two of them.

`reading` makes a tree of bytes, `documents` makes an `Api` of the tree, `comparing` finds the changes of two.
"""
