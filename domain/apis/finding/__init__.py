"""Where documents are: near an address, behind pages that show them, in several files.

`discovery` is the way in, and lists the places that are tried.
"""
