"""A small graph for the tests of networks, views and plots: written by hand, so that what it holds can be read here."""

from __future__ import annotations

import networkx as nx
import pyoxigraph

from sco_graph.iris import prefix_lines
from sco_graph.network import read_network
from sco_graph.store import MemoryStore

EXAMPLE = """
id:graph_reference {
  id:China a sco:State ; rdfs:label "China" ; skos:altLabel "PRC" ; skos:exactMatch wd:Q148 ;
    geo:lat 35.0 ; geo:long 105.0 .
  id:Russia a sco:State ; rdfs:label "Russia" ; geo:lat 60.0 ; geo:long 100.0 .
  id:India a sco:State ; rdfs:label "India" .
  id:Kazakhstan a sco:State ; rdfs:label "Kazakhstan" .
  id:Beijing a sco:Place ; rdfs:label "Beijing" ; sco:locatedIn id:China ; geo:lat 39.9042 ; geo:long 116.4074 .
  id:SCO a sco:Organization ; rdfs:label "Shanghai Cooperation Organisation" ;
    skos:altLabel "SCO" , "Shanghai Cooperation Organization" ; sco:established "2001-06-15"^^xsd:date ;
    sco:headquarters id:Beijing ; sco:hasMember id:China , id:Russia , id:Kazakhstan , id:India .
  id:SCO_China a sco:Membership ; sco:member id:China ; sco:organization id:SCO ; sco:status sco:FullMember ;
    sco:from "2001-06-15"^^xsd:date .
  id:SCO_India a sco:Membership ; sco:member id:India ; sco:organization id:SCO ; sco:status sco:FullMember ;
    sco:from "2017-06-09"^^xsd:date .
  id:SCO_India_observer a sco:Membership ; sco:member id:India ; sco:organization id:SCO ;
    sco:status sco:Observer ; sco:from "2005-07-05"^^xsd:date ; sco:until "2017-06-09"^^xsd:date .
  id:terrorism a sco:Topic ; rdfs:label "Terrorism" .
}
id:article_one {
  id:article_one a sco:Article ; dcterms:title "Secretaries meet" ; dcterms:issued "2012-04-11"^^xsd:date ;
    dcterms:publisher "Kazinform" .
  id:Meeting_2012 a sco:Meeting , sco:Event ; rdfs:label "Seventh meeting of secretaries" ; sco:edition 7 ;
    sco:startDate "2012-04-11"^^xsd:date ; sco:endDate "2012-04-12"^^xsd:date ; sco:place id:Beijing ;
    sco:organizedBy id:SCO ; sco:participant id:China , id:Russia , id:Patrushev ; sco:topic id:terrorism .
  id:Patrushev a sco:Person ; rdfs:label "Nikolai Patrushev" ; sco:represents id:Russia ; sco:position "Secretary" .
  id:e1 a sco:Evidence ; rdf:subject id:Meeting_2012 ; rdf:predicate sco:place ; rdf:object id:Beijing ;
    sco:quote "The meeting opened in Beijing." ; sco:start 10 ; sco:end 40 ; sco:confidence 0.9 ;
    sco:extractedBy "events.place" .
  id:e3 a sco:Evidence ; rdf:subject id:Meeting_2012 ; rdf:predicate sco:startDate ;
    rdf:object "2012-04-11"^^xsd:date ; sco:quote "on Wednesday" ; sco:start 41 ; sco:end 53 ; sco:confidence 0.8 ;
    sco:extractedBy "events.date" ; sco:resolvedFrom "Wednesday" .
}
id:article_two {
  id:article_two a sco:Article ; dcterms:title "Drill" ; dcterms:issued "2014"^^xsd:gYear .
  id:Peace_Mission_2014 a sco:Exercise ; rdfs:label "Peace Mission 2014" ; sco:startDate "2014-08"^^xsd:gYearMonth ;
    sco:codeName "Peace Mission 2014" ; sco:place id:China ; sco:organizedBy id:SCO ;
    sco:participant id:China , id:Russia , id:Kazakhstan .
  id:Meeting_2012 sco:place id:Beijing .
  id:e2 a sco:Evidence ; rdf:subject id:Meeting_2012 ; rdf:predicate sco:place ; rdf:object id:Beijing ;
    sco:quote "last held in Beijing" ; sco:start 5 ; sco:end 25 ; sco:confidence 0.7 ;
    sco:extractedBy "events.place" ; sco:resolvedFrom "last" .
  id:Convention a sco:Convention ; rdfs:label "Counter-Terrorism Convention" ; sco:adoptedBy id:SCO ;
    sco:adoptedOn "2009-06-16"^^xsd:date ; sco:party id:China , id:Russia .
  id:Undated_forum a sco:Meeting ; rdfs:label "Forum" ; sco:organizedBy id:SCO .
}
"""


def store_of(trig: str) -> MemoryStore:
    """A store of what is written as TriG with our prefixes."""
    quads = pyoxigraph.parse(prefix_lines() + trig, format=pyoxigraph.RdfFormat.TRIG)
    return MemoryStore(pyoxigraph.serialize(quads, format=pyoxigraph.RdfFormat.N_QUADS) or b"")


def example_store() -> MemoryStore:
    """The example as a store."""
    return store_of(EXAMPLE)


def example_network() -> nx.MultiDiGraph:
    """The example as a network."""
    return read_network(example_store())
