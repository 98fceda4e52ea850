"""Which mentions of an article mean one thing: a name, its short forms, and what the text says is another name of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from loaders.entities.alike import Alike
from loaders.entities.names import goes_by, other_firms, other_names, same_thing
from loaders.entities.other_parks import other_parks
from loaders.model import Document, Mention
from schema.nodes import Label

Form = tuple[str, str | None]
"""A name, and the name that it is said to be short for."""


def grouped(doc: Document, mentions: Sequence[Mention]) -> list[list[Mention]]:
    """Mentions of one thing together, in order of first occurrence."""
    groups: list[list[Mention]] = []
    alike = Alike()
    forms: list[dict[Form, None]] = []
    """Of each group what is different in it, in order: a name may stand there by the thousand."""
    named: dict[tuple[Label, str], set[int]] = defaultdict(set)
    meant: dict[tuple[Label, str], set[int]] = defaultdict(set)
    """Groups by the names in them, and by the names that their short forms are said to stand for."""
    for mention in sorted(mentions, key=lambda m: (m.start, m.end)):
        label, name = mention.label, mention.name
        alias_of = dict(mention.attributes).get("alias_of")
        near = alike.near(label, [name]) | meant.get((label, name), set())
        if alias_of:
            near |= named.get((label, alias_of), set())
        number = next((k for k in sorted(near) if _belongs(label, (name, alias_of), forms[k])), len(groups))
        if number == len(groups):
            groups.append([])
            forms.append({})
        groups[number].append(mention)
        forms[number][name, alias_of] = None
        alike.add(label, name, number)
        named[label, name].add(number)
        if alias_of:
            meant[label, alias_of].add(number)
    return _merged(doc, groups)


def _belongs(label: Label, form: Form, group: Iterable[Form]) -> bool:
    name, alias_of = form
    names = list(dict.fromkeys(other for other, _ in group))
    if other_firms([name], names) or any(other_parks(label, name, other) for other in names):
        return False
    return any(
        same_thing(label, name, other) or (alias_of and alias_of == other) or of_other == name
        for other, of_other in group
    )


def _merged(doc: Document, groups: list[list[Mention]]) -> list[list[Mention]]:
    """A later full name can join two groups that short names had opened; 简称 and 也叫 join the names they give."""
    out: list[list[Mention]] = []
    given: list[set[str]] = []
    alike = Alike()
    named: dict[tuple[Label, str], set[int]] = defaultdict(set)
    called: dict[tuple[Label, str], set[int]] = defaultdict(set)
    """Groups by the names in them, and by the other names that the text gives them."""
    for group in groups:
        label = group[0].label
        short = {s for m in group for s in (*other_names(doc.text, m.end, m.name), *goes_by(label, doc.text, m.end))}
        names = {m.name for m in group}
        near = alike.near(label, names)
        near.update(*(called.get((label, n), ()) for n in names), *(named.get((label, s), ()) for s in short))
        number = next((k for k in sorted(near) if _are_one(group, names, short, out[k], given[k])), len(out))
        if number == len(out):
            out.append([])
            given.append(set())
        out[number].extend(group)
        given[number] |= short
        for name in names:
            alike.add(label, name, number)
            named[label, name].add(number)
        for name in short:
            called[label, name].add(number)
    return out


def _are_one(
    group: Sequence[Mention], names: set[str], short: set[str], other: Sequence[Mention], given: set[str]
) -> bool:
    if other_firms(names, [m.name for m in other]):
        return False
    return (
        not names.isdisjoint(given)
        or any(m.name in short for m in other)
        or any(same_thing(a.label, a.name, b.name) for a in other for b in group)
        and not any(other_parks(a.label, a.name, b.name) for a in other for b in group)
    )
