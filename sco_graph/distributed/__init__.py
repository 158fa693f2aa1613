"""Many articles on many machines: Ray reads units of files into shards of N-Quads.  Needs the extra ``ray``."""

from __future__ import annotations

from sco_graph.distributed.loading import MANIFEST, graphs, load
from sco_graph.distributed.run import RunReport, run
from sco_graph.distributed.writing import shard_graphs

__all__ = ["MANIFEST", "RunReport", "graphs", "load", "run", "shard_graphs"]
