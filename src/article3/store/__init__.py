"""Cases, users, files and the trail of who did what, encrypted at rest. The only place with a database."""
