#!/bin/sh
# silver.sh PYTHON MINILM [RAW]: the network annotates the entity corpora's texts (trees), the treebanks' (missing names),
# our own sentences (trees), the treebanks' texts with other words in them (both) and, if there is a folder of it, free
# text (both).
set -eu
annotate() { "$1" scripts/annotate.py output/joint "corpus/$3.spacy" "corpus/silver_$3.spacy" --minilm "$2" --names-from "$4"; }
for part in name_wiki name_uner_train name_gum_train name_domain name_generated; do annotate "$1" "$2" "$part" both; done
"$1" scripts/perturb.py corpus corpus/perturbed.spacy
annotate "$1" "$2" perturbed network
if [ -n "${3:-}" ]; then
    "$1" scripts/raw_text.py "$3" corpus/raw.spacy
    annotate "$1" "$2" raw network
fi
