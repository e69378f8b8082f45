"""Does the product write a script that sounds like the creator, holds together and proves what it says? Cases: channel, topic, library, minutes."""
