"""Policies: documents, quoted programmes, and those without marks."""
