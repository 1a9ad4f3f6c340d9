"""One module a format: bytes to passages. :mod:`article3.citations.reading` picks among them."""
