"""The command line: each command is a thin twin of a public function.

Exit codes: 0 all went well; 1 it ran, but something was skipped, did not conform or failed; 2 the command itself cannot
be carried out as given (an unknown option, a path or a query that does not exist).
"""

from __future__ import annotations

import gc
import os
import sys

from sco_graph.cli import articles, asking, checking, gathering, loading, serving, showing
from sco_graph.cli.common import app
from sco_graph.errors import ArticleError, InputError, QueryError, ScoGraphError
from sco_graph.text import one_line

__all__ = ["app", "main"]

for module in (articles, gathering, asking, showing, serving, checking, loading):
    module.register(app)


def exit_code(error: ScoGraphError) -> int:
    """The exit code that an error of ours stands for."""
    usage = isinstance(error, (InputError, QueryError)) and not isinstance(error, ArticleError)
    return 2 if usage else 1


def main() -> None:
    """Run the command line; an error of ours becomes one line on stderr."""
    try:
        app(prog_name="sco-graph")
    except ScoGraphError as error:
        print(f"sco-graph: {one_line(str(error))}", file=sys.stderr)  # noqa: T201 - the command line's own voice
        sys.exit(exit_code(error))
    except BrokenPipeError:
        # The reader (head, less) has seen enough.  Python would complain again when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
    finally:
        gc.freeze()  # all that is loaded goes with the process: to look through it once more takes 0.3 s
