"""When things are made and in what order. Only this package and `lectern` know Dagster."""
