"""Does fact verification judge claims as a reader of the library would? Cases: supported, refuted, not covered."""
