"""The packet for the court: cover page, contents, tabbed exhibits, running page numbers, parts."""
