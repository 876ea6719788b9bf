"""Units, places, people and their roles, permissions, and who may see what."""
