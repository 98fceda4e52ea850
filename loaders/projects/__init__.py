"""Projects: in running text, in lists, in tables, and how far they have come."""
