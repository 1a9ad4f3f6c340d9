"""Every clock in a case: from events to days, with the derivation, the authority and what missing a day costs."""
