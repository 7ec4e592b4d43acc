"""Comparisons with peers; `make bench` runs them."""
