"""Zones among the parks: 新区 and 开发区, which hold parks and lie in none."""

from __future__ import annotations

from loaders.extract.claims import Context
from loaders.lexicons import word_list
from schema.nodes import Label


def is_zone(ctx: Context, ref: int) -> bool:
    """Whether the thing is a park whose name ends as those of zones do."""
    return ctx.table[ref].label is Label.PARK and ctx.table[ref].name.endswith(word_list("scope", "zones"))
