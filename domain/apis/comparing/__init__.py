"""What changed between two documents, by rules that each have a grade.

`comparison` is the way in; a rule is added in `rules`, or in `aspects` where it is about schemas.
"""
