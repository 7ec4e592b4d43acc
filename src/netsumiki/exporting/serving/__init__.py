"""A model behind HTTP: a small ASGI application, which runs by itself (`netsumiki serve`) and as an export."""
