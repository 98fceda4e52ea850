"""How two things stand to each other in the text: features of pairs, which `links` weighs.

A pair is looked at wherever both are named in one sentence or in neighbouring ones, and where one is what the other's
clause, paragraph or article speaks of. Names of one list stand together: the gap to a list is the gap to its near end.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence, Set

from loaders.entities.article import Occurrence
from loaders.extract.claims import Context
from loaders.extract.cues import Cues, Sums
from loaders.extract.listed import Named, names_of
from loaders.extract.scope import Clause
from loaders.extract.traits import reliance, stem
from loaders.model import Sentence
from schema.nodes import PLACE_LABELS, Label

_NEAR = 30
"""So many names apart two names of a sentence may stand."""
_EARLIER = 6
"""So many names of a kind are taken from the sentence before."""
_AROUND = 8
"""So many characters before the first and behind the second name are looked at."""
_HOLDERS = ("Park", "Project", "Company", "Policy", "Place")
"""Kinds that others may belong to."""
_LAST = 4
"""Of so many names of a kind before an offset one is what was named last."""
_SHORT_GAP = 3
_AT_ONCE = 2
"""A name that stands so few characters behind the begin of its clause opens it."""
_WHOLE_SENTENCE = ("denies", "supposes", "compares", "history", "hosts", "visits")
_GAPS = (0, 1, 3, 6, 12, 24, 48)


def group(label: Label) -> str:
    """The kind by which a label is counted: the three levels of places are one."""
    return "Place" if label in PLACE_LABELS else label.value


Pair = tuple[int, int]
Features = Sequence[str]
Look = tuple[int, int, Features]
"""Two things, and what one look at them shows."""


class Standing:
    """Features of pairs of one article."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._text = ctx.text
        self._cues = Cues(ctx.text)
        self._kinds = [group(e.label) for e in ctx.table.entities]
        self._stems = [stem(e) for e in ctx.table.entities]
        self._first = {e.ref: o[0].start for e in ctx.table.entities if (o := ctx.table.of(e.ref))}
        self._generic = [e.get("generic") is not None for e in ctx.table.entities]
        self._title_end = len(ctx.doc.article.title)
        self._named = [names_of(ctx, s, self._kinds) for s in ctx.doc.sentences]
        self._sums = Sums(ctx.figures)
        self._earlier: dict[tuple[int, int], list[tuple[int, int]]] = {}
        self._holders = self._where_holders_stand()
        general = [self._of_entity(e.ref) for e in ctx.table.entities]
        self._as_first = [tuple(f"a:{f}" for f in found) for found in general]
        self._as_second = [tuple(f"b:{f}" for f in found) for found in general]

    def _where_holders_stand(self) -> dict[str, tuple[list[int], list[Occurrence]]]:
        """Every name of each kind that others may belong to, in order, and where it begins."""
        out: dict[str, tuple[list[int], list[Occurrence]]] = {kind: ([], []) for kind in _HOLDERS}
        for o in self._ctx.table.occurrences:
            if self._kinds[o.ref] in out:
                starts, found = out[self._kinds[o.ref]]
                starts.append(o.start)
                found.append(o)
        return out

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
        return [*out, *reliance(entity)]

    def pairs(self, wanted: Callable[[int, int], object]) -> dict[Pair, list[Features]]:
        """Features of every look at every pair that is `wanted`, first and second in either order."""
        out: dict[Pair, list[Features]] = defaultdict(list)
        for number, names in enumerate(self._named):
            for first, second, look in self._looks(number, names, wanted):
                out[first, second].append(look)
        return out

    def _looks(self, number: int, names: Sequence[Named], wanted: Callable[[int, int], object]) -> Iterator[Look]:
        sentence = self._ctx.doc.sentences[number]
        starts = [n.at.start for n in names]
        here = {n.at.ref for n in names}
        for i, a in enumerate(names):
            one = a.at.ref
            for b in names[i + 1 : i + 1 + _NEAR]:
                other = b.at.ref
                if one == other:
                    continue
                there, back = wanted(one, other), wanted(other, one)
                if not (there or back):
                    continue
                if b.at.end <= a.at.end:
                    where = "front" if b.at.start - a.at.start <= 1 else "middle"
                    if there:
                        yield one, other, ("holds", f"holds:{where}")
                    if back:
                        yield other, one, ("held", f"held:{where}")
                elif a.at.role != "inside" != b.at.role:
                    shared = self._between(sentence, names, starts, a, b)
                    if there:
                        yield one, other, ["order:ab", *["ab:" + f for f in shared]]
                    if back:
                        yield other, one, ["order:ba", *["ba:" + f for f in shared]]
            if a.at.role != "inside":
                yield from self._spoken(number, here, a, wanted)

    def _between(
        self, sentence: Sentence, names: Sequence[Named], starts: Sequence[int], a: Named, b: Named
    ) -> list[str]:
        """What stands between two names of a sentence and around them."""
        if a.run_start == b.run_start and a.kind == b.kind:
            return ["listed together"]
        left = max(a.at.end, a.run_end)
        right = max(left, min(b.at.start, b.run_start))
        inner = names[bisect_left(starts, left) : bisect_left(starts, right)]
        out = self._gap(inner, a, b, left, right)
        self._add_cues(out, sentence, a, b, left, right)
        self._add_topics(out, sentence, a, b)
        out += self._sums.seen((left, right), (b.run_end, min(sentence.end, b.run_end + 3 * _AROUND)))
        return out

    def _gap(self, inner: Sequence[Named], a: Named, b: Named, left: int, right: int) -> list[str]:
        """How far apart the two are, what is named between them, and the characters beside them."""
        text = self._text
        gap = text[left:right]
        commas = gap.count("，") + gap.count("；") + gap.count("：")
        size = bisect_left(_GAPS, len(gap))
        behind = max(b.at.end, b.run_end)
        same_a = same_b = 0
        for n in inner:
            if n.at.end <= right:
                same_a += n.kind == a.kind
                same_b += n.kind == b.kind
        out = [
            f"clauses:{min(commas, 4)}",
            f"gap:{size}",
            f"between a:{min(same_a, 2)}",
            f"between b:{min(same_b, 2)}",
            f"before a:{text[a.run_start - 1 : a.run_start]}",
            f"after a:{text[left : left + 1]}",
            f"before b:{text[right - 1 : right]}",
            f"after b:{text[behind : behind + 1]}",
        ]
        if commas == 0:
            out.append(f"clause gap:{size}")
        if len(gap) <= _SHORT_GAP:
            out.append(f"says:{gap}")
        if a.run_length > 1:
            out.append("a listed")
        if b.run_length > 1:
            out.append("b listed")
        return out

    def _add_cues(self, out: list[str], sentence: Sentence, a: Named, b: Named, left: int, right: int) -> None:
        """Cues between the two, before the first, behind the second, and some anywhere in the sentence."""
        cues = self._cues
        said = cues.said(left, right)
        if said:
            out += [f"mid:{k}" for k in set(said)]
            out += (f"mid last:{said[-1]}", f"mid first:{said[0]}")
        else:
            out.append("mid:nothing")
        out += [f"lead:{k}" for k in cues.kinds(max(sentence.start, a.run_start - _AROUND), a.run_start)]
        out += [f"tail:{k}" for k in cues.kinds(b.run_end, min(sentence.end, b.run_end + _AROUND))]
        out += [f"all:{k}" for k in cues.kinds(sentence.start, sentence.end) if k in _WHOLE_SENTENCE]

    def _add_topics(self, out: list[str], sentence: Sentence, a: Named, b: Named) -> None:
        """What the two are to each other's clause, and how they are named."""
        if a.at.role != "name":
            out.append(f"a role:{a.at.role}")
        if b.at.role != "name":
            out.append(f"b role:{b.at.role}")
        clause = self._ctx.scopes.at(b.at.start)
        if a.at.ref in clause.topics:
            out.append("a topic of b:own" if clause.own else "a topic of b")
        clause = self._ctx.scopes.at(a.at.start)
        if b.at.ref in clause.topics:
            out.append("b topic of a:own" if clause.own else "b topic of a")
        if a.at.start == sentence.start:
            out.append("a opens")
        out.append(f"first:{self._is_first(a)}{self._is_first(b)}")

    def _is_first(self, name: Named) -> int:
        """Whether the article names the thing here for the first time, where it is most often introduced."""
        return int(self._first[name.at.ref] == name.at.start)

    def _latest(self, offset: int) -> Iterator[tuple[str, int]]:
        """What was named last before an offset, of each kind that others may belong to."""
        for kind, (starts, found) in self._holders.items():
            end = bisect_left(starts, offset)
            last = next((o.ref for o in reversed(found[max(0, end - _LAST) : end]) if o.role != "inside"), None)
            if last is not None:
                yield kind, last

    def _spoken(self, number: int, here: Set[int], a: Named, wanted: Callable[[int, int], object]) -> Iterator[Look]:
        """Things that the sentence before names, or that clause, paragraph or article speak of."""
        sentences, one = self._ctx.doc.sentences, a.at.ref
        clause = self._ctx.scopes.at(a.at.start)
        standing = self._in_scope(clause)
        for kind, ref in self._latest(a.at.start):
            standing[ref].append(f"latest:{kind}")
        if number and sentences[number - 1].paragraph == sentences[number].paragraph:
            for ref, rank in self._before(number - 1, one):
                if ref not in here:
                    standing[ref].append(f"sentence before:{rank}")
        said = self._cues.kinds(clause.start, clause.end)
        opens = "clause opens" if a.at.start - clause.start <= _AT_ONCE else "clause within"
        for ref, features in standing.items():
            if ref == one or self._generic[ref]:
                continue
            there, back = wanted(one, ref), wanted(ref, one)
            if not (there or back):
                continue
            if ref in here:
                more = [f" {f}|here" for f in features]
            else:
                more = [f" {f}|away" for f in features]
                more += [f" {features[0]}|{k}" for k in said]
                more.append(" " + opens)
            if there:
                yield one, ref, ["spoken", *["b" + f for f in more]]
            if back:
                yield ref, one, ["spoken", *["a" + f for f in more]]

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

    def _before(self, number: int, besides: int) -> Sequence[tuple[int, int]]:
        """Names of a sentence, the last of each kind first, with their rank (2 at most)."""
        if (number, besides) not in self._earlier:
            out = self._earlier[number, besides] = []
            seen: dict[str, int] = defaultdict(int)
            for n in reversed(self._named[number]):
                if seen[n.kind] < _EARLIER and n.at.ref != besides:
                    out.append((n.at.ref, min(seen[n.kind], 2)))
                    seen[n.kind] += 1
        return self._earlier[number, besides]

    def general(self, first: int, second: int) -> list[str]:
        """What the two are by themselves."""
        out = [*self._as_first[first], *self._as_second[second], f"{self._kinds[first]}>{self._kinds[second]}"]
        one, other = self._ctx.table[first].name, self._ctx.table[second].name
        out += ["a in name of b"] * (one in other) + ["b in name of a"] * (other in one)
        if self._stems[first] and self._stems[first] in other:
            out.append("a stem in b")
        if self._stems[second] and self._stems[second] in one:
            out.append("b stem in a")
        return out
