"""A decision explained: as an outline, and from that as text, Markdown and HTML."""
