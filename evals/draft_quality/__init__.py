"""Metrics of one draft. There are no fixed cases: the draft's own sentences and quotes are what is scored."""
