"""Does the contradiction ledger call a conflict what is one, and two scopes what holds under two conditions?"""
