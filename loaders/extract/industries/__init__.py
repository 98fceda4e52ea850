"""Who develops which branch, and what belongs to it."""
