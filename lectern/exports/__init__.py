"""A script in other forms, one file a format; `formats.FORMATS` is the table of all of them.

The same script gives the same bytes: no file carries a clock.
"""
