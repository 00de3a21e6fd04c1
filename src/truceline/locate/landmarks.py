"""Places that are no settlement and that reports name often: islands, spits, bridges, seas, works.

Points and extents are facts of public record (GeoNames and Wikipedia, read to a hundredth of a degree; extents rounded
up to whole kilometres).
"""

from __future__ import annotations

import msgspec


class Landmark(msgspec.Struct, frozen=True):
    """Names, and the circle that holds the whole of it: degrees and kilometres."""

    names: tuple[str, ...]
    lat: float
    lon: float
    radius_km: int
    within: str = "UA"


LANDMARKS: tuple[Landmark, ...] = (
    Landmark(("Snake Island", "Zmiinyi Island", "Зміїний", "Змеиный"), 45.26, 30.20, 3),
    Landmark(("Kinburn Spit", "Kinburn Peninsula", "Кінбурнська коса", "Кинбурнская коса"), 46.54, 31.62, 25),
    Landmark(("Tendra Spit", "Тендрівська коса", "Тендровская коса"), 46.23, 31.75, 40),
    Landmark(("Arabat Spit", "Арабатська стрілка", "Арабатская стрелка"), 45.70, 35.00, 65),
    Landmark(("Crimean Bridge", "Kerch Bridge", "Кримський міст", "Крымский мост"), 45.31, 36.51, 12),
    Landmark(("Kerch Strait", "Керченська протока", "Керченский пролив"), 45.25, 36.55, 30),
    Landmark(("Antonivka Bridge", "Antonivskyi Bridge", "Антонівський міст", "Антоновский мост"), 46.67, 32.72, 2),
    Landmark(("Chonhar Bridge", "Чонгарський міст", "Чонгарский мост"), 45.99, 34.55, 4),
    Landmark(("DniproHES", "ДніпроГЕС", "Днепрогэс"), 47.87, 35.09, 3),
    Landmark(("Azovstal", "Азовсталь"), 47.10, 37.61, 4),
    Landmark(("Hostomel Airport", "Antonov Airport", "аеропорт Гостомель", "аэропорт Гостомель"), 50.60, 30.19, 4),
    Landmark(
        ("Serebrianskyi forest", "Serebryansky forest", "Kreminna forest", "Серебрянське лісництво",
         "Серебрянское лесничество", "Серебрянський ліс", "Серебрянский лес"), 48.94, 38.15, 14,
    ),
    Landmark(("Sea of Azov", "Azov Sea", "Азовське море", "Азовское море"), 46.10, 36.60, 190),
    Landmark(("Black Sea", "Чорне море", "Черное море"), 43.40, 34.30, 600),
)  # fmt: skip
