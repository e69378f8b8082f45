"""Are claims told from opinion, rhetoric, stories and beliefs, split into atoms, and understandable alone?"""
