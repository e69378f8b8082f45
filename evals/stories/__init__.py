"""Are stories found again, by their meaning or their point, and known when they are told a second time?"""
