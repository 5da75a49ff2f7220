"""A real shop on 127.0.0.1: django-oscar with a catalogue built by code and its truth in a file.

`python -m tests.stores.oscar --data DIR --port 0` builds it into an empty DIR and serves it.
"""
