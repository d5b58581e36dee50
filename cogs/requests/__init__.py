"""Requests in Discord: ask for an endpoint that is missing, and hear when it is there."""
