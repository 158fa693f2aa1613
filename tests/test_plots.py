"""Pictures for papers."""

from __future__ import annotations

import builtins
import re
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
from network_example import example_network

from sco_graph.errors import ExtraError, InputError
from sco_graph.plots import KINDS, plot

pytest.importorskip("matplotlib", reason="no matplotlib here: pip install 'sco-graph[plot]'")


def _texts(path: Path) -> str:
    return " ".join("".join(element.itertext()) for element in ET.parse(path).iter() if element.tag.endswith("}text"))  # noqa: S314 - our own file


def _polylines(path: Path) -> list[list[float]]:
    """The x of each point, of each path made of lines only."""
    found = []
    for element in ET.parse(path).iter("{http://www.w3.org/2000/svg}path"):  # noqa: S314 - our own file
        drawn = element.get("d", "")
        if "C" not in drawn:
            found.append([float(x) for x in re.findall(r"[ML] (\S+) \S+", drawn)])
    return [line for line in found if len(line) > 5]


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (
            "timeline",
            ["Peace Mission 2014", "Seventh meeting of secretaries", "Counter-Terrorism Convention", "Exercise"],
        ),
        ("map", ["Beijing 1", "China 1"]),
        ("matrix", ["China", "Russia", "Kazakhstan", "2"]),
        ("network", ["Nikolai Patrushev", "Organisation", "Person"]),
    ],
)
def test_each_picture_names_what_it_shows(tmp_path: Path, kind: str, words: list[str]) -> None:
    """An SVG holds its words as text, and the heading."""
    text = _texts(plot(example_network(), kind, tmp_path / "p.svg", title="An example for $5 & <b>"))
    assert [word for word in [*words, "An example for $5 & <b>"] if word not in text] == []


def test_no_coast_runs_across_the_map(tmp_path: Path) -> None:
    """Russia and Fiji lie on both sides of the 180th meridian; their outlines end there."""
    network = nx.MultiDiGraph()
    for name, lat, long in (("Suva", -18.1, 178.4), ("Anadyr", 64.7, 177.5), ("Apia", -13.8, -171.8)):
        network.add_node(name, label=name, lat=lat, long=long, **{"class": "Place"})
        network.add_node(f"meeting in {name}", label=name, **{"class": "Meeting"})
        network.add_edge(f"meeting in {name}", name, key="place")
    for line in _polylines(plot(network, "map", tmp_path / "p.svg")):
        assert max(abs(one - two) for one, two in pairwise(line)) < 120


def test_no_name_lies_on_another(tmp_path: Path) -> None:
    """Of fifty meetings at one spot, one is named; the rest keep their marks."""
    network = nx.MultiDiGraph()
    network.add_node("hub", label="the hub", **{"class": "Organization"})
    for i in range(300):
        network.add_node(f"m{i}", label=f"a meeting with a long name {i}", **{"class": "Meeting"})
        network.add_edge(f"m{i}", "hub", key="organizedBy")
    text = _texts(plot(network, "network", tmp_path / "p.svg"))
    assert "the hub" in text
    assert 5 < text.count("a meeting") < 60


def test_many_occurrences_are_stacked_by_year(tmp_path: Path) -> None:
    """Above 45, names would not fit: a lane for each kind instead."""
    network = nx.MultiDiGraph()
    for i in range(60):
        network.add_node(f"m{i}", label=f"meeting {i}", start=f"{2001 + i % 20}-0{1 + i % 9}", **{"class": "Summit"})
    network.add_node("x", label="drill", start="2010", **{"class": "Exercise"})
    text = _texts(plot(network, "timeline", tmp_path / "p.svg"))
    assert "meeting 3" not in text
    assert "Meeting" in text


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_network_gives_the_same_svg(tmp_path: Path, kind: str) -> None:
    """No date, no random identifier."""
    one, two = (plot(example_network(), kind, tmp_path / name).read_bytes() for name in ("a.svg", "b.svg"))
    assert one == two


def test_hostile_and_foreign_names_are_drawn(tmp_path: Path) -> None:
    """Markup, mathematics, control characters and scripts that the font lacks."""
    network = nx.MultiDiGraph()
    for i, label in enumerate(
        ["</text><script>x</script>", "$\\frac{1}$", "a\x00b\u202ec", "上海合作组织", "x" * 9000, ""]
    ):
        network.add_node(f"n{i}", label=label, start="2012", **{"class": "Meeting"})
    for suffix in (".svg", ".png", ".pdf"):
        assert plot(network, "timeline", tmp_path / f"p{suffix}").stat().st_size > 1000
    assert b"<script>x" not in (tmp_path / "p.svg").read_bytes()


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_to_draw_is_an_error_in_words(tmp_path: Path, kind: str) -> None:
    """Rather than an empty frame."""
    with pytest.raises(InputError, match="to draw"):
        plot(nx.MultiDiGraph(), kind, tmp_path / "p.svg")


def test_unknown_kinds_and_suffixes_are_errors(tmp_path: Path) -> None:
    """The message lists what there is."""
    with pytest.raises(InputError, match="timeline, map, matrix, network"):
        plot(example_network(), "pie", tmp_path / "p.svg")
    with pytest.raises(InputError, match=r"\.svg, \.png, \.pdf"):
        plot(example_network(), "map", tmp_path / "p.gif")


def test_without_matplotlib_the_error_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The extra is named."""
    real = builtins.__import__

    def without(name: str, *args: Any, **kwargs: Any) -> Any:
        if name.startswith("matplotlib"):
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(ExtraError, match=r"sco-graph\[plot\]"):
        plot(example_network(), "map", tmp_path / "p.svg")
