"""The explorer: a page on the loaded graph, served by the package itself with every asset local."""
