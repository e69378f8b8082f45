"""Discourse moves: what a sentence does in a talk (defines, gives an example, asks, recaps …)."""
