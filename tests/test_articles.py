"""Reading articles: every format, its fields, and everything that can be wrong with it."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import json
import os
import sys
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sco_graph.articles import Ids, read_articles
from sco_graph.articles.decoding import UndecodableError, decode
from sco_graph.articles.making import parse_date, url_id
from sco_graph.errors import ArticleError, InputError, NotFoundError
from sco_graph.model import Article

SEED = Path(__file__).resolve().parents[2] / "shared/seed/kazinform-2012-04-11.txt"
GOLD = Path(__file__).resolve().parents[2] / "shared/gold/dev"
TEXT = "Ministers meet in Astana\n\nASTANA, May 5 (Xinhua) -- The ministers met on Monday.\n"
PAGE = """<!doctype html><html lang="en-GB"><head><title>Ministers meet</title>
<meta property="og:site_name" content="Example Agency">
<meta property="article:published_time" content="2019-05-22T08:00:00+06:00">
</head><body><nav><a href="/">Home</a></nav><article><h1>Ministers meet</h1>
<p>The foreign ministers of the member states met in Bishkek on Wednesday to prepare the summit of the organisation.</p>
<p>They spoke about trade, and about the security of the region, and agreed on a list of documents for June.</p>
</article><footer>Copyright 2024</footer></body></html>"""

Read = Callable[..., tuple[list[Article], list[str]]]


def _read(source: str | Path, **options: str) -> tuple[list[Article], list[str]]:
    """Articles, and what is said about the rest."""
    errors: list[ArticleError] = []
    articles = list(read_articles(source, on_error=errors.append, **options))  # type: ignore[arg-type]
    return articles, [str(error) for error in errors]


def _file(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


# ------------------------------------------------------------------------------------------------ the formats


def test_a_text_file_is_its_content_and_its_first_line_is_the_title(tmp_path: Path) -> None:
    """Title, agency and day come from the head of the text; the year that nothing tells stays unknown."""
    articles, errors = _read(_file(tmp_path, "a story.txt", TEXT.replace("\n", "\r\n")))
    expected = Article("a_story", TEXT, "Ministers meet in Astana", None, "Xinhua", "a story.txt")
    assert ([expected], []) == (articles, errors)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Title\n\nBody", "Title"),
        ("\n\nTitle\n \nBody", "Title"),
        ("No title\nas no blank line follows", None),
        ("One line alone", None),
        ("Title without a story\n\n", None),
        ("x" * 301 + "\n\nBody", None),
    ],
)
def test_the_first_line_is_a_title_if_a_blank_line_and_a_story_follow(
    text: str, title: str | None, tmp_path: Path
) -> None:
    """Whatever the title, the text stays whole."""
    ((article,), _) = _read(_file(tmp_path, "a.txt", text))
    assert (title, text) == (article.title, article.text)


@pytest.mark.skipif(not SEED.exists(), reason="the seed article is not beside the checkout")
def test_the_seed_article_is_dated_by_its_own_words() -> None:
    """It says April 11 and "last year" beside an exercise of 2011, so it was issued on 2012-04-11."""
    ((article,), errors) = _read(SEED)
    gold = json.loads((GOLD / "dev-000.json").read_text("utf-8"))
    assert errors == []
    assert (gold["title"], gold["issued"], gold["publisher"], gold["text"].rstrip()) == (
        article.title,
        article.issued,
        article.publisher,
        article.text.rstrip(),
    )


def test_markdown_is_read_as_its_reader_sees_it(tmp_path: Path) -> None:
    """Marks go, words stay; front matter gives the fields."""
    source = (
        '---\ntitle: "A title"\ndate: 2020-01-02\npublisher: Agency\n---\n# A title\n\n> Some **bold** and _thin_ '
        "words, [a link](http://example.org/x), `code`, snake_case_name, 2 * 3 * 4.\n\n---\n\n- item\n"
    )
    ((article,), errors) = _read(_file(tmp_path, "a.md", source))
    text = "A title\n\nSome bold and thin words, a link, code, snake_case_name, 2 * 3 * 4.\n\n- item"
    assert (Article("a", text, "A title", "2020-01-02", "Agency", "a.md"), []) == (article, errors)


def test_a_page_gives_its_article_and_metadata(tmp_path: Path) -> None:
    """Menus and footers stay out; date, site and language come from the head, the day as written there."""
    ((article,), errors) = _read(_file(tmp_path, "page.html", PAGE))
    assert errors == []
    assert (
        article.id,
        article.title,
        article.issued,
        article.publisher,
        article.language,
    ) == ("page", "Ministers meet", "2019-05-22", "Example Agency", "en-GB")
    assert article.text.startswith("Ministers meet\n\nThe foreign ministers of the member states met in Bishkek")
    assert ("Home" in article.text, "Copyright" in article.text) == (False, False)


def test_a_page_without_a_date_gets_none(tmp_path: Path) -> None:
    """Neither today's date nor the file's is put in the place of one that is missing."""
    page = PAGE.replace('<meta property="article:published_time" content="2019-05-22T08:00:00+06:00">', "")
    ((article,), _) = _read(_file(tmp_path, "page.html", page.replace("Copyright 2024", "")))
    assert article.issued is None


def test_a_page_is_read_in_the_encoding_that_it_declares(tmp_path: Path) -> None:
    """A declaration in the head is enough."""
    page = PAGE.replace("<head>", '<head><meta charset="windows-1252">').replace("spoke", "spoke – again –")
    ((article,), errors) = _read(_file(tmp_path, "page.htm", page.encode("cp1252")))
    assert ("They spoke – again – about" in article.text, []) == (True, errors)


GOLD_OBJECT = {"id": "g-1", "title": "T", "issued": "2012-04-11", "publisher": "P", "text": "Body.", "facts": []}
JSON_TABLE: list[tuple[str, object, list[Article], list[str]]] = [
    ("gold", GOLD_OBJECT, [Article("g-1", "Body.", "T", "2012-04-11", "P", "a.json")], []),
    (
        "list",
        [{"text": "One."}, {"text": "Two.", "id": 7}],
        [Article("a-1", "One.", source="a.json"), Article("7", "Two.", source="a.json")],
        [],
    ),
    ("null text", {"id": "x", "text": None}, [], ["a.json: its text is empty"]),
    ("no text", {"id": "x"}, [], ["a.json: no field text, body or content"]),
    ("a number", 3, [], ["a.json: not an object with fields"]),
    ("pairs", [["a", "b"]], [], ["a.json: a list without any object"]),
    (
        "one bad",
        [1, {"text": "Good."}],
        [Article("a-2", "Good.", source="a.json")],
        ["a.json: item 1: not an object with fields"],
    ),
    (
        "schema.org",
        {"articleBody": "B.", "headline": "H", "datePublished": "2020-02-03T10:00:00Z", "publisher": {"name": "N"},
         "url": "https://example.org/n/1"},
        [Article(url_id("https://example.org/n/1"), "B.", "H", "2020-02-03", "N", "https://example.org/n/1")],
        [],
    ),
    (
        "a bad date",
        {"text": "B.", "issued": "soon"},
        [Article("a", "B.", source="a.json")],
        ["a.json: 'soon' is no date: the article was read without it"],
    ),
    ("half a pair", {"text": "B \ud800"}, [], ["a.json: it holds half a surrogate pair, which is no character"]),
    ("NUL", {"text": "B \0"}, [], ["a.json: it holds NUL characters, which no text has"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "expected", "faults"), [row[1:] for row in JSON_TABLE], ids=[row[0] for row in JSON_TABLE]
)
def test_json_objects_are_read_by_their_fields(
    value: object, expected: list[Article], faults: list[str], tmp_path: Path
) -> None:
    """One object, a list of them, or something else that is named for what it is."""
    articles, errors = _read(_file(tmp_path, "a.json", json.dumps(value)))
    assert (expected, faults) == (articles, [error.replace(f"{tmp_path}/", "") for error in errors])


def test_every_good_line_of_json_lines_is_read(tmp_path: Path) -> None:
    """Each bad line is named by its number; the lines after it are read."""
    lines = ['{"text": "One."}', "{broken", "", '{"id": "three", "text": "Three."}', "[1]", '{"text": "\xff"}']
    data = "\n".join(lines).encode("latin-1")
    path = _file(tmp_path, "a.jsonl", data)
    articles, errors = _read(path)
    assert [(article.id, article.text) for article in articles] == [("a-1", "One."), ("three", "Three.")]
    assert [
        f"{path}:2: broken JSON (Expecting property name enclosed in double quotes at column 2)",
        f"{path}:5: not an object with fields",
        f"{path}:6: not UTF-8: convert the file to UTF-8",
    ] == errors


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_is_read_row_by_row(delimiter: str, tmp_path: Path) -> None:
    """Quoted fields may hold line breaks; a row that does not fit its header is named by its line."""
    rows = ["id,title,text,date", '1,T,"First\nstory",2011-02-03', "2,T", '"3",T,Third,2012']
    path = _file(tmp_path, "a.csv", "\ufeff" + "\n".join(rows).replace(",", delimiter))
    articles, errors = _read(path)
    assert [
        Article("1", "First\nstory", "T", "2011-02-03", None, "a.csv"),
        Article("3", "Third", "T", "2012", None, "a.csv"),
    ] == articles
    assert [f"{path}:4: 2 fields where the header has 4"] == errors


def test_a_table_without_a_text_column_says_so(tmp_path: Path) -> None:
    """The header is named as what is wrong."""
    articles, (error,) = _read(_file(tmp_path, "a.csv", "id,name\n1,x\n"))
    assert (articles, error.endswith("a.csv:1: the header names no text column (text, body or content)")) == ([], True)


RSS = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Agency feed</title>
<language>en</language>
<item><title>First &amp; best</title><link>https://example.org/first.html</link>
<pubDate>Wed, 22 May 2019 23:30:00 +0600</pubDate>
<description>&lt;p&gt;One paragraph.&lt;/p&gt;&lt;p&gt;Another &lt;b&gt;one&lt;/b&gt;.&lt;/p&gt;</description></item>
<item><title>Without text</title></item></channel></rss>"""
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Atom feed</title><entry><title>A</title>
<id>urn:x</id><updated>2020-03-04T05:06:07Z</updated><content type="html">&lt;p&gt;Long story.&lt;/p&gt;</content>
<summary>Short.</summary></entry></feed>"""


def test_the_entries_of_rss_are_articles(tmp_path: Path) -> None:
    """The day is the one written in the entry, not the one it would be elsewhere."""
    path = _file(tmp_path, "feed.xml", RSS)
    articles, errors = _read(path)
    assert [
        Article(
            url_id("https://example.org/first.html"),
            "First & best\n\nOne paragraph.\n\nAnother one.",
            "First & best",
            "2019-05-22",
            "Agency feed",
            "https://example.org/first.html",
        )
    ] == articles
    assert [f"{path}: entry 2 (Without text): it has no text"] == errors


def test_the_entries_of_atom_are_articles(tmp_path: Path) -> None:
    """The whole content is preferred to its summary."""
    ((article,), errors) = _read(_file(tmp_path, "feed.atom", ATOM))
    assert (Article("feed-1", "A\n\nLong story.", "A", "2020-03-04", "Atom feed", "feed.atom"), []) == (article, errors)


def test_the_entries_before_a_break_in_a_feed_are_read(tmp_path: Path) -> None:
    """Broken XML is reported, and what stood before it is kept."""
    articles, errors = _read(_file(tmp_path, "feed.xml", RSS[: RSS.index("<item><title>Without")] + "<item><ti"))
    assert ([article.title for article in articles], "broken XML" in errors[-1]) == (["First & best"], True)


def _warc(records: list[tuple[str, str, bytes, str]], *, compress: bool) -> bytes:
    """An archive of answers; compressed, each record is a gzip member of its own, as the standard asks."""
    out = b""
    for url, mime, body, status in records:
        answer = f"HTTP/1.1 {status}\r\nContent-Type: {mime}\r\n\r\n".encode() + body
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2020-01-01T00:00:00Z\r\n"
            f"WARC-Record-ID: <urn:{url}>\r\nContent-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(answer)}\r\n\r\n"
        )
        record = head.encode() + answer + b"\r\n\r\n"
        out += gzip.compress(record) if compress else record
    return out


@pytest.mark.parametrize("compress", [False, True])
def test_the_pages_of_an_archive_are_articles(compress: bool, tmp_path: Path) -> None:
    """Images, errors and redirections are passed over; a page without an article is named by its address."""
    data = _warc(
        [
            ("https://example.org/a.html", "text/html; charset=utf-8", PAGE.encode(), "200 OK"),
            ("https://example.org/a.png", "image/png", b"\x89PNG", "200 OK"),
            ("https://example.org/gone", "text/html", PAGE.encode(), "404 Not Found"),
            ("https://example.org/empty", "text/html", b"<html></html>", "200 OK"),
            ("https://example.org/b.txt", "text/plain", TEXT.encode(), "200 OK"),
        ],
        compress=compress,
    )
    path = _file(tmp_path, "a.warc.gz" if compress else "a.warc", data)
    articles, errors = _read(path)
    assert [
        (url_id("https://example.org/a.html"), "2019-05-22", "https://example.org/a.html"),
        (url_id("https://example.org/b.txt"), None, "https://example.org/b.txt"),
    ] == [(article.id, article.issued, article.source) for article in articles]
    assert [f"{path}: https://example.org/empty: no article was found in the page"] == errors
    if compress:
        torn = _file(tmp_path, "torn.warc.gz", data[: len(data) * 9 // 10])
        articles, errors = _read(torn)
        assert (len(articles), any("truncated gzip" in error for error in errors)) == (1, True)


def test_the_rows_of_a_parquet_table_are_articles(tmp_path: Path) -> None:
    """Columns are found by name; a row without a text is named by its number."""
    pa = pytest.importorskip("pyarrow", reason="reading Parquet is an extra")
    parquet = pytest.importorskip("pyarrow.parquet")
    rows = [{"id": "a", "body": "One.", "date": dt.date(2020, 1, 2)}, {"id": "b", "body": None, "date": None}]
    path = tmp_path / "a.parquet"
    parquet.write_table(pa.Table.from_pylist(rows), path)
    articles, errors = _read(path)
    assert articles == [Article("a", "One.", issued="2020-01-02", source="a.parquet")]
    assert errors == [f"{path}: row 2: its text is empty"]


# ------------------------------------------------------------------------------------------- folders and names


def test_a_folder_is_read_to_its_depth_in_order(tmp_path: Path) -> None:
    """Names come from paths; hidden files and files about the folder are passed over."""
    for name in ("b.txt", "2012/a.txt", "2012/x.json", ".hidden.txt", ".git/a.txt", "README.md", "License.txt"):
        _file(tmp_path, name, '{"text": "T."}' if name.endswith("json") else TEXT)
    articles, errors = _read(tmp_path)
    assert (
        [(article.id, article.source) for article in articles],
        errors,
    ) == ([("2012_a", "2012/a.txt"), ("2012_x", "2012/x.json"), ("b", "b.txt")], [])


def test_what_a_folder_holds_beside_articles_is_named(tmp_path: Path) -> None:
    """A file of another kind, and links that lead outside or nowhere, are reported and not read."""
    secret = _file(tmp_path, "outside/secret.txt", TEXT)
    folder = tmp_path / "folder"
    _file(tmp_path, "folder/a.txt", TEXT)
    _file(tmp_path, "folder/tool.py", "print()")
    (folder / "link.txt").symlink_to(secret)
    (folder / "linked").symlink_to(tmp_path / "outside")
    (folder / "loop").symlink_to(folder)
    (folder / "inside.txt").symlink_to(folder / "a.txt")
    (folder / "dangling.txt").symlink_to(folder / "nothing")
    (folder / "self.txt").symlink_to(folder / "self.txt")
    articles, errors = _read(folder)
    assert [article.id for article in articles] == ["a"]
    assert [
        f"{folder}/dangling.txt: a link that leads nowhere",
        f"{folder}/link.txt: a link that leads outside the folder: name it to have it read",
        f"{folder}/linked: a link that leads outside the folder: name it to have it read",
        f"{folder}/self.txt: a link that leads nowhere",
        f"{folder}/tool.py: a file of a kind that is not read: name it to have it read as text",
    ] == errors
    assert [article.id for article in _read(folder / "link.txt")[0]] == ["link"]
    assert [article.id for article in _read(folder / "linked")[0]] == ["secret"]


def test_a_file_named_like_an_option_or_with_strange_letters_is_read(tmp_path: Path) -> None:
    """A name is only a name."""
    _file(tmp_path, "--help", TEXT)
    (article,), _ = _read(tmp_path / "--help")
    assert article.id == "--help"
    raw = os.fsencode(tmp_path) + b"/\xff\xfe \n.txt"
    with open(raw, "wb") as stream:  # noqa: PTH123 - Path takes no bytes
        stream.write(TEXT.encode())
    (article,), errors = _read(Path(os.fsdecode(raw)))
    article.id.encode("utf-8")
    (article.source or "").encode("utf-8")
    assert errors == []


@pytest.mark.parametrize(
    ("name", "content", "ids"),
    [
        ("page", PAGE, ["page"]),
        ("story", TEXT, ["story"]),
        ("object", '{"text": "T."}', ["object"]),
        ("list", '[{"text": "T."}]', ["list-1"]),
        ("lines", '{"text": "T."}\n{"text": "U."}\n', ["lines-1", "lines-2"]),
        ("feed", RSS, [url_id("https://example.org/first.html")]),
        ("archive", _warc([("https://e.org/a", "text/plain", b"Text.", "200 OK")], compress=False), [url_id("https://e.org/a")]),
        ("packed", gzip.compress(b'{"text": "T."}\n{"text": "U."}\n'), ["packed-1", "packed-2"]),
        ("quote", '"Peace Mission" begins\n\nThe drill began.', ["quote"]),
        ("bracket", "[Photo] The drill\n\nIt began.", ["bracket"]),
    ],
)  # fmt: skip
def test_a_file_without_an_ending_tells_its_format_by_its_beginning(
    name: str, content: str | bytes, ids: list[str], tmp_path: Path
) -> None:
    """What looks like nothing else is text."""
    assert ids == [article.id for article in _read(_file(tmp_path, name, content))[0]]


def test_standard_input_is_read_and_named_by_its_content(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two stories from standard input never replace one another."""
    names = []
    for text in (TEXT, TEXT.replace("Monday", "Tuesday")):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
        ((article,), _) = _read("-")
        names.append(article.id)
        assert (text, None) == (article.text, article.source)
    assert (len(set(names)), all(name.startswith("Ministers_meet_in_Astana-") for name in names)) == (2, True)


def test_two_articles_never_share_a_name(tmp_path: Path) -> None:
    """The second keeps its name with a suffix that depends on where it was read; the same one again is given once."""
    lines = [{"id": "a", "text": "One."}, {"id": "a", "text": "Two."}, {"id": "a", "text": "One."}]
    path = _file(tmp_path, "x.jsonl", "\n".join(map(json.dumps, lines)))
    articles, errors = _read(path)
    assert ([article.text for article in articles], errors) == (["One.", "Two."], [])
    assert (articles[0].id, articles[1].id.startswith("a-")) == ("a", True)
    assert articles == _read(path)[0]
    ids = Ids()
    assert [["a", articles[1].id], []] == [[article.id for article in read_articles(path, ids=ids)] for _ in range(2)]


# ------------------------------------------------------------------------------------------ dates and publishers


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("Astana, May 5, 2019. /TASS/. Met.", {"issued": "2001", "publisher": "X"}, ("2019-05-05", "TASS")),
        ("ASTANA, May 5 (Xinhua) -- Met.", {"issued": "2019"}, ("2019-05-05", "Xinhua")),
        ("ASTANA, May 5 (Xinhua) -- Met.", {"issued": "2019-06"}, ("2019-06", "Xinhua")),
        ("ASTANA, May 5 (Xinhua) -- Met.", {"issued": "2019-05-06"}, ("2019-05-06", "Xinhua")),
        ("ASTANA, May 5 (Xinhua) -- Met.", {}, (None, "Xinhua")),
        ("They met.", {"issued": "2019-05", "publisher": "X"}, ("2019-05", "X")),
        ("They met.", {}, (None, None)),
    ],
)
def test_a_date_comes_from_the_article_then_from_the_option(
    text: str, options: dict[str, str], expected: tuple[str | None, str | None], tmp_path: Path
) -> None:
    """An option completes what the article leaves open; today's date plays no part."""
    ((article,), _) = _read(_file(tmp_path, "a.txt", text), **options)
    assert expected == (article.issued, article.publisher)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2012", "2012"),
        ("2012-04", "2012-04"),
        ("2012-04-11T23:59:59+06:00", "2012-04-11"),
        ("2012-04-11 10:00", "2012-04-11"),
        ("20120411", "2012-04-11"),
        ("20120411T101112Z", "2012-04-11"),
        ("Wed, 11 Apr 2012 23:30:00 +0600", "2012-04-11"),
        ("April 11, 2012", "2012-04-11"),
        ("11 Apr. 2012", "2012-04-11"),
        ("2012-02-30", None),
        ("11/04/2012", None),
        ("yesterday", None),
        ("1334102400", None),
    ],
)
def test_metadata_dates_are_read_as_written(written: str, expected: str | None) -> None:
    """What can be read in two ways is not read."""
    assert expected == parse_date(written)


@given(st.text(max_size=40))
def test_no_text_breaks_the_reading_of_dates(text: str) -> None:
    """A date or nothing."""
    got = parse_date(text)
    assert got is None or parse_date(got) == got


# ------------------------------------------------------------------------------------------------- bad input


BAD: list[tuple[str, bytes, str]] = [
    ("empty.txt", b"", "an empty file"),
    ("blank.txt", b" \n\n ", "its text is empty"),
    ("binary.txt", bytes(range(256)) * 10, "binary data, not text"),
    ("image.txt", b"\x89PNG\r\n\x1a\n" + b"\0" * 20, "an image"),
    ("paper.txt", b"%PDF-1.7 ...", "a PDF file: save its text and read that"),
    ("letter.txt", b"PK\x03\x04...", "a ZIP archive (or an office document): unpack it, or save its text"),
    ("guess.txt", b"Izetbegovi\xe6 \x81", "not UTF-8, and its encoding can only be guessed: convert it to UTF-8"),
    ("long.txt", b"word " * 200_001, "1,000,005 characters, more than the 1,000,000 of one article: split it"),
    ("broken.json", b'{"text": ', "broken JSON (Expecting value at column 10)"),
    ("deep.json", b"[" * 100_000, "JSON nested too deeply"),
    ("digits.json", b'{"text": ' + b"9" * 5000 + b"}", "broken JSON (Exceeds the limit (4300 digits)"),
    ("no.rss", b"<html><p>none</p></html>", "neither RSS nor Atom"),
    ("no.warc", b"nothing", "broken archive after 0 records"),
    ("empty.jsonl.gz", gzip.compress(b""), "an empty file"),
    ("cut.txt.gz", gzip.compress(b"x" * 1000)[:11], "truncated gzip data: what came before the break was read"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "message"), BAD, ids=[row[0] for row in BAD])
def test_bad_input_is_named_and_passed_over(name: str, content: bytes, message: str, tmp_path: Path) -> None:
    """The message names the file and says what is wrong with it; ``strict`` stops there."""
    path = _file(tmp_path, name, content)
    _file(tmp_path, "z.txt", TEXT)
    articles, errors = _read(tmp_path)
    assert [article.id for article in articles] == ["z"]
    assert (errors[0].startswith(str(path)), message in errors[0]) == (True, True)
    with pytest.raises(ArticleError) as caught:
        list(read_articles(path, strict=True))
    assert errors[0] == str(caught.value)


def test_a_truncated_gzip_file_gives_its_good_lines(tmp_path: Path) -> None:
    """Every whole line before the break is read, and the break is reported."""
    import random

    noise = random.Random(1)  # noqa: S311 - text that does not compress, the same each time
    lines = [json.dumps({"id": str(n), "text": f"Story {noise.random()}"}) for n in range(5000)]
    data = gzip.compress("\n".join(lines).encode())
    path = _file(tmp_path, "a.jsonl.gz", data[: len(data) // 2])
    articles, errors = _read(path)
    assert [str(n) for n in range(len(articles))] == [article.id for article in articles]
    assert (True, f"{path}: truncated gzip data: what came before the break was read") == (
        2000 < len(articles) < 3000,
        errors[-1],
    )


def test_gzip_members_in_a_row_are_one_file(tmp_path: Path) -> None:
    """As gzip itself reads them, zero padding included; what follows that is no gzip data is reported."""
    data = gzip.compress(b'{"text": "A."}\n') + gzip.compress(b'{"text": "B."}\n') + b"\0" * 600
    articles, errors = _read(_file(tmp_path, "a.jsonl.gz", data))
    assert ([article.text for article in articles], errors) == (["A.", "B."], [])
    articles, errors = _read(_file(tmp_path, "a.jsonl.gz", data + b"junk"))
    assert (len(articles), "broken gzip" in errors[0]) == (2, True)


def test_a_line_of_200_mb_takes_bounded_memory(tmp_path: Path) -> None:
    """It is reported by its number, and the line after it is read."""
    path = tmp_path / "a.jsonl"
    with path.open("wb") as stream:
        stream.write(b'{"text": "')
        for _ in range(200):
            stream.write(b"x" * 2**20)
        stream.write(b'"}\n{"text": "After."}\n')
    tracemalloc.start()
    articles, errors = _read(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (["After."], [f"{path}:1: a line longer than 16 MiB"]) == ([article.text for article in articles], errors)
    assert peak < 64 * 2**20


def test_a_gzip_bomb_is_stopped(tmp_path: Path) -> None:
    """A quarter of a megabyte that would unpack to 256 MB is cut off before it does."""
    path = tmp_path / "bomb.jsonl.gz"
    with gzip.open(path, "wb", compresslevel=6) as stream:
        for _ in range(256):
            stream.write(b" " * 2**20)
    articles, errors = _read(path)
    assert (articles, "taken for a gzip bomb" in errors[-1]) == ([], True)


def test_a_path_that_does_not_exist_is_refused_at_once() -> None:
    """Before anything is read: it is the command that is wrong, not an article."""
    with pytest.raises(NotFoundError, match=r"nothing/here does not exist"):
        read_articles("nothing/here")


def test_an_option_that_is_no_date_is_refused(tmp_path: Path) -> None:
    """The message says how to write one."""
    with pytest.raises(InputError, match="'soon' is no date: write 2012-04-11"):
        read_articles(tmp_path, issued="soon")


def test_without_a_listener_bad_input_is_logged(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Nothing passes silently."""
    assert list(read_articles(_file(tmp_path, "a.txt", ""))) == []
    assert [f"{tmp_path}/a.txt: an empty file"] == caplog.messages


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_that_may_not_be_read_is_reported(tmp_path: Path) -> None:
    """The system's own words say why."""
    path = _file(tmp_path, "a.txt", TEXT)
    path.chmod(0)
    assert ([], [f"{path}: cannot be read: Permission denied"]) == _read(path)


# ------------------------------------------------------------------------------------------------- encodings


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_a_marked_encoding_is_obeyed(encoding: str) -> None:
    """A byte order mark is certainty."""
    assert decode("Kazakh – Қазақ".encode(encoding)) == "Kazakh – Қазақ"


def test_an_encoding_is_taken_only_where_every_likely_one_agrees() -> None:
    """Russian prose is recognisable; a few odd bytes are not."""
    prose = "Министры иностранных дел государств встретились в Астане, чтобы подготовить саммит организации. " * 4
    assert decode(prose.encode("cp1251")) == prose
    quoted = "The ministers’ meeting – the “fifth” – ended on Monday… with a declaration on trade and security. "
    assert decode(quoted.encode("cp1252")) == quoted
    with pytest.raises(UndecodableError, match="can only be guessed"):
        decode(b"Izetbegovi\xe6 met Milo\xb9evi\xe6.")


@settings(max_examples=60)
@given(
    data=st.binary(max_size=300),
    name=st.sampled_from(["txt", "md", "html", "json", "jsonl", "csv", "xml", "warc", "gz", "parquet"]),
)
def test_no_bytes_crash_a_reader(data: bytes, name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Any bytes under any name give articles or reports, at least one of the two, and nothing else."""
    folder = tmp_path_factory.mktemp("fuzz")
    articles, errors = _read(_file(folder, f"a.{name}", data))
    assert articles or errors
