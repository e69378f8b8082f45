"""The script page as a place to work: a small server on this machine, and what it shows beside the static page."""
