"""Companies: by legal names, short names, codes, what they do and the company that they keep."""
