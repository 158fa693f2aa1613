"""From an article and its document to facts with evidence: one family of rules a module.

A family is a function ``claims(article, doc) -> Iterator[Claim]``.  This package puts their claims together: it names
the referents, makes facts of claims, and keeps the mentions of whatever a fact touches.
"""

from __future__ import annotations
