"""Xinlian (信联): software for a joint conference on petitions and public grievances."""

__version__ = "0.1.0"
