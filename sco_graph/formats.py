"""What kind of meeting a name describes, what a code name is without its year, and what words tell titles apart."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from sco_graph.names import name_key

# Formats: what kind of meeting a name describes.  The first that fits; "summit" alone leaves open whose.
_FORMATS = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("heads_of_government", r"heads? of government|prime minister|premiers|\bchg\b|\bhgc\b"),
        ("security_secretaries", r"security council.*secretar|secretar\w* of (the )?(national )?security council|"
         r"national security advis|\bnsa\b|^(\w+ )?secretaries meeting|secretaries meeting of"),
        ("foreign_ministers", r"foreign minister|ministers? of foreign affairs|foreign affairs minister|\bcfm\b|"
         r"council of foreign|external affairs"),
        ("defense_ministers", r"defense minister|ministers? of defense|defense chiefs|council of defense"),
        ("interior_ministers", r"interior minister|ministers? of (the )?interior|public security|internal affairs"),
        ("justice_ministers", r"justice minister|ministers? of justice"),
        ("prosecutors", r"prosecutor|procurator|attorneys? general"),
        ("supreme_courts", r"supreme court|chief justice"),
        ("culture_ministers", r"cultur\w+ minister|ministers? of culture"),
        ("education_ministers", r"education minister|ministers? of education"),
        ("health_ministers", r"health\w* minister|ministers? of health"),
        ("agriculture_ministers", r"agricultur\w+ minister|ministers? of agriculture"),
        ("transport_ministers", r"transport\w* minister|ministers? of transport"),
        ("finance_ministers", r"financ\w+ minister|ministers? of finance|central bank"),
        ("trade_ministers", r"(trade|econom\w+|commerce) minister|ministers? (responsible|of) (\w+ ){0,2}(trade|eco)"),
        ("energy_ministers", r"energy minister|ministers? of energy"),
        ("science_ministers", r"science and technology minist"),
        ("emergency_heads", r"emergency (\w+ )*(agenc|minister|depart|relief)"),
        ("anti_drug_heads", r"anti ?drug|counter ?narcotic|illicit drug"),
        ("border_heads", r"border (service|guard|chief|troop|agenc)"),
        ("general_staff", r"general staff|military chiefs"),
        ("rats_council", r"(rats|anti ?terrorist structure|terrorism structure|terrorist structure)( sco)? council|"
         r"council of (the )?(sco )?(rats|regional)"),
        ("coordinators", r"national coordinators"),
        ("contact_group", r"contact group"),
        ("youth_council", r"youth council"),
        ("forum", r"\bforum\b"),
        ("heads_of_state", r"heads? of state|heads of (\w+ )*member|presidents|leaders"),
        ("summit", r"summit"),
    )
)  # fmt: skip
SUMMITS = frozenset({"heads_of_state", "heads_of_government", "summit"})


@functools.lru_cache(maxsize=4096)
def format_of(name: str) -> str | None:
    """The kind of meeting that a name describes, or None."""
    key = name_key(name)
    return next((fmt for fmt, pattern in _FORMATS if pattern.search(key)), None)


def formats(names: Iterable[str]) -> frozenset[str]:
    """The kinds of meeting that names describe; a plain "summit" gives way to a kind that says more."""
    found = frozenset(filter(None, map(format_of, names)))
    return found - {"summit"} if len(found) > 1 else found


_NOT_CODE = frozenset({"joint", "exercise", "exercises", "drill", "drills", "sco", "anti", "terror"})


@functools.lru_cache(maxsize=4096)
def code_base(name: str) -> str:
    """A code name without its year and what is no part of it: "peace mission" of "SCO Peace Mission-2014 drill"."""
    key = re.sub(r"\b(?:19|20)\d\d\b", " ", name_key(name)).replace("antiterrorism", "antiterror")
    key = (
        re.sub(r"\bvostok\b", "east", key).replace("peaceful mission", "peace mission").replace("tian shan", "tianshan")
    )
    return " ".join(word for word in key.split() if word not in _NOT_CODE)


_COMMON_WORDS = (
    "the of a an and on in for to with between among by at from s its their this new joint agreement treaty "
    "convention charter protocol memorandum memoranda declaration statement communique program plan strategy concept "
    "document sco shanghai cooperation organization member members state states country countries government "
    "governments understanding cooperate regulations field area sphere council heads head meeting action cooperating "
    "intergovernmental interstate official prime minister ministers premiers presidents leaders final outcome"
)
_COMMON = frozenset(_COMMON_WORDS.split())
_YEAR = re.compile(r"(?:19|20)\d\d")
_SUFFIX = re.compile(r"(?:ations?|ions?|ing|ements?|ments?|al|ies|es|s)$")
_STEMS = (
    (re.compile(r"^(terror)\w*|^(?:anti|counter)terror\w*"), "terror"),
    (re.compile(r"^(separat|splitt)\w*"), "separat"),
    (re.compile(r"^extrem\w*|^(?:anti|counter)extrem\w*"), "extrem"),
    (re.compile(r"^(?:combating|countering|fighting|fight|combat|counter|against|counteracting|struggle)$"), "against"),
    (re.compile(r"^(?:illicit|illegal)$"), "illicit"),
    (re.compile(r"^(?:drugs?|narcotics?|antidrug)$"), "drug"),
    (re.compile(r"^(?:arms|weapons?|firearms)$"), "arms"),
    (re.compile(r"^(?:trafficking|circulation|trade|turnover)$"), "traffic"),
    (re.compile(r"^(?:neighborly|neighborliness|neighborhood|goodneighborliness)$"), "neighbor"),
    (re.compile(r"^(?:exercises?|drills?)$"), "exercise"),
    (re.compile(r"^(?:commitments?|obligations?)$"), "obligation"),
)


@functools.lru_cache(maxsize=4096)
def title_words(name: str) -> frozenset[str]:
    """The words of a document's name that tell it from others of its kind, folded to their stems; years are none.

    A title of common words alone ("joint communiqué") has none.
    """
    words = (word for word in name_key(name).split() if word not in _COMMON and not _YEAR.fullmatch(word))
    return frozenset(map(_stem, words))


def _stem(word: str) -> str:
    for pattern, stem in _STEMS:
        if pattern.match(word):
            return stem
    if len(word) > 7:
        return _SUFFIX.sub("", word)
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word
