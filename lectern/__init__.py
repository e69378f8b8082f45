"""The front door: the `lectern` command, embedded services and the script page."""
