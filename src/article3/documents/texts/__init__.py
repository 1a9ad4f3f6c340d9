"""The text of documents: read out of files, recognized in pictures, cut into passages, made ready to be searched."""
