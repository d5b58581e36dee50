"""Fetching other people's addresses: names looked up once, checked and pinned; everything within limits."""
