"""What a load did, counted by the writer itself from the differences that it wrote."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace


@dataclass(frozen=True, slots=True)
class Changes:
    """Nodes and relationships that a write created, updated and removed."""

    nodes_created: int = 0
    nodes_updated: int = 0
    nodes_removed: int = 0
    relations_created: int = 0
    relations_updated: int = 0
    relations_removed: int = 0

    def __add__(self, other: Changes) -> Changes:
        return Changes(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(Changes)))

    def __bool__(self) -> bool:
        return any(getattr(self, f.name) for f in fields(Changes))


@dataclass(frozen=True, slots=True)
class Failure:
    """An article that could not be loaded, and why, in one sentence."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """The articles of a load by what became of them.

    `changed`: another text under a known source, or read again by newer rules; `duplicate`: a known text under another
    source; `reprint`: nearly a known text, of which only the source is kept; `removed`: old texts of changed articles,
    and forgotten ones.
    """

    new: int = 0
    changed: int = 0
    duplicate: int = 0
    reprint: int = 0
    unchanged: int = 0
    removed: int = 0
    failed: tuple[Failure, ...] = ()
    changes: Changes = field(default_factory=Changes)
    seconds: float = 0.0

    @property
    def articles(self) -> int:
        """Articles that were given."""
        return self.new + self.changed + self.duplicate + self.reprint + self.unchanged + len(self.failed)

    @property
    def wrote(self) -> bool:
        """Whether anything in the graph is different now."""
        return bool(self.changes)

    def __add__(self, other: Receipt) -> Receipt:
        return Receipt(
            new=self.new + other.new,
            changed=self.changed + other.changed,
            duplicate=self.duplicate + other.duplicate,
            reprint=self.reprint + other.reprint,
            unchanged=self.unchanged + other.unchanged,
            removed=self.removed + other.removed,
            failed=self.failed + other.failed,
            changes=self.changes + other.changes,
            seconds=self.seconds + other.seconds,
        )

    def lasting(self, seconds: float) -> Receipt:
        """The same with the time that the load took."""
        return replace(self, seconds=seconds)
