"""What all processes of a server must know together for a while: failed attempts to sign in, codes that were used.

Django's own cache in a database keeps pickles, which whoever can write there could make run; here values are plain JSON.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from article3.store.models import Counted

if TYPE_CHECKING:
    from collections.abc import Mapping


class Cache(BaseCache):
    """A cache of Django's in the table ``Counted``."""

    def __init__(self, _location: str, params: Mapping[str, Any]) -> None:
        super().__init__(dict(params))

    def add(self, key: str, value: object, timeout: float | object | None = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Remember something, unless it is remembered already; two processes cannot both be the first."""
        name = self._name(key, version)
        try:
            with transaction.atomic():
                Counted.objects.filter(_over(), key=name).delete()
                Counted.objects.create(key=name, value=value, expires=self._until(timeout))
        except IntegrityError:
            return False
        return True

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        """What is remembered, or ``default``."""
        found = Counted.objects.exclude(_over()).filter(key=self._name(key, version)).values_list("value").first()
        return default if found is None else found[0]

    def set(self, key: str, value: object, timeout: float | object | None = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        """Remember something, whatever was there."""
        until = self._until(timeout)
        Counted.objects.update_or_create(key=self._name(key, version), defaults={"value": value, "expires": until})

    def touch(self, key: str, timeout: float | object | None = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Remember it for longer."""
        found = Counted.objects.exclude(_over()).filter(key=self._name(key, version))
        return bool(found.update(expires=self._until(timeout)))

    def delete(self, key: str, version: int | None = None) -> bool:
        """Forget it, and with it whatever has expired."""
        gone = Counted.objects.filter(key=self._name(key, version)).delete()[0]
        Counted.objects.filter(_over()).delete()
        return bool(gone)

    def clear(self) -> None:
        """Forget everything."""
        Counted.objects.all().delete()

    def _name(self, key: str, version: int | None) -> str:
        return self.make_and_validate_key(key, version=version)

    def _until(self, timeout: float | object | None) -> dt.datetime | None:
        seconds = self.get_backend_timeout(timeout)  # type: ignore[arg-type] # Django's own marker for the usual time
        return None if seconds is None else dt.datetime.fromtimestamp(seconds, dt.UTC)


def _over() -> Q:
    return Q(expires__lte=timezone.now())
