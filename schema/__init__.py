"""parkgraph: schema."""
