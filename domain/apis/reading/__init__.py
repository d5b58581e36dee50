"""From bytes to what an API promises: any version of OpenAPI, Swagger and GraphQL, in one shape.

`documents` is the way in.
"""
