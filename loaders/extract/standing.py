"""How two things stand to each other in the text: features of pairs, which `links` weighs.

A pair is looked at wherever both are named in one sentence or in neighbouring ones, and where one is what the other's
clause, paragraph or article speaks of. Names of one list stand together: the gap to a list is the gap to its near end.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from loaders.entities import Occurrence
from loaders.extract.claims import Context
from loaders.extract.cues import Cues
from loaders.extract.scope import Clause
from loaders.model import Sentence
from schema.nodes import PLACE_LABELS, Label

_JOINTS = ("、", "和", "与", "及", "以及", "，以及", "，和", "”、“", "》、《", "》和《", "”“", "或", "”和“")
_PARTS = ("prefix", "inside")
"""Roles of names that are part of a longer one."""
_NEAR = 30
"""So many names apart two names of a sentence may stand."""
_EARLIER = 6
"""So many names of a kind are taken from the sentence before."""
_AROUND = 8
"""So many characters before the first and behind the second name are looked at."""
_HOLDERS = {
    "Park": (Label.PARK,),
    "Project": (Label.PROJECT,),
    "Company": (Label.COMPANY,),
    "Policy": (Label.POLICY,),
    "Place": tuple(PLACE_LABELS),
}
_SHORT_GAP = 3
_AT_ONCE = 2
"""A name that stands so few characters behind the begin of its clause opens it."""
_WHOLE_SENTENCE = ("denies", "supposes", "compares", "history", "hosts", "visits")
_GAPS = (0, 1, 3, 6, 12, 24, 48)


def group(label: Label) -> str:
    """The kind by which a label is counted: the three levels of places are one."""
    return "Place" if label in PLACE_LABELS else label.value


Pair = tuple[int, int]
Features = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Named:
    """A name in a sentence, and the list that it stands in."""

    at: Occurrence
    kind: str
    run_start: int
    run_end: int
    place_in_run: int
    run_length: int


class Standing:
    """Features of pairs of one article."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._cues = Cues(ctx.text)
        self._kinds = [group(e.label) for e in ctx.table.entities]
        self._title_end = len(ctx.doc.article.title)
        self._named = [self._names_of(s) for s in ctx.doc.sentences]
        self._general = [self._of_entity(e.ref) for e in ctx.table.entities]

    def _names_of(self, sentence: Sentence) -> list[_Named]:
        ctx = self._ctx
        found = [o for o in ctx.table.within(sentence.start, sentence.end) if ctx.table[o.ref].get("generic") is None]
        runs: list[list[Occurrence]] = []
        last: dict[str, list[Occurrence]] = {}
        for o in found:
            kind = self._kinds[o.ref]
            run = last.get(kind)
            if run is not None and o.role not in _PARTS and ctx.text[run[-1].end : o.start] in _JOINTS:
                run.append(o)
            else:
                run = [o]
                runs.append(run)
                if o.role not in _PARTS:
                    last[kind] = run
        out = [
            _Named(o, self._kinds[o.ref], run[0].start, run[-1].end, i, len(run))
            for run in runs
            for i, o in enumerate(run)
        ]
        return sorted(out, key=lambda n: (n.at.start, -n.at.end))

    def _of_entity(self, ref: int) -> list[str]:
        """What an entity is by itself."""
        ctx = self._ctx
        entity = ctx.table[ref]
        kind = self._kinds[ref]
        occurrences = ctx.table.of(ref)
        out = [kind]
        if entity.label in PLACE_LABELS:
            out.append(entity.label.value)
        if occurrences and occurrences[0].start < self._title_end:
            out.append("titled")
        if ref == ctx.scopes.home:
            out.append("home")
        elif ctx.scopes.home is not None and entity.code:
            code = ctx.table[ctx.scopes.home].code
            if code and code in ctx.above.get(entity.code, ()):
                out.append("below home")
            elif code and entity.code in ctx.above.get(code, ()):
                out.append("above home")
            else:
                out.append("elsewhere")
        if ref == ctx.scopes.main_park:
            out.append("main park")
        n = len(occurrences)
        out.append("once" if n < 2 else "twice" if n == 2 else "often")
        if entity.get("kind"):
            out.append(f"kind:{entity.get('kind')}")
        if entity.label in (Label.ORGANIZATION, Label.PARK, Label.PROJECT):
            out.append(f"ends:{entity.name[-2:]}")
        return out

    def pairs(self, allowed: Mapping[tuple[str, str], object]) -> dict[Pair, list[Features]]:
        """Features of every look at every pair whose kinds are `allowed`, first and second in either order."""
        out: dict[Pair, list[Features]] = defaultdict(list)
        for number, names in enumerate(self._named):
            sentence = self._ctx.doc.sentences[number]
            for first, second, look in self._looks(number, sentence, names):
                kinds = self._kinds[first], self._kinds[second]
                if kinds in allowed:
                    out[first, second].append(look)
        return out

    def _looks(self, number: int, sentence: Sentence, names: Sequence[_Named]) -> Iterator[tuple[int, int, Features]]:
        for i, a in enumerate(names):
            for b in names[i + 1 : i + 1 + _NEAR]:
                if a.at.ref == b.at.ref:
                    continue
                if b.at.end <= a.at.end:
                    yield from self._held(a, b)
                    continue
                if "inside" in (a.at.role, b.at.role):
                    continue
                shared = self._between(sentence, names, a, b)
                yield a.at.ref, b.at.ref, ("order:ab", *(f"ab:{f}" for f in shared))
                yield b.at.ref, a.at.ref, ("order:ba", *(f"ba:{f}" for f in shared))
            if a.at.role != "inside":
                yield from self._spoken(number, sentence, names, a)

    def _held(self, a: _Named, b: _Named) -> Iterator[tuple[int, int, Features]]:
        where = "front" if b.at.start - a.at.start <= 1 else "middle"
        yield a.at.ref, b.at.ref, ("holds", f"holds:{where}")
        yield b.at.ref, a.at.ref, ("held", f"held:{where}")

    def _between(self, sentence: Sentence, names: Sequence[_Named], a: _Named, b: _Named) -> list[str]:
        """What stands between two names of a sentence and around them."""
        if a.run_start == b.run_start and a.kind == b.kind:
            return ["listed together"]
        left = max(a.at.end, a.run_end)
        right = max(left, min(b.at.start, b.run_start))
        return [
            *self._gap(names, a, b, left, right),
            *self._cued(sentence, a, b, left, right),
            *self._topical(sentence, a, b),
        ]

    def _gap(self, names: Sequence[_Named], a: _Named, b: _Named, left: int, right: int) -> Iterator[str]:
        """How far apart the two are, what is named between them, and the characters beside them."""
        text = self._ctx.text
        gap = text[left:right]
        commas = gap.count("，") + gap.count("；") + gap.count("：")
        size = sum(len(gap) > g for g in _GAPS)
        yield f"clauses:{min(commas, 4)}"
        yield f"gap:{size}"
        if commas == 0:
            yield f"clause gap:{size}"
        if len(gap) <= _SHORT_GAP:
            yield f"says:{gap}"
        inner = names_between(names, left, right)
        yield f"between a:{min(sum(n.kind == a.kind for n in inner), 2)}"
        yield f"between b:{min(sum(n.kind == b.kind for n in inner), 2)}"
        yield f"before a:{text[a.run_start - 1 : a.run_start]}"
        yield f"after a:{text[left : left + 1]}"
        yield f"before b:{text[right - 1 : right]}"
        behind = max(b.at.end, b.run_end)
        yield f"after b:{text[behind : behind + 1]}"
        yield from ("a listed",) if a.run_length > 1 else ()
        yield from ("b listed",) if b.run_length > 1 else ()

    def _cued(self, sentence: Sentence, a: _Named, b: _Named, left: int, right: int) -> Iterator[str]:
        """Cues between the two, before the first, behind the second, and some anywhere in the sentence."""
        said = self._cues.said(left, right)
        yield from (f"mid:{k}" for k in sorted(set(said)))
        yield from (f"mid last:{said[-1]}", f"mid first:{said[0]}") if said else ("mid:nothing",)
        lead = max(sentence.start, a.run_start - _AROUND)
        yield from (f"lead:{k}" for k in sorted(set(self._cues.said(lead, a.run_start))))
        tail = min(sentence.end, b.run_end + _AROUND)
        yield from (f"tail:{k}" for k in sorted(set(self._cues.said(b.run_end, tail))))
        whole = set(self._cues.said(sentence.start, sentence.end))
        yield from (f"all:{k}" for k in _WHOLE_SENTENCE if k in whole)

    def _topical(self, sentence: Sentence, a: _Named, b: _Named) -> Iterator[str]:
        """What the two are to each other's clause, and how they are named."""
        yield from (f"a role:{a.at.role}",) if a.at.role != "name" else ()
        yield from (f"b role:{b.at.role}",) if b.at.role != "name" else ()
        clause = self._ctx.scopes.at(b.at.start)
        if a.at.ref in clause.topics:
            yield "a topic of b:own" if clause.own else "a topic of b"
        clause = self._ctx.scopes.at(a.at.start)
        if b.at.ref in clause.topics:
            yield "b topic of a:own" if clause.own else "b topic of a"
        if a.at.start == sentence.start:
            yield "a opens"

    def _latest(self, offset: int) -> dict[str, int]:
        """What was named last before an offset, of each kind that others may belong to."""
        out = {}
        for kind, labels in _HOLDERS.items():
            before = [o for o in self._ctx.table.before(offset, *labels)[-4:] if o.role != "inside"]
            if before:
                out[kind] = before[-1].ref
        return out

    def _spoken(
        self, number: int, sentence: Sentence, names: Sequence[_Named], a: _Named
    ) -> Iterator[tuple[int, int, Features]]:
        """Things that the sentence before names, or that clause, paragraph or article speak of."""
        ctx = self._ctx
        here = {n.at.ref for n in names}
        clause = ctx.scopes.at(a.at.start)
        standing = self._in_scope(clause)
        for kind, ref in self._latest(a.at.start).items():
            standing[ref].append(f"latest:{kind}")
        if number and ctx.doc.sentences[number - 1].paragraph == sentence.paragraph:
            for ref, rank in self._before(number - 1, a.at.ref):
                if ref not in here:
                    standing[ref].append(f"sentence before:{rank}")
        said = sorted(set(self._cues.said(clause.start, clause.end)))
        opens = "opens" if a.at.start - clause.start <= _AT_ONCE else "within"
        for ref, features in standing.items():
            if ref == a.at.ref or ctx.table[ref].get("generic") is not None:
                continue
            away = "here" if ref in here else "away"
            more = [f"{f}|{away}" for f in features]
            if away == "away":
                more += [f"{f}|{k}" for f in features[:1] for k in said] + [f"clause {opens}"]
            yield a.at.ref, ref, ("spoken", *(f"b {f}" for f in more))
            yield ref, a.at.ref, ("spoken", *(f"a {f}" for f in more))

    def _in_scope(self, clause: Clause) -> dict[int, list[str]]:
        """What a clause, its paragraph and the article speak of, and how."""
        standing: dict[int, list[str]] = defaultdict(list)
        how = "own" if clause.own else "carried" if clause.carried else "kept"
        for t in clause.topics:
            standing[t].append(f"topic:{how}")
            if clause.heading:
                standing[t].append("heading")
        named = (clause.place, clause.park, clause.focus, self._ctx.scopes.home, self._ctx.scopes.main_park)
        for ref, name in zip(named, ("place", "park", "focus", "home", "main park"), strict=True):
            if ref is not None:
                standing[ref].append(f"scope:{name}")
        return standing

    def _before(self, number: int, besides: int) -> Iterator[tuple[int, int]]:
        """Names of a sentence, the last of each kind first, with their rank (2 at most)."""
        seen: dict[str, int] = defaultdict(int)
        for n in reversed(self._named[number]):
            if seen[n.kind] < _EARLIER and n.at.ref != besides:
                yield n.at.ref, min(seen[n.kind], 2)
                seen[n.kind] += 1

    def general(self, first: int, second: int) -> Features:
        """What the two are by themselves."""
        a, b = self._general[first], self._general[second]
        out = [f"a:{f}" for f in a] + [f"b:{f}" for f in b] + [f"{a[0]}>{b[0]}"]
        if self._ctx.table[first].name in self._ctx.table[second].name:
            out.append("a in name of b")
        if self._ctx.table[second].name in self._ctx.table[first].name:
            out.append("b in name of a")
        return tuple(out)


def names_between(names: Sequence[_Named], start: int, end: int) -> list[_Named]:
    """Names that stand wholly in `start:end`."""
    return [n for n in names if start <= n.at.start and n.at.end <= end]
