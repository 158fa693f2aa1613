"""Queries that mean no good, by what they attack."""

from __future__ import annotations

from collections.abc import Mapping

_EVERYTHING = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i"


def _doubled(times: int) -> str:
    """A string of 2 to the power of ``times`` characters."""
    binds = " ".join(f"BIND(CONCAT(?x{i}, ?x{i}) AS ?x{i + 1})" for i in range(times))
    return f"SELECT (STRLEN(?x{times}) AS ?n) WHERE {{ BIND('x' AS ?x0) {binds} }}"


EXPENSIVE: Mapping[str, str] = {
    "a cross product": f"SELECT (COUNT(*) AS ?n) WHERE {{ {_EVERYTHING} }}",
    "a cross product that is no match": f"SELECT * WHERE {{ {_EVERYTHING} FILTER(?a = ?i && ?a != ?i) }}",
    "an unbounded path": "SELECT (COUNT(*) AS ?n) WHERE { ?a (<x:>|!<x:>|^<x:>|!^<x:>)* ?b . ?b (<x:>|!<x:>)+ ?c }",
    "a huge order": "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f } ORDER BY DESC(CONCAT(STR(?c), STR(?f)))",
    "a huge set": "SELECT DISTINCT ?c ?f ?i WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a != ?d) } OFFSET 99999999",
    "a concatenation of everything": (
        "SELECT (GROUP_CONCAT(CONCAT(STR(?c), STR(?f)); separator='') AS ?all) WHERE { ?a ?b ?c . ?d ?e ?f }"
    ),
    "a string that doubles": _doubled(40),
    "strings that grow twentyfold": "SELECT (STRLEN(?x9) AS ?n) WHERE { BIND('xxxxxxxxxx' AS ?x0) "
    + " ".join(f"BIND(REPLACE(?x{i}, 'x', 'xxxxxxxxxxxxxxxxxxxx') AS ?x{i + 1})" for i in range(9))
    + " }",
    "sums upon sums": "SELECT * WHERE { BIND(1 AS ?x0) "
    + " ".join(f"BIND(?x{i} + 1 AS ?x{i + 1})" for i in range(5000))
    + " }",
    "an order of chance": "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY RAND()",
    "a cross product of graphs": (
        "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?a ?b ?c } GRAPH ?h { ?d ?e ?f } GRAPH ?i { ?x ?y ?z } }"
    ),
    "a cross product of values": "SELECT (COUNT(*) AS ?n) WHERE { "
    + " ".join(f"VALUES ?v{i} {{ {' '.join(map(str, range(200)))} }}" for i in range(6))
    + " }",
    "a triple constructed again and again": (
        "CONSTRUCT { <x:a> <x:b> <x:c> } WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    ),
    "a description of all that there is": "DESCRIBE * WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
    "new names without end": (
        "SELECT (COUNT(DISTINCT IRI(CONCAT('http://x/', STRUUID()))) AS ?n) WHERE "
        "{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    ),
    "paths in paths": (
        "SELECT (COUNT(*) AS ?n) { ?s (((<x:>|!<x:>)/(<x:>|!<x:>))*/((<x:>|!<x:>)/(^<x:>|!<x:>))*)* ?o . "
        "?o (!<x:>|^!<x:>)* ?z . ?z (!<x:>|^!<x:>)* ?y }"
    ),
    "a pattern on everything": (
        "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f "
        "FILTER(REGEX(CONCAT(STR(?c), STR(?f)), '(a+)+(b|c)*(.*)*$')) }"
    ),
    "a constructed cross product": (
        "CONSTRUCT { ?a ?e ?i } WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c != ?a) } OFFSET 99999999"
    ),
}
"""Each takes more time or memory than there is."""

LARGE: Mapping[str, str] = {
    "1 MB of OPTIONALs": "SELECT * WHERE { ?a a ?b " + "OPTIONAL{?a ?p ?c}" * 58_000 + "}",
    "1 MB of UNIONs": "SELECT * WHERE { " + "{?a ?p ?c}UNION" * 65_000 + "{?a a ?b}}",
    "1 MB of values": "SELECT * WHERE { VALUES ?x { " + "1 " * 500_000 + "} }",
    "1 MB of brackets": "SELECT * WHERE { FILTER" + "(" * 1_000_000,
    "closed brackets": "ASK { FILTER" + "(" * 300_000 + "true" + ")" * 300_000 + "}",
    "braces": "ASK " + "{" * 300_000 + "}" * 300_000,
    "negations": "ASK { FILTER(" + "!" * 800_000 + "true) }",
    "minus signs": "ASK { FILTER(1 = " + "-" * 800_000 + "1) }",
    "a path of slashes": "ASK { ?s " + "/".join(["sco:place"] * 90_000) + " ?o }",
    "a path of circumflexes": "ASK { ?s " + "^" * 800_000 + "sco:place ?o }",
    "nested paths": "ASK { ?s " + "(" * 200_000 + "sco:place" + ")*" * 200_000 + " ?o }",
    "lists in lists": "ASK { ?s ?p " + "(" * 300_000 + ")" * 300_000 + " }",
    "blank nodes in blank nodes": "ASK { ?s ?p " + "[ ?p " * 150_000 + "1" + "]" * 150_000 + " }",
    "subqueries": "SELECT * WHERE { " + "{ SELECT * WHERE { " * 40_000 + "?s ?p ?o" + " } }" * 40_000 + " }",
    "a sum of very many": "ASK { FILTER(1 = " + "+".join(["1"] * 200_000) + ") }",
    "a choice of very many": "ASK { ?s ?p ?o FILTER(?o IN (" + ",".join(map(str, range(150_000))) + ")) }",
    "an order by very many": "SELECT * { ?a ?b ?c } ORDER BY " + " ".join(["DESC(STR(?c))"] * 20_000),
    "prefixes": "".join(f"PREFIX p{i}: <http://x/{i}> " for i in range(30_000)) + "ASK {}",
    "a chain of patterns": "ASK { " + " ".join(f"?v{i} <x:p{i}> ?v{i + 1} ." for i in range(2000)) + " }",
    "negations that do not close": "ASK { FILTER(" + "!(" * 90 + "true" + ")" * 80 + " }",
    "a long name": "ASK { ?" + "x" * 1_000_000 + " ?p ?o }",
    "a huge pattern": "ASK { ?s ?p ?o FILTER(REGEX(STR(?o), '" + "(a{1,99}){1,99}" * 2_000 + "')) }",
    "a large offset": "SELECT * WHERE { ?s ?p ?o } OFFSET 99999999999999999999999999",
}
"""Each is a text that makes work before anything is asked."""

REACHING: Mapping[str, str] = {
    "plain": "SELECT * WHERE { SERVICE <{url}> { ?s ?p ?o } }",
    "small letters": "SELECT * WHERE { service <{url}> { ?s ?p ?o } }",
    "mixed letters": "SELECT * WHERE { sErViCe <{url}> { ?s ?p ?o } }",
    "silent": "SELECT * WHERE { SERVICE SILENT <{url}> { ?s ?p ?o } }",
    "no space": "SELECT*{SERVICE<{url}>{?s ?p ?o}}",
    "an escaped letter": "SELECT * WHERE { \\u0053ERVICE <{url}> { ?s ?p ?o } }",
    "a long escape": "SELECT * WHERE { SERVIC\\U00000045 <{url}> { ?s ?p ?o } }",
    "after a comment": "SELECT * WHERE { #\nSERVICE#x\n<{url}>#y\n{ ?s ?p ?o } }",
    "a comment that ends early": "SELECT * WHERE { # comment \\u000a SERVICE <{url}> { ?s ?p ?o } }",
    "a string that ends early": "SELECT * WHERE { ?s ?p 'a\\u0027 . SERVICE <{url}> { ?s ?p ?o } # ' }",
    "a carriage return": "SELECT * WHERE { # comment \r SERVICE <{url}> { ?s ?p ?o } }",
    "a prefixed name": "PREFIX x: <{url}> SELECT * WHERE { SERVICE x: { ?s ?p ?o } }",
    "a base": "BASE <{url}> SELECT * WHERE { SERVICE <> { ?s ?p ?o } }",
    "a variable": "SELECT * WHERE { VALUES ?u { <{url}> } SERVICE ?u { ?s ?p ?o } }",
    "deep within": "SELECT * WHERE { OPTIONAL { { SELECT * { MINUS { SERVICE <{url}> { ?s ?p ?o } } } } } }",
    "in EXISTS": "ASK { FILTER NOT EXISTS { SERVICE <{url}> { ?s ?p ?o } } }",
    "after a comparison": "ASK { FILTER(1 <2) SERVICE <{url}> { ?s ?p ?o } FILTER(2> 1) }",
    "behind an empty IRI": "ASK { FILTER(?a<?b) SERVICE <{url}> { ?s ?p ?o } FILTER(?a>?b) }",
    "glued to a word": "ASK { FILTER(true)SERVICE<{url}>{ ?s ?p ?o } }",
    "another sheet of letters": "ASK { \uff33ERVICE <{url}> { ?s ?p ?o } }",
    "a document as the graph": "SELECT * FROM <{url}> WHERE { ?s ?p ?o }",
    "a document as a named graph": "SELECT * FROM NAMED <{url}> WHERE { GRAPH ?g { ?s ?p ?o } }",
    "a file as the graph": "SELECT * FROM <file:///etc/hostname> WHERE { ?s ?p ?o }",
    "LOAD through the query's door": "LOAD <{url}>",
    "LOAD behind a query": "ASK {} ; LOAD <{url}>",
}
"""Each would make the server call an address; ``{url}`` stands for it."""

HARMLESS: Mapping[str, str] = {
    "a variable": "SELECT ?service WHERE { VALUES ?service { 1 } }",
    "a prefixed name": "PREFIX ex: <x:> SELECT (1 AS ?n) WHERE { OPTIONAL { ?s ex:service ?load ; ex:from ?using } }",
    "a prefix": "PREFIX service: <http://ex.test/> SELECT (1 AS ?n) WHERE { OPTIONAL { ?s service:load ?o } }",
    "a string": "SELECT ('SERVICE <http://127.0.0.1/> { }' AS ?n) WHERE { }",
    "a long string": 'SELECT ("""LOAD <http://127.0.0.1/> " FROM <x:> ""\\"""" AS ?n) WHERE { }',
    "a comment": "# SERVICE <http://127.0.0.1/> { } LOAD\nSELECT (1 AS ?n) WHERE { }",
    "an IRI": "SELECT (<http://ex.test/SERVICE#LOAD> AS ?n) WHERE { }",
    "a comparison": "SELECT (1 AS ?n) WHERE { FILTER(1<2&&3>2) }",
}
"""Each holds such a word, and asks nothing of anybody."""

UPDATES = (
    "INSERT DATA { <x:a> <x:b> <x:c> }",
    "DELETE WHERE { ?s ?p ?o }",
    "CLEAR ALL",
    "DROP ALL",
    "CREATE GRAPH <x:g>",
    "COPY DEFAULT TO <x:g>",
    "ASK {} ; CLEAR ALL",
    "# ASK {}\nCLEAR ALL",
    "PREFIX select: <x:> INSERT DATA { select:a select:b select:c }",
    "INSERT { ?s ?p 1 } WHERE { SELECT * { ?s ?p ?o } }",
    "DELETE { ?s ?p ?o } INSERT { } WHERE { ?s ?p ?o }",
)
"""Changes, to be sent to where queries are taken."""
