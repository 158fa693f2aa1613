"""The graph as networks: reading, selecting, projecting, measuring, laying out, exporting.

Example:
    >>> network = read_network(graph)  # doctest: +SKIP
    >>> part = neighbourhood(between(network, 2010, 2014), "SCO", hops=2)  # doctest: +SKIP
    >>> save(part, "part.gexf")  # doctest: +SKIP
"""

from sco_graph.network.columns import largest_part, to_columns
from sco_graph.network.exports import FORMATS, Format, export, load, save
from sco_graph.network.layouts import LAYOUTS, Positions, layout
from sco_graph.network.measures import backbone, centralities, change, communities
from sco_graph.network.overview import Overview, overview
from sco_graph.network.projections import agreement_parties, co_participation, hosting, memberships, states_of
from sco_graph.network.reading import read_network
from sco_graph.network.selecting import (
    between,
    find_thing,
    is_occurrence,
    neighbourhood,
    of_classes,
    shortest_path,
    years,
)

__all__ = [
    "FORMATS",
    "LAYOUTS",
    "Format",
    "Overview",
    "Positions",
    "agreement_parties",
    "backbone",
    "between",
    "centralities",
    "change",
    "co_participation",
    "communities",
    "export",
    "find_thing",
    "hosting",
    "is_occurrence",
    "largest_part",
    "layout",
    "load",
    "memberships",
    "neighbourhood",
    "of_classes",
    "overview",
    "read_network",
    "save",
    "shortest_path",
    "states_of",
    "to_columns",
    "years",
]
