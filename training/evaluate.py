"""Score a pipeline on treebanks and entity corpora, and measure its speed beside the blank tokenizer's.

    python training/evaluate.py --model data/model/en_sco_news --ewt en_ewt-ud-test.conllu --gum gum/test \
        --politics crossner/politics/test.txt --gum-ner gum/test --uner test.iob2 --speed --out figures.json

Any pipeline can be scored: the bundled one (no ``--model``), a folder, a name.
Trees are scored as spaCy does (punctuation left out of LAS) on the treebank's own tokens, in runs of eight sentences;
``--raw`` scores them from plain text.  Names are scored exactly, type and span; FAC counts as LOC, and DATE, which no
corpus here annotates, is left out of the total; what overlaps a span of unknown type is not counted.
"""

import argparse
import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc, Token
from spacy.training import Example

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE / "scripts"), str(HERE.parent)]

from conllu import read_many, runs  # noqa: E402
from names import column_texts, countries, read_uner, to_doc  # noqa: E402
from prepare_domain import domain_docs  # noqa: E402
from prepare_trees import ewt_text, gum_text, tree_doc  # noqa: E402

FOLD = {"FAC": "LOC"}
UNSCORED = {"DATE"}


def load(model: str | None) -> Language:
    """The pipeline to score."""
    from sco_graph.nlp.model import load_pipeline

    return load_pipeline(model)


def score_trees(nlp: Language, path: Path, *, raw: bool) -> dict[str, object]:
    """Tags, features, lemmas, trees and sentences."""
    examples = []
    for group in runs(read_many(path)):
        gold = tree_doc(group)
        blank = (
            nlp.make_doc(gold.text)
            if raw
            else Doc(nlp.vocab, [t.text for t in gold], [bool(t.whitespace_) for t in gold])
        )
        examples.append(Example(blank, gold))
    for example, doc in zip(examples, nlp.pipe([e.predicted for e in examples]), strict=True):
        example.predicted = doc
    scores = Scorer.score_token_attr(examples, "tag") | Scorer.score_token_attr(examples, "pos")
    scores |= Scorer.score_token_attr(examples, "morph", getter=lambda token, _: str(token.morph))
    scores |= Scorer.score_token_attr(examples, "lemma")
    scores |= Scorer.score_spans(examples, "sents", getter=lambda doc, _: doc.sents)
    deps = Scorer.score_deps(examples, "dep", getter=_label, ignore_labels=("p", "punct"))
    everything = Scorer.score_deps(examples, "dep", getter=_label, ignore_labels=())
    names = {"tag_acc": "tags", "pos_acc": "pos", "morph_acc": "morph", "lemma_acc": "lemmas", "sents_f": "sentences"}
    out: dict[str, object] = {ours: round(100 * (scores[theirs] or 0), 2) for theirs, ours in names.items()}
    out |= {"uas": round(100 * deps["dep_uas"], 2), "las": round(100 * deps["dep_las"], 2)}
    out["las_with_punctuation"] = round(100 * everything["dep_las"], 2)
    by_label = deps["dep_las_per_type"]
    wanted = ("nsubj", "nsubj:pass", "obj", "obl", "nmod", "appos", "conj", "flat", "compound", "acl", "advcl")
    out["f_by_label"] = {label: round(100 * by_label[label]["f"], 1) for label in wanted if label in by_label}
    return out


def _label(token: Token, attribute: str) -> str:
    return token.vocab.strings.as_string(getattr(token, attribute)).lower()


def score_names(nlp: Language, golds: list[Doc]) -> dict[str, object]:
    """Precision, recall and F of names, in all and by label."""
    counts: dict[str, Counter] = defaultdict(Counter)
    for gold, doc in zip(golds, nlp.pipe([gold.text for gold in golds]), strict=True):
        missing = [(t.idx, t.idx + len(t)) for t in gold if t.ent_iob == 0]
        theirs = _spans(gold)
        ours = {s for s in _spans(doc) if not any(s[0] < end and start < s[1] for start, end in missing)}
        for kind, spans in (("found", ours), ("gold", theirs), ("right", ours & theirs)):
            for *_, label in spans:
                counts[label][kind] += 1
                if label not in UNSCORED:
                    counts["all"][kind] += 1
    return {label: _prf(counts[label]) for label in sorted(counts, key=lambda x: (x != "all", x))}


def _spans(doc: Doc) -> set[tuple[int, int, str]]:
    return {(ent.start_char, ent.end_char, FOLD.get(ent.label_, ent.label_)) for ent in doc.ents}


def _prf(count: Counter) -> dict[str, float]:
    right, found, gold = count["right"], count["found"], count["gold"]
    return {
        "p": round(100 * right / max(1, found), 1),
        "r": round(100 * right / max(1, gold), 1),
        "f": round(200 * right / max(1, found + gold), 1),
        "n": gold,
    }


def rate(read: Callable[[Iterable[str]], Iterable[Doc]], texts: list[str]) -> float:
    """Words a second of processor time over texts not seen before."""
    began = time.process_time()
    words = sum(len(doc) for doc in read(texts))
    return words / (time.process_time() - began)


def measure_speed(model: str | None, texts: list[str], rounds: int = 3) -> dict[str, float]:
    """Words a second of the pipeline and of a blank tokenizer, each on texts that it meets for the first time.

    The round with the middle ratio of the two counts.
    """
    found = []
    for _ in range(rounds):
        nlp = load(model)
        list(nlp.pipe(["The ministers met in Astana on July 4."]))
        found.append((rate(spacy.blank("en").pipe, texts), rate(nlp.pipe, texts)))
    tokenizer, ours = sorted(found, key=lambda pair: pair[0] / pair[1])[rounds // 2]
    return {"words_per_second": round(ours), "blank_tokenizer": round(tokenizer), "ratio": round(tokenizer / ours, 1)}


def table(results: dict[str, dict]) -> str:
    """The figures as lines of text."""
    lines = []
    for name, figures in results.items():
        flat = {k: v for k, v in figures.items() if not isinstance(v, dict)}
        lines.append(f"{name:14} " + "  ".join(f"{k} {v}" for k, v in flat.items()))
        nested = {k: v for k, v in figures.items() if isinstance(v, dict)}
        for label, value in nested.items():
            lines.append(f"  {label:12} " + "  ".join(f"{k} {v}" for k, v in value.items()))
    return "\n".join(lines)


def main() -> None:
    """Score and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", help="a folder or a name; the bundled pipeline if left out")
    parser.add_argument("--ewt", type=Path, help="a CoNLL-U file of EWT")
    parser.add_argument("--gum", type=Path, help="a CoNLL-U file, or a folder of them, of GUM")
    parser.add_argument("--gum-ner", type=Path, help="the same, to score names")
    parser.add_argument("--uner", type=Path, help="an IOB2 file of Universal NER over EWT (needs --ewt)")
    parser.add_argument("--politics", type=Path, help="a CrossNER file")
    parser.add_argument("--domain", action="store_true", help="the held-out sentences of training/assets")
    parser.add_argument("--corpora", type=Path, default=HERE.parent.parent / "shared" / "corpora")
    parser.add_argument("--raw", action="store_true", help="trees from plain text instead of the treebank's tokens")
    parser.add_argument("--speed", action="store_true")
    parser.add_argument(
        "--politics-held-out", action="store_true", help="our 150 held-out sentences of politics' dev part"
    )
    parser.add_argument("--out", type=Path, help="write the figures as JSON")
    a = parser.parse_args()
    if a.speed and not (a.ewt or a.gum):
        parser.error("--speed needs texts to read: --ewt or --gum")
    nlp = load(a.model)
    results: dict[str, dict] = {}
    for name, path in (("ewt", a.ewt), ("gum", a.gum)):
        if path:
            results[name] = score_trees(nlp, path, raw=a.raw)
    if a.politics:
        results["politics"] = score_names(nlp, [to_doc(text) for text in column_texts(a.politics)])
    if a.politics_held_out:
        from prepare_names import held_out_politics

        results["politics"] = score_names(nlp, [to_doc(text) for text in held_out_politics(a.corpora)[0]])
    if a.gum_ner:
        known = countries(a.corpora)
        groups = runs(read_many(a.gum_ner), 6)
        results["gum names"] = score_names(nlp, [to_doc(gum_text(tree_doc(group), group, known)) for group in groups])
    if a.uner:
        tags = read_uner(a.uner)
        groups = runs(read_many(a.ewt), 6)
        results["uner"] = score_names(nlp, [to_doc(ewt_text(tree_doc(group), group, tags)) for group in groups])
    if a.domain:
        results["domain"] = score_names(nlp, domain_docs(HERE / "assets")[1])
    if a.speed:
        texts = [tree_doc(group).text for path in (a.ewt, a.gum) if path for group in runs(read_many(path))]
        results["speed"] = measure_speed(a.model, texts)
    print(table(results))
    if a.out:
        a.out.write_text(json.dumps(results, indent=1) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
