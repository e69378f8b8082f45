"""Readers of source documents, one module for each kind of file."""
