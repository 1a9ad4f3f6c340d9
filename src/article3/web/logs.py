"""What reaches a log: where in our code something failed, never with what."""

from __future__ import annotations

import logging
import traceback


class WithoutFacts(logging.Filter):
    """Takes from a message everything that could be a client's: arguments, addresses of pages, the words of an error."""

    def filter(self, record: logging.LogRecord) -> bool:
        """The message cut down to its kind and place."""
        status = getattr(record, "status_code", None)
        words = f"a request was answered with {status}" if status else f"a message of {record.name}"
        if record.exc_info and record.exc_info[1] is not None:
            error = record.exc_info[1]
            last = traceback.extract_tb(error.__traceback__)[-1:]
            words = f"{type(error).__name__} at {', '.join(f'{at.name}:{at.lineno}' for at in last)}"
        record.msg, record.args, record.exc_info, record.exc_text = words, (), None, None
        return True
