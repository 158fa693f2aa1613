"""The service: SPARQL endpoint, named queries, linked data, and the explorer's JSON API."""
