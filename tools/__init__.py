"""The house's own tools: none of them is needed to run Xinlian."""
