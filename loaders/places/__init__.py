"""Places: the gazetteer, which of the places of a name is meant, and what place an article is about."""
