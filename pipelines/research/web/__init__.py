"""Fetching from the web: public addresses only, under limits, politely, with a cache."""
