"""Social Conflict Analysis Database: types of event, how well a place is known.

Source of the lists: Salehyan, Hendrix, Hamner, Case, Linebarger, Stull, Williams: Social Conflict in Africa: A New
Database. International Interactions 38(4), 2012; SCAD 3.x Codebook.
"""

from __future__ import annotations

from truceline.model.mappings.coded import Coded

#: etype. A strike is a form of protest in our words.
EVENT_TYPE: dict[str, Coded] = {
    "1": Coded("civil.protest"),  # organized demonstration
    "2": Coded("civil.protest"),  # spontaneous demonstration
    "3": Coded("civil.riot"),  # organized violent riot
    "4": Coded("civil.riot"),  # spontaneous violent riot
    "5": Coded("civil.protest"),  # general strike
    "6": Coded("civil.protest"),  # limited strike
    "7": Coded("attack_civilians"),  # pro-government violence (repression)
    "8": Coded("ground.clash"),  # anti-government violence
    "9": Coded("ground.clash"),  # extra-government violence
    "10": Coded("ground.clash"),  # intra-government violence
}
#: the one type in which actor 1 is said to have acted against people who did not fight
REPRESSION = "7"

#: locnum -> radius of the 95 % circle, metres. Codebook: 1 the capital, 2 another major town, 3 rural, 4 several
#: towns, 5 several rural places, 6 a province or region, 7 the whole country.
PLACE_RADIUS_M: dict[str, int] = {
    "1": 10_000,
    "2": 10_000,
    "3": 25_000,
    "4": 150_000,
    "5": 150_000,
    "6": 100_000,
    "7": 400_000,
}
