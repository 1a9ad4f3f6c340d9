"""What a text cites: found, resolved against the law data, and checked as of a day and for a forum."""
