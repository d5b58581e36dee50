"""Retrieval: from words to the entries that answer them, as rules without storage.

`words` reads a text, `indexing` says what the index keeps of an entry, `concepts` what a query asks for, `synonyms` how
else that is said, `spelling` mends what nobody wrote, `planning` says what to look up, `ranking` puts what was found in
order by the `weights`, and `passages` shows where it matched.
"""
