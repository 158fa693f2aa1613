"""Which values of a property cannot both hold."""

from __future__ import annotations

from collections.abc import Collection

SINGLE_VALUED = frozenset({"startDate", "endDate", "edition", "adoptedOn", "enteredIntoForce", "established"})
"""Properties that have one value in the world, so that two different ones contradict each other."""


def contradicts(predicate: str, one: str, other: str) -> bool:
    """Whether two values of a property cannot both hold; a date is no contradiction to a less precise one."""
    if predicate == "edition":
        return one != other
    return predicate in SINGLE_VALUED and not (one.startswith(other) or other.startswith(one))


def contradicted(predicate: str, values: Collection[str]) -> dict[str, list[str]]:
    """Those of a property's values that others contradict, each with the others."""
    found = {one: sorted(other for other in values if contradicts(predicate, one, other)) for one in values}
    return {one: others for one, others in found.items() if others}
