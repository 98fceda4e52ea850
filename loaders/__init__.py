"""parkgraph: loaders."""
