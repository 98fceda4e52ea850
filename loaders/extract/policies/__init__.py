"""Whose a policy is, and what it is for."""
