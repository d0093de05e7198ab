"""OpenFisca's country template computing a housing allowance over many households, beside `dibao batch`.

    pip install openfisca-core openfisca-country-template    (in an environment of its own)
    python tests/bench/openfisca.py form 100000              from the documented input form, a dictionary of households
    python tests/bench/openfisca.py arrays 100000            from arrays, the form for whole populations

Prints wall seconds after the imports, with them, and peak resident megabytes.
"""

from __future__ import annotations

import resource
import sys
import time

BEGAN = time.perf_counter()

import numpy  # noqa: E402 - the imports are what is measured
from openfisca_core.simulation_builder import SimulationBuilder  # noqa: E402
from openfisca_country_template import CountryTaxBenefitSystem  # noqa: E402

MONTH = "2016-10"


def main() -> None:
    how, number = sys.argv[1], int(sys.argv[2])
    loaded = time.perf_counter()
    system = CountryTaxBenefitSystem()
    rents = [300 + n % 700 for n in range(number)]
    if how == "form":
        situation = {
            "persons": {f"p{n}": {"birth": {"ETERNITY": "1980-01-01"}, "salary": {MONTH: 1000}} for n in range(number)},
            "households": {f"h{n}": {"adults": [f"p{n}"], "rent": {MONTH: rents[n]}} for n in range(number)},
        }
        simulation = SimulationBuilder().build_from_dict(system, situation)
    else:
        simulation = SimulationBuilder().build_default_simulation(system, number)
        simulation.set_input("rent", MONTH, numpy.array(rents))
    amounts = simulation.calculate("housing_allowance", MONTH)
    ended = time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{how}: {number} households, sum {float(amounts.sum()):.2f}, {ended - loaded:.2f} s"
        f" ({ended - BEGAN:.2f} s with imports), {peak:.0f} MB"
    )


if __name__ == "__main__":
    main()
