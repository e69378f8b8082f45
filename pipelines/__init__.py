"""What the platform knows how to do. No Dagster, no ragas: those live in `assets` and `evals`."""
