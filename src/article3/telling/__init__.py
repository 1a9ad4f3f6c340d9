"""What a case is asked, and what is found in it, in the reader's language: Spanish and Arabic beside English."""
