"""parkgraph: graph."""
