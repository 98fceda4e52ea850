"""parkgraph: queries."""
