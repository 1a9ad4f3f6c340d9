"""What each kind of citation looks like: one module a kind, each giving marks on one passage."""
