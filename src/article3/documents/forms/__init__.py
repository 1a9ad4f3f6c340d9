"""Official forms that the user supplies: read, checked and filled by the data of their edition."""
