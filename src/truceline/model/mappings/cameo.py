"""CAMEO verb codes (GDELT, ICEWS, Phoenix): twenty roots and every published code of two to four digits.

Source of the list: Schrodt, CAMEO Codebook 1.1b3 (2012),
http://data.gdeltproject.org/documentation/CAMEO.Manual.1.1b3.pdf,
and the Open Event Data Alliance's CAMEO-to-PLOVER table of 2021. CAMEO codes news sentences, so most codes are
acts of politics; only 17 to 20 speak of force.
"""

from __future__ import annotations

from truceline.model.mappings.coded import Coded

ROOTS: dict[str, str] = {
    "01": "Make public statement",
    "02": "Appeal",
    "03": "Express intent to cooperate",
    "04": "Consult",
    "05": "Engage in diplomatic cooperation",
    "06": "Engage in material cooperation",
    "07": "Provide aid",
    "08": "Yield",
    "09": "Investigate",
    "10": "Demand",
    "11": "Disapprove",
    "12": "Reject",
    "13": "Threaten",
    "14": "Protest",
    "15": "Exhibit military posture",
    "16": "Reduce relations",
    "17": "Coerce",
    "18": "Assault",
    "19": "Fight",
    "20": "Engage in unconventional mass violence",
}

_CODES: dict[Coded, str] = {
    Coded("politics.other"): """
        01 010 011 012 013 014 015 016 017 018 019
        02 020 021 0211 0212 0213 0214 022 023 0231 0232 0233 0234 024 0241 0242 0243 0244 025 0251 0252 0253 0254
        0255 0256 026 027 028
        03 030 031 0311 0312 0313 0314 032 033 0331 0332 0333 0334 034 0341 0342 0343 0344 035 0351 0352 0353 0354
        0355
        05 050 051 052 053 054 055 056
        06 060 061 062 063 064
        07 070 071 072 073 074 075
        08 080 081 0811 0812 0813 0814 082 083 0831 0832 0833 0834 084 0841 0842 085 086 0861 0862 0863
        09 090 091 092 093 094
        10 100 101 1011 1012 1013 1014 102 103 1031 1032 1033 1034 104 1041 1042 1043 1044 105 1051 1052 1053 1054
        1055 1056 106 107 108
        11 110 111 112 1121 1122 1123 1124 1125 113 114 115 116
        12 120 121 1211 1212 1213 1214 122 1221 1222 1223 1224 123 1231 1232 1233 1234 124 1241 1242 1243 1244 1245
        1246 125 126 127 128 129
        16 160 161 162 1621 1622 1623 163 164 165 166 1661 1662 1663
        172 1721 1722 1723 1724
        """,
    Coded("politics.talks"): "0356 036 037 038 039 04 040 041 042 043 044 045 046",
    Coded("politics.agreement"): "057 0871",
    Coded("speech.threat"): """
        13 130 131 1311 1312 1313 132 1321 1322 1323 1324 133 134 135 136 137 138 1381 1382 1383 1384 1385 139
        """,
    Coded("civil.protest"): """
        14 140 141 1411 1412 1413 1414 142 1421 1422 1423 1424 143 1431 1432 1433 1434 144 1441 1442 1443 1444
        """,
    Coded("civil.riot"): "145 1451 1452 1453 1454",
    Coded("force.posture"): "087 0872 0873 15 150 151 152 153 154 155 191",
    Coded("ground.movement"): "0874",
    Coded("abuse.harassment"): "17 170 171 1711",
    Coded("harm.damage"): "1712",
    Coded("abuse.detention"): "173",
    Coded("harm.displacement"): "174 201",
    Coded("other"): "176",
    Coded("attack_civilians"): "175 18 180 182 1822 1823 184 185 186 20 200 202 203",
    Coded("abuse.abduction"): "181",
    Coded("abuse.sexual_violence"): "1821",
    Coded("fire.explosion"): "183 1831 1832 1834",
    Coded("mine.explosion", weapon="mine"): "1833",
    Coded("fire"): "19 190 196 204 2041 2042",
    Coded("ground.advance"): "192",
    Coded("ground.clash", weapon="small_arms"): "193",
    Coded("fire.shelling"): "194",
    Coded("air"): "195",
    Coded("air.strike"): "1951",
    Coded("air.drone_strike"): "1952",
}

CODES: dict[str, Coded] = {code: coded for coded, codes in _CODES.items() for code in codes.split()}

#: GDELT ActionGeo_Type -> radius of the 95 % circle, metres. Codebook GDELT 2.0: 1 country, 2 US state, 3 US city,
#: 4 world city, 5 world state; a city's centroid stands for the city, a landmark in it, or a place near it.
ACTION_GEO_RADIUS_M: dict[str, int] = {"1": 500_000, "2": 250_000, "3": 15_000, "4": 15_000, "5": 120_000}


def coded(code: str) -> Coded | None:
    """Our type of a CAMEO code; of its parent when the last digit is unknown. None for what is no CAMEO code."""
    for size in (4, 3, 2):
        if len(code) >= size and code[:size] in CODES:
            return CODES[code[:size]]
    return None
