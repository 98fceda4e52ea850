"""The words of an article: sentences, tagged words, numbers and dates in them."""
