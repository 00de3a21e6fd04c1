"""The fixed words of a bulletin in one language, with its plurals, numbers and dates.

Words stand in `words/<lang>.toml`, with the same keys in every language. Plural forms and formats are those of the
Unicode CLDR, through Babel.
"""

from __future__ import annotations

import re
import tomllib
from datetime import UTC, date, datetime, tzinfo
from functools import cache, lru_cache, partial
from importlib import resources
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime, format_interval
from babel.lists import format_list
from babel.numbers import format_decimal

from truceline.model.english import ENGLISH
from truceline.model.errors import UsageError
from truceline.model.phrase import Code, Day, Decimal, Moment, Name, Phrase, Several, Value, fill
from truceline.publish.safe import visible

LANGUAGES: tuple[str, ...] = ("en", "uk", "ru")

#: CLDR locale of each language: 24-hour clock and day before month in all of them
_LOCALES = {"en": "en_GB", "uk": "uk_UA", "ru": "ru_RU"}


#: plural categories of the Unicode CLDR, in its order
_CATEGORIES = ("zero", "one", "two", "few", "many", "other")

_RANGE = re.compile(r"(\d+) to (\d+)")
_DECIMAL = re.compile(r"\d+\.\d+")

#: "year" after the number, which the CLDR sets in some forms of a Ukrainian and Russian date and not in others
_YEAR = re.compile(r"(?<=\d)\s(?:рр?|г)\.")

#: the sign stands apart and stays on the line of its number (ISO 80000-1), alike in all languages
_PER_CENT = "\u00a0%"

#: the phrases as they are set on a page
_ENGLISH = {key: template.replace("'", "’").replace(" %", _PER_CENT) for key, template in ENGLISH.items()}


class Words:
    """Words, numbers and dates of one language. Made by `words(lang)`; holds no state that changes."""

    def __init__(self, lang: str, table: dict[str, Any]) -> None:
        self.lang = lang
        self._table = {"phrase": _ENGLISH, **table}
        self._locale = Locale.parse(_LOCALES[lang])
        sentences: dict[str, str] = table["sentence"]
        self._sentences = _patterns({english: said for english, said in sentences.items() if english != said})
        self._scores = _patterns(table.get("score", {}))  # a page of its own need not have any

    def say(self, key: str, **values: str) -> str:
        """The sentence under `text.<key>`, with its blanks filled."""
        sentence: str = self._table["text"][key]
        return sentence.format(**values) if values else sentence

    def measure(self, key: str, **values: str) -> str:
        """The sentence of a measure's page under this key, with its blanks filled."""
        sentence: str = self._table["measure"][key]
        return sentence.format(**values) if values else sentence

    def count(self, key: str, number: int, **values: str) -> str:
        """The sentence under `plural.<key>` in the form that `number` needs; `{n}` is the number."""
        forms: dict[str, str] = self._table["plural"][key]
        form = forms.get(self._locale.plural_form(number), forms["other"])
        return form.format(n=self.number(number), **values)

    def unit(self, unit: str, number: int | None) -> str:
        """The name of a counting unit in the form that `number` needs; an unknown unit as it came."""
        forms: dict[str, str] | None = self._table["unit"].get(unit)
        if forms is None:
            return visible(unit)
        return forms.get(self._locale.plural_form(0 if number is None else number), forms["other"])

    def term(self, group: str, code: str) -> str:
        """The label of a code of a closed table (`status`, `event_type`, …); an unknown code or table as it came."""
        label: str | None = self._table.get(group, {}).get(code)
        return visible(code) if label is None else label

    def sentence(self, words: str) -> str | None:
        """A sentence of an earlier stage in this language; null for words that are not known.

        A translation may be missing or late: then the sentence stands in English, and says the same. In English only
        those are told otherwise that an earlier stage writes for programs, with codes in them.
        """
        for english, translated in self._sentences:
            if found := english.fullmatch(words):
                return translated.format(
                    **{name: self._blank(name, value) for name, value in found.groupdict().items()}
                )
        return None

    def score(self, words: str) -> str | None:
        """A part of a score in this language; null for words that are not known."""
        for english, translated in self._scores:
            if found := english.fullmatch(words):
                return translated.format(**found.groupdict())
        return None

    def _blank(self, name: str, value: str) -> str:
        """A blank of a sentence: `parts` are sentences, `checks` codes, a `range` is two numbers; others stand."""
        if name == "parts":
            return "; ".join(self.sentence(part) or part for part in value.split("; "))
        if name == "checks":
            return ", ".join(self.term("audit_check", check.replace(" ", "_")) for check in value.split(", "))
        if name == "range" and (found := _RANGE.fullmatch(value)):
            return self.span(int(found[1]), int(found[2]))
        return self.decimal(value)

    def phrase(self, phrase: Phrase, zone: str = "UTC") -> str:
        """A phrase in this language, its moments by the clock of a zone.

        Raises:
            KeyError: the language has no such phrase.
        """
        blanks = tuple((name, _category(value) if name == "category" else value) for name, value in phrase.blanks)
        return fill(self._table["phrase"][phrase.key], blanks, partial(self._told, zone=zone), self._form)

    def category(self, category: str) -> str:
        """A category of a table of claims."""
        return self._told(_category(Name(category)), "UTC")

    def _told(self, value: Value, zone: str) -> str:
        if isinstance(value, int):
            return self.number(value)
        if isinstance(value, Decimal):
            return self.fixed(value.milli, value.digits)
        if isinstance(value, Day):
            return self.day(value.day)
        if isinstance(value, Moment):
            return self.moment(datetime.fromtimestamp(value.at_s, _clock(zone)).isoformat())
        if isinstance(value, Name):
            return visible(value.words)
        if isinstance(value, Code):
            return self.unit(value.code, None) if value.group == "unit" else self.term(value.group, value.code)
        if isinstance(value, Several):
            return ", ".join(self._told(item, zone) for item in value.items)
        return self.phrase(value, zone)

    def _form(self, value: Value) -> int:
        """The place of the plural form that a number needs among the language's categories, "other" last."""
        if isinstance(value, Decimal):
            category = self._locale.plural_form(value.milli / 1000)
        else:
            category = self._locale.plural_form(value if isinstance(value, int) else 0)
        return [name for name in _CATEGORIES if name in {*self._locale.plural_form.tags, "other"}].index(category)

    def decimal(self, value: str) -> str:
        """A bare decimal number with the language's own mark; other words as they are."""
        return (
            value.replace(".", self._locale.number_symbols["latn"]["decimal"]) if _DECIMAL.fullmatch(value) else value
        )

    def knows(self, group: str, code: str) -> bool:
        return code in self._table[group]

    def number(self, value: int) -> str:
        return _decimal(value, None, self._locale)

    def thousandths(self, milli: int, digits: int = 2) -> str:
        """A value in thousandths as a decimal with at most `digits` places."""
        pattern = "#,##0." + "#" * digits if digits else "#,##0"
        return _decimal(milli / 1000, pattern, self._locale)

    def fixed(self, milli: int, digits: int = 2) -> str:
        """A value in thousandths with exactly `digits` decimal places, for columns that line up."""
        return _decimal(milli / 1000, "#,##0." + "0" * digits, self._locale)

    def percent(self, ppm: int) -> str:
        """A share as whole per cent; one that is not quite 0 or 1 is never rounded to it."""
        if 0 < ppm < 5_000:
            return f"<1{_PER_CENT}"
        if 995_000 <= ppm < 1_000_000:
            return f">99{_PER_CENT}"
        return f"{round(ppm / 10_000)}{_PER_CENT}"

    def hours(self, minutes: int) -> str:
        """Minutes as hours: one decimal below a hundred, none above."""
        return self.thousandths(round(minutes * 1000 / 60), 1 if minutes < 6_000 else 0)

    def span(self, low: int | None, high: int | None) -> str:
        """`low` to `high`, one number where they are equal, the word for "not known" where both are null."""
        if low is None and high is None:
            return self.say("not_known")
        if low is None or high is None:
            known = self.number(low if low is not None else high or 0)
            return self.say("at_least" if high is None else "at_most", n=known)
        return self.number(low) if low == high else f"{self.number(low)}–{self.number(high)}"

    def day(self, iso: str) -> str:
        """`2025-04-19` as a date of the language; other words as they came."""
        found = _date(iso)
        return visible(iso) if found is None else str(format_date(found, "d MMM y", locale=self._locale))

    def full_day(self, iso: str) -> str:
        """The same with month and year in full, as it is written in a sentence: «10 квітня 2031 р.»."""
        found = _date(iso)
        if found is None:
            return visible(iso)
        return str(format_date(found, "long", locale=self._locale)).replace("\u202f", "\u00a0")

    def days(self, first: date, last: date) -> str:
        """From one day to another, both included; what they share is said once, in the form of `day`."""
        return _YEAR.sub("", str(format_interval(first, last, "yMMMd", locale=self._locale)))

    def week(self, first: str, last: str) -> str:
        """From one ISO day to another; other words as they came."""
        start, end = _date(first), _date(last)
        return f"{visible(first)} – {visible(last)}" if start is None or end is None else self.days(start, end)

    def short_day(self, iso: str) -> str:
        found = _date(iso)
        return visible(iso) if found is None else str(format_date(found, "d MMM", locale=self._locale))

    def moment(self, iso: str) -> str:
        """`2025-04-19T18:00:00+03:00` as date, time and offset; other words as they came."""
        try:
            found = datetime.fromisoformat(iso)
        except ValueError:
            return visible(iso)
        if found.tzinfo is None:
            return str(format_datetime(found, "d MMM y, HH:mm", locale=self._locale))
        return str(format_datetime(found, "d MMM y, HH:mm", locale=self._locale)) + " " + _offset(found)

    def listing(self, items: list[str]) -> str:
        return str(format_list(items, locale=self._locale)) if items else ""

    def group(self, group: str) -> dict[str, str]:
        """A whole table of words, for the layouts."""
        return dict(self._table[group])


@lru_cache(maxsize=8192)
def _decimal(value: float, pattern: str | None, locale: Locale) -> str:
    """A number as the language writes it, with a minus as wide as a plus.

    Tables tell the same few numbers thousands of times.
    """
    return str(format_decimal(value, format=pattern, locale=locale)).replace("-", "−")


def _category(value: Value) -> Value:
    """A category of a table of claims: its author's own word, or a common one that has words in every language."""
    return Code("claim_category", value.words) if isinstance(value, Name) else value


def _patterns(sentences: dict[str, str]) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((_pattern(english), said) for english, said in sentences.items())


def _pattern(english: str) -> re.Pattern[str]:
    """The sentence with its blanks `{n}` as groups and `[s]` as an ending that may be missing."""
    escaped = re.escape(english).replace(r"\[s\]", "s?")
    return re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+?)", escaped))


@cache
def _clock(zone: str) -> tzinfo:
    """The clock of a zone; that of UTC where the name is none."""
    try:
        return ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        return UTC


def _date(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return None


def _offset(moment: datetime) -> str:
    minutes = round((moment.utcoffset() or datetime.resolution * 0).total_seconds() / 60)
    if minutes == 0:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '−'}{hours}" + (f":{rest:02d}" if rest else "")


@cache
def words(lang: str) -> Words:
    """The words of a language.

    Raises:
        UsageError: for a language that has no words file.
    """
    if lang not in LANGUAGES:
        raise UsageError(
            f"no bulletin can be written in {visible(lang)!r}",
            advice=f"choose one of: {', '.join(LANGUAGES)}",
        )
    source = resources.files("truceline.publish").joinpath("words", f"{lang}.toml")
    table: dict[str, Any] = _bound(tomllib.loads(source.read_text(encoding="utf-8")))
    return Words(lang, table)


def _bound(said: Any) -> Any:
    """The words with each per cent sign bound to its number; keys stand, for they are English sentences to be found."""
    if isinstance(said, dict):
        return {key: _bound(words) for key, words in said.items()}
    return said.replace(" %", _PER_CENT) if isinstance(said, str) else said
