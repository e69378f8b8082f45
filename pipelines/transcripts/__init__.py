"""Subtitle files, zips of them or a channel's URL → videos → sentences with times, only the creator's own."""
