"""What is kept of a document: itself without secrets, and what lists, cards and search need.

`digesting` is the way in.
"""
