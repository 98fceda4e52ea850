"""Parks: their names, kinds and families, and the park that an article keeps to."""
