"""The joint conference: limits, assigned cases, peer tables."""
