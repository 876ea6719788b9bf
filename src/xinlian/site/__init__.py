"""Settings, URLs and start-up."""
