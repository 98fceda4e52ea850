"""Who invests in what, and who works with whom."""
