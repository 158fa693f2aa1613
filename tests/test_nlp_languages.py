"""Which texts are told not to be English, and that nobody is told so of a table, a list or a headline."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import spacy
from typer.testing import CliRunner

from sco_graph.articles import read_articles
from sco_graph.build import build
from sco_graph.cli import app
from sco_graph.errors import ArticleError
from sco_graph.nlp.languages import foreign

ARTICLES = Path(__file__).parents[1] / "data" / "articles"
NLP = spacy.blank("en")
ENGLISH = (
    "The ministers of the member states met in the capital on Monday and discussed trade between their countries, "
    "the fight against terrorism and what is to be done about the border. They agreed to meet again in the spring."
)
FOREIGN = {
    "Russian": "Главы государств подписали декларацию и договорились встретиться вновь в будущем году.",
    "Chinese": "成员国元首签署了宣言,并决定明年在比什凯克再次举行会议,讨论贸易和安全合作。",
    "Arabic": "وقع رؤساء الدول الأعضاء إعلانا مشتركا واتفقوا على الاجتماع مرة أخرى في العام المقبل",
    "French": "Les chefs d'État des pays membres ont signé une déclaration sur la sécurité dans la région et sont "
    "convenus de se réunir de nouveau l'année prochaine pour parler du commerce et des transports.",
    "German": "Die Staatschefs haben in der Hauptstadt eine Erklärung über die Sicherheit in der Region unterzeichnet "
    "und vereinbart, dass man sich im kommenden Jahr wieder trifft, um über den Handel zu sprechen und neue Mitglieder "
    "aufzunehmen, wenn diese es wünschen.",
    "Spanish": "Los jefes de Estado firmaron una declaración sobre la seguridad en la región y acordaron que se "
    "reunirán de nuevo el próximo año a fin de hablar sobre el comercio y el transporte.",
    "Dutch": "De staatshoofden hebben in de hoofdstad een verklaring ondertekend over de veiligheid in het gebied, en "
    "ze zijn overeengekomen dat men elkaar in het komende jaar weer ontmoet om over de handel te spreken.",
    "Turkish": "Üye ülkelerin devlet başkanları başkentte bölgedeki güvenlik üzerine bir bildiri imzaladı ve gelecek "
    "yıl ticareti ve ulaştırmayı görüşmek üzere yeniden bir araya gelme konusunda anlaştı. Yeni üyeler de örgüte kabul "
    "edildi ve bakanlara gerekli belgeleri hazırlama görevi verildi.",
    "Uzbek": "Aʼzo davlatlar rahbarlari poytaxtda mintaqadagi xavfsizlik toʻgʻrisidagi deklaratsiyani imzoladilar va "
    "kelgusi yilda savdo hamda transport masalalarini koʻrib chiqish uchun yana uchrashishga kelishib oldilar. "
    "Vazirlarga yangi aʼzolarni qabul qilish uchun zarur hujjatlarni tayyorlash topshirildi.",
    "Indonesian": "Para kepala negara menandatangani sebuah pernyataan tentang keamanan di kawasan itu dan sepakat "
    "untuk bertemu lagi pada tahun depan guna membahas perdagangan dan angkutan antara mereka.",
}


@pytest.mark.parametrize("language", FOREIGN)
def test_a_text_in_another_language_is_told(language: str) -> None:
    """Alone, and ten times as long."""
    assert foreign(NLP, FOREIGN[language])
    assert foreign(NLP, "\n\n".join([FOREIGN[language]] * 10))


def test_every_sample_article_and_paragraph_is_english() -> None:
    """Whole, by paragraphs and by lines."""
    texts = [article.text for article in read_articles(ARTICLES)]
    parts = [part for text in texts for part in (text, *re.split(r"\n\s*\n", text), *text.splitlines())]
    assert len(texts) >= 18
    assert [part for part in parts if foreign(NLP, part)] == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ташкент",
        "SCO leaders sign declaration in Tashkent",
        "Peace Mission 2014: China, Russia, Kazakhstan, Kyrgyzstan, Tajikistan",
        "; ".join(["Kazakhstan, Astana", "Kyrgyzstan, Bishkek", "Tajikistan, Dushanbe", "Uzbekistan, Tashkent"] * 30),
        "year place kind troops\n" + "2005 shandong exercise 10000\n2007 chelyabinsk exercise 6500\n" * 40,
        "Participants:\n" + "Russia – minister, deputy minister, adviser\nChina – minister, interpreter\n" * 30,
    ],
)
def test_what_is_not_told_in_sentences_is_not_refused(text: str) -> None:
    """Headlines, names, tables and lists have no function words in any language."""
    assert foreign(NLP, text) == ""


@pytest.mark.parametrize("language", FOREIGN)
def test_a_text_with_an_english_part_is_read(language: str) -> None:
    """Nothing that is good is lost, wherever it stands."""
    other = "\n\n".join([FOREIGN[language]] * 5)
    assert foreign(NLP, f"{ENGLISH} {ENGLISH}\n\n{other}") == ""
    assert foreign(NLP, f"{other}\n\n{ENGLISH}\n\n{ENGLISH}\n\n{ENGLISH}") == ""


def test_a_foreign_quotation_makes_no_foreign_text() -> None:
    """Names and sayings in another script stand in English texts."""
    assert foreign(NLP, f"{ENGLISH} «{FOREIGN['Russian']}», said the host.") == ""


def test_only_english_pipelines_judge() -> None:
    """Whoever reads French with a French pipeline is not told that it is French."""
    assert foreign(spacy.blank("fr"), FOREIGN["French"]) == ""


def _source(folder: Path) -> Path:
    """Three articles, of which the second is Russian."""
    texts = {"one": ENGLISH, "russian": FOREIGN["Russian"] * 5, "two": f"{ENGLISH} They did."}
    rows = [{"id": name, "text": text} for name, text in texts.items()]
    source = folder / "articles.jsonl"
    source.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return source


def test_a_build_names_and_counts_what_is_not_english(tmp_path: Path) -> None:
    """It costs the others nothing; with ``strict`` the build ends there."""
    report = build([_source(tmp_path)], tmp_path / "store", jobs=1, model="blank")
    (error,) = report.skipped
    assert (report.articles, "russian was left out, as it is not in English" in str(error)) == (2, True)
    with pytest.raises(ArticleError, match="not in English"):
        build([_source(tmp_path)], tmp_path / "other", jobs=1, model="blank", strict=True)


@pytest.mark.parametrize("form", [["--json"], ["--html", "page.html"]])
def test_extract_tells_what_is_not_english(form: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit code 1, and a line on standard error that says why and what to do; the rest is written."""
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(app, ["extract", str(_source(tmp_path)), "--model", "blank", *form])
    assert done.exit_code == 1
    assert "russian was left out, as it is not in English" in done.stderr
    assert "translated first" in done.stderr
    assert "one" in (done.stdout if form == ["--json"] else Path("page.html").read_text("utf-8"))
