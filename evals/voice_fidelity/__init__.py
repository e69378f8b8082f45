"""Does the voice score tell this creator from others? Cases: pieces of the sample channel, and texts that are not."""
