"""Verification: what a few sentences say of a claim, with a calibrated probability and word-for-word quotes."""
