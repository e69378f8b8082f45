"""How far may a model's word be taken on which of two openings is better? Cases: pairs, one of which has a named fault."""
