"""Sums and quantities as the text gives them."""
