"""Nouns of persons by their form: "welders", "sappers", "pensioners", "villagers", where no list has them."""

from __future__ import annotations

from functools import lru_cache

from truceline.extract.words import words

#: endings of what people are called after what they do, believe or come from
_PERSONAL = (
    "ers", "ors", "ists", "icians", "men", "women", "smen", "ees", "eers", "ologists", "crats", "aries", "arians",
    "ants", "ents", "keepers", "makers", "workers",
)  # fmt: skip
#: of these endings only such nouns are persons
_AMBIGUOUS = ("aries", "ants", "ents", "ees", "icians")
_PERSONS = words(
    "accountants adolescents adversaries agents amputees applicants appointees assistants attendees beauticians "
    "claimants clients clinicians combatants conscriptees consultants contraries correspondents dependants "
    "dependents deportees detainees dignitaries dissidents electricians emigrants emissaries employees enlistees "
    "escapees evacuees immigrants infants informants inhabitants insurgents internees legionaries lieutenants "
    "mathematicians mercenaries merchants migrants militants missionaries musicians nominees notaries occupants "
    "opponents opticians parents participants patients peasants physicians politicians presidents recipients "
    "referees refugees residents respondents returnees secretaries sergeants servants students superintendents "
    "technicians tenants trainees trustees"
)
#: things with the other endings: what machines, parts, places, marks and measures are called
_THINGS = words(
    "accelerators adapters adaptors altimeters amplifiers anchors answers armors banners barometers barriers "
    "barters beavers beepers binders blinders blisters blockers boilers bombers boosters borders boulders "
    "breakers briefers buffers bulldozers bumpers bunkers burners calculators cancers canisters capacitors "
    "carburettors careers carriers centers centimeters chambers chapters characters chargers charters choppers "
    "cinders ciphers clusters colors compressors computers conductors containers controllers converters coolers "
    "coppers corners corridors counters covers crackers craters cruisers cucumbers cylinders dangers destroyers "
    "detectors diameters diapers dinners disasters doors dossiers drawers dumpers elevators embers encounters "
    "errors escalators excavators exteriors factors favors feathers fenders fevers fibers filters flavors fliers "
    "floors flowers flyers folders freezers freighters fritters frontiers genders generators glaciers gliders "
    "grinders gutters hammers harbors heaters helicopters holders honors hoppers horrors howitzers humors "
    "icebreakers incubators indicators insulators interceptors interiors inverters jammers jumpers kilometers "
    "labors ladders lasers launchers layers leathers letters lighters liters loaders lobsters lockers manners "
    "markers matters meteors meters mirrors motors murders newspapers numbers odometers odors offers orders "
    "others oysters pagers papers parameters parlors peppers perimeters piers posters powders powers prayers "
    "printers processors projectors propellers quarters radiators rafters reactors receivers refrigerators "
    "registers remainders reminders repeaters resistors respirators rivers rollers rosters rotors routers rovers "
    "rudders rulers rumors scanners scooters scramblers sectors semiconductors sensors servers shelters shivers "
    "shoulders showers shutters simulators skyscrapers sleepers slippers sneakers speedometers spiders sprinklers "
    "stators steamers stickers stretchers summers superiors suppers tankers tenders tenors terrors theaters "
    "thermometers tickers tiers timbers timers towers trackers tractors trailers transfers transformers transmitters "
    "trawlers tremors trousers vapors vectors ventilators vouchers wallpapers waters weathers whitepapers winters "
    "wonders wrappers zippers"
)


@lru_cache(maxsize=4096)
def person_by_form(word: str) -> bool:
    """Whether a plural noun in small letters is of persons by its ending."""
    word = word.rpartition("-")[2]
    if len(word) < 6 or not word.endswith(_PERSONAL) or word in _THINGS:
        return False
    return word in _PERSONS or not word.endswith(_AMBIGUOUS)
