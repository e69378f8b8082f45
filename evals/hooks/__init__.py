"""Are the openings good: kept promises, several kinds, concrete, safe, in the creator’s voice? Cases: channel, topic, library, minutes."""
