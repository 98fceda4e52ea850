"""From mentions to entities: names compared and grouped, words that refer back."""
