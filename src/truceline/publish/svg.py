"""Elements of SVG as escaped text. Colours are never here: a drawing has classes, `drawing.css` gives them a look."""

from __future__ import annotations

import re
from importlib import resources
from xml.sax.saxutils import escape, quoteattr

from truceline.publish.safe import visible

_VARIABLE = re.compile(r"var\((--[a-z0-9-]+)\)")
_DEFINITION = re.compile(r"(--[a-z0-9-]+):\s*([^;]+);")


def element(name: str, *children: str, **attributes: str | float) -> str:
    """`<name …>children</name>`; `class_` is `class`, `view_box` stays as SVG spells it, numbers get one decimal."""
    spelled = "".join(f" {_attribute(key)}={quoteattr(_value(value))}" for key, value in attributes.items())
    return f"<{name}{spelled}>{''.join(children)}</{name}>" if children else f"<{name}{spelled}/>"


def _attribute(key: str) -> str:
    return "viewBox" if key == "view_box" else key.rstrip("_").replace("_", "-")


def _value(value: str | float) -> str:
    return value if isinstance(value, str) else number(value)


def number(value: float) -> str:
    """A length with at most one decimal and no negative zero."""
    rounded = round(value, 1) + 0.0
    return f"{rounded:.1f}".removesuffix(".0")


def text(words: str, x: float, y: float, class_: str, anchor: str = "start") -> str:
    return element("text", escape(visible(words)), x=x, y=y, class_=class_, text_anchor=anchor)


def cut(label: str, letters: int) -> str:
    """A label of at most so many letters; where it is longer, an ellipsis is the last."""
    return label if len(label) <= letters else label[: letters - 1] + "…"


def wrapped(label: str, letters: int) -> list[str]:
    """A label in as many lines as it needs; a word longer than a line has one for itself."""
    lines = [""]
    for word in label.split():
        longer = f"{lines[-1]} {word}".strip()
        if len(longer) <= letters or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def titled(name: str, title: str, **attributes: str | float) -> str:
    """An element that says what it is when it is pointed at or read aloud."""
    return element(name, element("title", escape(visible(title))), **attributes)


def drawing(name: str, title: str, description: str, width: float, height: float, *children: str) -> str:
    """A whole drawing with its text alternative: title and description are announced by screen readers."""
    head = (
        element("title", escape(visible(title)), id=f"{name}-title"),
        element("desc", escape(visible(description)), id=f"{name}-desc"),
    )
    return element(
        "svg",
        *head,
        *children,
        xmlns="http://www.w3.org/2000/svg",
        view_box=f"0 0 {number(width)} {number(height)}",
        class_=f"drawing drawing-{name}",
        role="img",
        aria_labelledby=f"{name}-title {name}-desc",
    )


def hatching(name: str) -> str:
    """A pattern of oblique strokes, so that a class can be told without colour."""
    stroke = element("path", d="M-1 1 l2 -2 M0 6 l6 -6 M5 7 l2 -2", class_="hatch-stroke")
    return element("pattern", stroke, id=name, width="6", height="6", patternUnits="userSpaceOnUse", class_="hatch")


def stylesheet() -> str:
    """The look of drawings, with custom properties for the colours."""
    return resources.files("truceline.publish").joinpath("templates", "drawing.css").read_text(encoding="utf-8")


def palette() -> tuple[str, str]:
    """The custom properties of the light and of the dark page, as CSS declarations."""
    source = resources.files("truceline.publish").joinpath("templates", "palette.css").read_text(encoding="utf-8")
    light, _, dark = source.partition("/* dark */")
    return light.strip(), dark.strip()


def palette_colours() -> dict[str, str]:
    """The colours of the light page by name ("breach", "rule", …), for layouts that are not CSS."""
    return {name.removeprefix("--"): colour for name, colour in _DEFINITION.findall(palette()[0])}


def standalone(svg: str, font: str, more: str = "") -> str:
    """The drawing with its own light style, for a reader that knows no custom properties (the PDF).

    `more` are rules of drawings that only some pages have.
    """
    colours = palette_colours()
    style = _VARIABLE.sub(lambda match: colours[match.group(1).removeprefix("--")], stylesheet() + more)
    rules = f"text{{font-family:'{font}'}}{style}"
    return svg.replace(">", ">" + element("style", rules), 1)
