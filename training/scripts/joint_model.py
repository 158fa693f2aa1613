"""The large network, which teaches the small pipeline: MiniLM under heads for tags, features, lemmas, sentences, trees and names."""

import json
import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

WIDTH, LAYERS, ATTENTION_HEADS, INNER = 384, 6, 12, 1536
SHAPES, SPACES = 10, 3
ARC, REL = 256, 384


@dataclass
class Sizes:
    """How many labels each head has."""

    tag: int
    morph: int
    lemma: int
    name: int
    dep: int


def _softmax(scores: Tensor) -> Tensor:
    """Softmax at the scores' own precision, also where autocast would widen it (that was a third of the time)."""
    with torch.autocast("cpu", enabled=False):
        return scores.softmax(-1)


class Layer(nn.Module):
    """One transformer layer, as in BERT."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """``x`` is (texts, pieces, width), ``mask`` (texts, 1, 1, pieces) is added to the attention's scores."""
        n, t, _ = x.shape
        q, k, v = self.qkv(x).reshape(n, t, 3, ATTENTION_HEADS, WIDTH // ATTENTION_HEADS).permute(2, 0, 3, 1, 4)
        scores = (q * (WIDTH // ATTENTION_HEADS) ** -0.5) @ k.transpose(-1, -2) + mask.to(q.dtype)
        mixed = (_softmax(scores) @ v).transpose(1, 2).reshape(n, t, WIDTH)
        x = self.norm1(x + self.out(mixed))
        return self.norm2(x + self.drop(self.down(functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Word pieces with the shape of their word -> one vector a word."""

    def __init__(self, vocabulary: int) -> None:
        super().__init__()
        self.piece = nn.Embedding(vocabulary, WIDTH)
        self.position = nn.Embedding(512, WIDTH)
        self.shape = nn.Embedding(SHAPES, WIDTH)
        self.space = nn.Embedding(SPACES, WIDTH)
        nn.init.zeros_(self.shape.weight)
        nn.init.zeros_(self.space.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.mix = nn.Parameter(torch.tensor([0.0] * LAYERS + [1.0]))
        self.drop = nn.Dropout(0.1)

    def forward(self, pieces: Tensor, shapes: Tensor, spaces: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """``first`` and ``last`` say which pieces each word begins and ends with."""
        mask = (pieces == 0).float()[:, None, None, :] * -10000.0
        positions = torch.arange(pieces.shape[1], device=pieces.device)[None]
        x = self.piece(pieces) + self.position(positions) + self.shape(shapes) + self.space(spaces)
        x = self.drop(self.norm(x))
        weights = self.mix.softmax(0)
        total = weights[0] * x
        for i, layer in enumerate(self.layers):
            x = layer(x, mask)
            total = total + weights[i + 1] * x
        index = first[:, :, None].expand(-1, -1, WIDTH)
        index2 = last[:, :, None].expand(-1, -1, WIDTH)
        return (total.gather(1, index) + total.gather(1, index2)) / 2

    def load_minilm(self, folder: Path) -> None:
        """Take over the published weights (``model.safetensors``)."""
        raw = (folder / "model.safetensors").read_bytes()
        size = int.from_bytes(raw[:8], "little")
        header = json.loads(raw[8 : 8 + size])

        def get(name: str) -> Tensor:
            start, end = header[name]["data_offsets"]
            array = np.frombuffer(raw, "float32", offset=8 + size + start, count=(end - start) // 4)
            return torch.from_numpy(array.reshape(header[name]["shape"]).copy())

        with torch.no_grad():
            self.piece.weight.copy_(get("embeddings.word_embeddings.weight"))
            kind = get("embeddings.token_type_embeddings.weight")[0]
            self.position.weight.copy_(get("embeddings.position_embeddings.weight") + kind)
            self.norm.load_state_dict({k: get(f"embeddings.LayerNorm.{k}") for k in ("weight", "bias")})
            for i, layer in enumerate(self.layers):
                prefix = f"encoder.layer.{i}."
                for k in ("weight", "bias"):
                    parts = [get(f"{prefix}attention.self.{part}.{k}") for part in ("query", "key", "value")]
                    getattr(layer.qkv, k).copy_(torch.cat(parts))
                    getattr(layer.out, k).copy_(get(f"{prefix}attention.output.dense.{k}"))
                    getattr(layer.norm1, k).copy_(get(f"{prefix}attention.output.LayerNorm.{k}"))
                    getattr(layer.up, k).copy_(get(f"{prefix}intermediate.dense.{k}"))
                    getattr(layer.down, k).copy_(get(f"{prefix}output.dense.{k}"))
                    getattr(layer.norm2, k).copy_(get(f"{prefix}output.LayerNorm.{k}"))


class Heads(nn.Module):
    """One vector a word -> scores of every kind."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.drop = nn.Dropout(0.2)
        self.drop_tree = nn.Dropout(0.33)
        self.tag = nn.Linear(WIDTH, sizes.tag)
        self.morph = nn.Linear(WIDTH, sizes.morph)
        self.lemma = nn.Linear(WIDTH, sizes.lemma)
        self.start = nn.Linear(WIDTH, 2)
        self.name = nn.Sequential(nn.Linear(WIDTH, WIDTH), nn.GELU(), nn.Dropout(0.2), nn.Linear(WIDTH, sizes.name))
        self.arc_dep, self.arc_head = nn.Linear(WIDTH, ARC), nn.Linear(WIDTH, ARC)
        self.rel_dep, self.rel_head = nn.Linear(WIDTH, REL), nn.Linear(WIDTH, REL, bias=False)
        self.arc = nn.Parameter(torch.zeros(ARC + 1, ARC))
        self.root = nn.Linear(WIDTH, 1)
        self.rel = nn.Linear(REL, sizes.dep)
        nn.init.xavier_uniform_(self.arc)

    def simple(self, x: Tensor) -> dict[str, Tensor]:
        """Scores that need one word alone."""
        x = self.drop(x)
        return {name: getattr(self, name)(x) for name in ("tag", "morph", "lemma", "start", "name")}

    def arcs(self, x: Tensor) -> Tensor:
        """(texts, words, words): how well the second word is the head of the first; the diagonal is the root."""
        dep = self.drop_tree(functional.leaky_relu(self.arc_dep(x), 0.1))
        head = self.drop_tree(functional.leaky_relu(self.arc_head(x), 0.1))
        dep = torch.cat([dep, torch.ones_like(dep[..., :1])], -1)
        scores = (dep @ self.arc @ head.transpose(1, 2)) / math.sqrt(ARC) * 4
        return scores + torch.diag_embed(self.root(x)[..., 0].to(scores.dtype))

    def relations(self, x: Tensor, heads: Tensor) -> Tensor:
        """(texts, words, labels) for given heads."""
        head = self.rel_head(x).gather(1, heads[:, :, None].expand(-1, -1, REL))
        return self.rel(self.drop_tree(functional.leaky_relu(self.rel_dep(x) + head, 0.1)))


class Joint(nn.Module):
    """Encoder and heads."""

    def __init__(self, vocabulary: int, sizes: Sizes) -> None:
        super().__init__()
        self.encoder = Encoder(vocabulary)
        self.heads = Heads(sizes)
