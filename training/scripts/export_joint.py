"""The fine-tuned network -> an ONNX file in int8, in a spaCy pipeline folder that sco_graph loads without PyTorch."""

import argparse
import json
import math
import shutil
from pathlib import Path

import numpy as np
import spacy
import torch
from annotate import load_network
from joint_model import ARC, Joint
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional

from sco_graph.nlp import accurate, sentences  # noqa: F401 - registers our components

OUTPUTS = ("tag", "morph", "lemma", "start", "name", "arc_dep", "arc_head", "root", "rel_dep", "rel_head")


class Export(nn.Module):
    """What the network computes for each word by itself; trees are decoded outside."""

    def __init__(self, model: Joint) -> None:
        super().__init__()
        self.model = model

    def forward(
        self, pieces: Tensor, shapes: Tensor, spaces: Tensor, first: Tensor, last: Tensor
    ) -> tuple[Tensor, ...]:
        heads = self.model.heads
        x = self.model.encoder(pieces, shapes, spaces, first, last)
        simple = heads.simple(x)
        dep = functional.leaky_relu(heads.arc_dep(x), 0.1)
        dep = torch.matmul(dep, heads.arc[:-1] * (4 / math.sqrt(ARC))) + heads.arc[-1] * (4 / math.sqrt(ARC))
        head = functional.leaky_relu(heads.arc_head(x), 0.1)
        best = [simple[name].argmax(-1) for name in ("tag", "morph", "lemma")]
        own = torch.sum(dep * head, -1, keepdim=True) + heads.root(x)
        return (*best, simple["start"], simple["name"], dep, head, own, heads.rel_dep(x), heads.rel_head(x))


def main() -> None:
    """Write the folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("network", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--minilm", type=Path, required=True)
    parser.add_argument("--plain", action="store_true", help="leave the weights in single precision")
    a = parser.parse_args()
    model, labels = load_network(a.network, a.minilm)
    nlp = spacy.blank("en")
    nlp.add_pipe("sco_sentences")
    nlp.add_pipe("sco_accurate")
    nlp.meta |= {"name": "sco_news_accurate", "license": "CC BY-SA 4.0", "author": "the sco-graph developers"}
    shutil.rmtree(a.out, ignore_errors=True)
    nlp.to_disk(a.out)
    folder = a.out / "sco_accurate"
    folder.mkdir(exist_ok=True)
    example = torch.randint(5, 1000, (2, 9))
    ones, words = torch.ones_like(example), torch.tensor([[0, 1, 4], [0, 2, 8]])
    inputs = ("pieces", "shapes", "spaces", "first", "last")
    axes = {name: {0: "texts", 1: "pieces"} for name in inputs[:3]}
    axes |= {name: {0: "texts", 1: "words"} for name in (*inputs[3:], *OUTPUTS)}
    plain = a.out / "plain.onnx"
    torch.onnx.export(
        Export(model),
        (example, ones, ones, words, words),
        str(plain),
        input_names=list(inputs),
        output_names=list(OUTPUTS),
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )
    if a.plain:
        shutil.copy(plain, folder / "network.onnx")
    else:
        options = {"MatMulConstBOnly": True}
        quantize_dynamic(
            plain, folder / "network.onnx", weight_type=QuantType.QInt8, per_channel=True, extra_options=options
        )
    plain.unlink()
    np.savez_compressed(
        folder / "relations.npz",
        weight=model.heads.rel.weight.detach().numpy().T.astype("float16"),
        bias=model.heads.rel.bias.detach().numpy(),
    )
    (folder / "labels.json").write_text(json.dumps(vars(labels), ensure_ascii=False), encoding="utf8")
    shutil.copy(a.minilm / "tokenizer.json", folder)
    print(f"{sum(path.stat().st_size for path in a.out.rglob('*') if path.is_file()) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
