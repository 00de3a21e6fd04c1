"""Beginnings of the words that tell of the dead and the wounded."""

from __future__ import annotations

DEAD = ("загин", "вбит", "убит", "вби", "уби", "погиб", "помер", "умер", "скончал", "загиб", "жертв", "гибел")
HURT = ("поран", "ранен", "рани", "травм", "постражд", "пострад", "контуж", "контуз")
HARMED = (*DEAD, *HURT)
OF_HARM = (*HARMED, "житт", "жизн", "тіло", "тіла", "тіл", "тело", "тела")
