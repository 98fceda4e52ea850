"""Text that remembers where in the file each of its characters came from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Tracked:
    """`origin[i]` is the file offset of `text[i]`; characters that a repair made point into the damage."""

    text: str
    origin: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Tracked:
        """A file's text, every character at its own place."""
        return cls(text, tuple(range(len(text))))

    def slice(self, start: int, end: int) -> Tracked:
        """A part of it."""
        return Tracked(self.text[start:end], self.origin[start:end])

    def replace(self, edits: Iterable[tuple[int, int, str]]) -> Tracked:
        """Apply non-overlapping edits (start, end, new text) given in ascending order."""
        pieces: list[str] = []
        origin: list[int] = []
        pos = 0
        for start, end, new in edits:
            pieces += [self.text[pos:start], new]
            origin += self.origin[pos:start]
            at = self.origin[start] if start < len(self.origin) else (self.origin[-1] + 1 if self.origin else 0)
            last = self.origin[end - 1] if end > start else at
            origin += [self.origin[start + k] if start + k < end else last for k in range(len(new))]
            pos = end
        pieces.append(self.text[pos:])
        origin += self.origin[pos:]
        return Tracked("".join(pieces), tuple(origin))

    def segments(self) -> tuple[tuple[int, int, int, int], ...]:
        """Runs of characters that follow each other in the file: (start, end, file start, file end)."""
        out: list[tuple[int, int, int, int]] = []
        breaks = [i for i, (a, b) in enumerate(pairwise(self.origin), 1) if b != a + 1]
        for begin, end in pairwise((0, *breaks, len(self.origin))):
            if end > begin:
                out.append((begin, end, self.origin[begin], self.origin[end - 1] + 1))
        return tuple(out)


def join(parts: Iterable[Tracked], separator: str) -> Tracked:
    """Parts with a separator between them that points at the end of the part before."""
    texts: list[str] = []
    origin: list[int] = []
    for k, part in enumerate(parts):
        if k:
            texts.append(separator)
            origin += [(origin[-1] + 1) if origin else 0] * len(separator)
        texts.append(part.text)
        origin += part.origin
    return Tracked("".join(texts), tuple(origin))
