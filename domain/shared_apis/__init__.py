"""The APIs that members share: kept in step with their documents, and those told who use them.

`sharing` takes a document for the first time, `watching` looks at it again, `revising` is what both do with a new one.
What a new revision brings with it stands in `consequences`.
"""
