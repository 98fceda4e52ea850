"""Names by sequence labelling, over what the rules have read."""
