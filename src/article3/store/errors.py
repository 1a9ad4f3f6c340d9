"""What can go wrong with a store, said so that whoever runs it can mend it. No message holds a client's facts."""


class StoreError(Exception):
    """The store cannot be used, or refuses what is asked of it; the message says why and what to do."""


class WrongKeyError(StoreError):
    """The passphrase or key file is not the one that this store was made with."""


class DamagedError(StoreError):
    """What was read back is not what was written: it was cut short or changed."""


class ConflictError(StoreError):
    """Somebody else has changed the same thing since it was shown.

    Attributes:
        places: the facts that both have changed.
    """

    def __init__(self, places: tuple[str, ...]) -> None:
        self.places = places
        super().__init__("somebody else has changed the same answer since you opened it")


class NoAccessError(StoreError):
    """This person may not do this; whether the thing exists is not said."""


class OffsetError(StoreError):
    """A piece of a file is not the one that comes next.

    Attributes:
        done: bytes of the file that are safe; the next piece begins there.
    """

    def __init__(self, done: int) -> None:
        self.done = done
        super().__init__("another piece of the file comes next")


class RefusedError(StoreError):
    """What was asked for cannot be; nothing was changed.

    Attributes:
        field: which of the things said is wrong.
    """

    def __init__(self, field: str, words: str) -> None:
        self.field = field
        super().__init__(words)
