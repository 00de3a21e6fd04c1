"""Beginnings of words without one of which a long pattern cannot match.

They are looked for in each word once, when its classes are told; the patterns are then tried on the few sentences that
hold such a word. Words are told by their first letters, so that a list may let a sentence pass that it need not.
"""

from __future__ import annotations

from truceline.extract.words import words

#: of `triggers.PAST`
HISTORY = words(
    "річни роков годов істор истор колис некогд часів време світов миров голод чорно черно разі случа випад тюрм тюрьм",
    "засуд пригов вирок справ слуха слуша винн винов фільм фильм серіа сериа книг виста выста спект дело делу верс",
    "судов судеб трибу почат начал",
)
#: of `kindwords.UNTRUE`
BELIED = words(
    "неправ лож фейк вигад вымыс выдум вкид вброс накле клеве брех голос безпі беспо необо необґ надум абсур нісен",
    "маячн бред чепух маніп манип недос фанта поста дезін дезин хибн соотв відпо правд дійсн дейст истин спрос опров",
    "відки отвер отриц отмет запер підтв подтв",
)
#: of `triggers.ASSESSED`
GUESSED = words(
    "оціню оцени оціне оцене ймові імові вероя предп попер нібит якобы можли возмо схоже похож неопр невиз предв"
)
#: of what happens "in town", in `eventsites`
TOWN = words("міст горо сел посе посё")
#: of `eventplaces.bearing_of`
COMPASS = words("півні півде схід захід север юг юж восто запад")
