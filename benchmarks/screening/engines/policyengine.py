"""policyengine-core, which began as OpenFisca-core and takes the same formulas."""

from __future__ import annotations

from typing import Any, ClassVar

from benchmarks.screening.engines import openfisca


class Engine(openfisca.Engine):
    """See :class:`benchmarks.screening.engines.openfisca.Engine`."""

    package: ClassVar[str] = "policyengine-core"
    module: ClassVar[str] = "policyengine_core"

    @staticmethod
    def _month(periods: Any) -> Any:
        return periods.MONTH
