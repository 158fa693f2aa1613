"""What a store built from generated articles says, against what they were made to say.

    python benchmarks/corpus.py 1000 corpus.jsonl --gold gold.jsonl
    sco-graph build corpus.jsonl --store store
    python benchmarks/truth.py gold.jsonl store [--first N] [--errors N]

Precision and recall are over the facts of the kinds that the articles were made with, thing by thing.  Merging is over
pairs of articles: those that tell of one event must give it one name, all others must not.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from sco_graph import resolve, wire
from sco_graph.model import Extraction, is_a
from sco_graph.spool import Spool

SCORED = set("organizedBy edition place startDate endDate topic participant party adoptedOn codeName".split())
SCORED |= {"represents", "position"}
KEYS = {"sco": "Shanghai_Cooperation_Organisation"}
Statement = tuple[str, str, str]


def main_thing(gold: dict[str, Any], found: Extraction) -> str | None:
    """The thing of an article that is the event or document it was made to tell of: the one with most of its facts."""
    (key,) = gold["events"]
    family = "Agreement" if key == "a" else "Event"
    wanted = {(p, str(KEYS.get(o, o))) for s, p, o in gold["facts"] if s == key}
    said = defaultdict(set)
    for fact in found.facts:
        said[fact.subject].add((fact.predicate, fact.value))
    things = sorted(entity.id for entity in found.entities if is_a(entity.type, family))
    return max(things, key=lambda thing: len(said[thing] & wanted), default=None)


def compare(gold: dict[str, Any], found: Extraction, thing: str | None) -> tuple[set[Statement], set[Statement]]:
    """What an article was made to say, and what was read in it, with one name for its event."""
    names = KEYS | dict.fromkeys(gold["events"], "it")
    wanted = {(names.get(s, s), p, str(names.get(o, o))) for s, p, o in gold["facts"]}
    lenient = {(names.get(s, s), p) for s, p, _ in gold["optional"]}
    lenient |= {("it", "endDate")} if ("it", "endDate") not in {(s, p) for s, p, _ in wanted} else set()
    read = {
        ("it" if fact.subject == thing else fact.subject, fact.predicate, fact.value)
        for fact in found.facts
        if fact.predicate in SCORED
    }
    return wanted, {said for said in read if said in wanted or said[:2] not in lenient}


def merging(names: Iterable[tuple[str, str]]) -> tuple[int, int, int]:
    """Pairs of articles that share an event and its name; that share the name alone; that share the event alone.

    Args:
        names: Of each article: the event it was made to tell of, and the name it was given.
    """
    both, events, given = Counter(names), Counter[str](), Counter[str]()
    for (event, name), count in both.items():
        events[event] += count
        given[name] += count
    pairs = [sum(n * (n - 1) // 2 for n in counts.values()) for counts in (both, given, events)]
    return pairs[0], pairs[1] - pairs[0], pairs[2] - pairs[0]


def figures(right: int, extra: int, missed: int) -> str:
    """Precision, recall and F1 in a line."""
    precision, recall = right / max(right + extra, 1), right / max(right + missed, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return f"precision {precision:.4f}  recall {recall:.4f}  F1 {f1:.4f}"


def resolved(store: Path) -> Iterator[Extraction]:
    """The extractions behind a store, by article, with things under their final names."""
    with Spool(store) as spool:
        mapping = spool.mapping()
        for record in spool.records():
            yield resolve.apply(wire.load(record), mapping)


def main() -> None:
    """Compare and print."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("gold")
    ask.add_argument("store")
    ask.add_argument("--first", type=int, help="look at the first articles only")
    ask.add_argument("--errors", type=int, default=0, help="print as many")
    given = ask.parse_args()
    with Path(given.gold).open(encoding="utf-8") as lines:
        golds = {row["id"]: row for row in map(json.loads, islice(lines, given.first))}
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    names: list[tuple[str, str]] = []
    errors: list[str] = []
    for found in resolved(Path(given.store)):
        gold = golds.pop(found.article.id, None)
        if gold is None:
            continue
        thing = main_thing(gold, found)
        names += [(event, thing or found.article.id) for event in gold["events"].values()]
        wanted, read = compare(gold, found, thing)
        for kind, said in (("right", wanted & read), ("extra", read - wanted), ("missed", wanted - read)):
            for statement in sorted(said):
                counts[statement[1]][kind] += 1
                if kind != "right":
                    errors.append(f"{found.article.id} {kind:6} {' '.join(statement)}")
    if golds:
        raise SystemExit(f"{len(golds)} articles of {given.gold} are not in {given.store}")
    print("\n".join(errors[: given.errors]))
    total = sum(counts.values(), Counter[str]())
    for name, count in [*sorted(counts.items()), ("all", total)]:
        print(f"{name:12} {figures(count['right'], count['extra'], count['missed'])}")
    right, extra, missed = merging(names)
    print(f"{'one event':12} {figures(right, extra, missed)}  ({len(names):,} articles, {right:,} pairs)")


if __name__ == "__main__":
    main()
