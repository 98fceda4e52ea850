"""parkgraph: kg."""
