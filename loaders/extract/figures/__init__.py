"""What a figure measures, and whose it is."""
