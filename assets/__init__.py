"""When things are made and in what order. Only this package and `lectern` know Dagster.

An asset imports its stage when it runs, not before: a run loads every definition, and the libraries of the few stages that
it executes.
"""
