"""The parts of the embedded Postgres: its programs, its cluster on disk, its locks."""
