"""Offers and their refusals, blame, casualties told in passing: in news of the day, in three languages alike."""

from __future__ import annotations

import pytest
from tests.extract_texts import news_of

from truceline.extract.extract import extract
from truceline.model.mentions import AgreementElement, EventMention, QuantityMention, Quote, Statement


def read(text: str, language: str, kind: type) -> list:  # type: ignore[type-arg]
    document = news_of(text, "2033-03-16", language)
    return [one for one in extract((document,)) if isinstance(one, kind)]


@pytest.mark.parametrize(
    ("language", "text", "offered", "refused"),
    [
        ("uk", "Київ запропонував обмін «усіх на всіх», Москва ще в лютому відмовилася.", "proposed", "Москва"),
        ("ru", "Москва предложила обмен «всех на всех», Киев ещё в феврале отказался.", "proposed", "Киев"),
        ("uk", "Ліван вимагає повного виведення військ, Ізраїль цю вимогу відхилив.", "demanded", "Ізраїль"),
        ("ru", "Ливан требует полного вывода войск, Израиль это требование отклонил.", "demanded", "Израиль"),
        ("en", "Ukraine has proposed a ceasefire in the air, which Russia rejected in February.", "proposed", "Russia"),
        ("en", "Lebanon demands a full withdrawal; Israel has rejected the demand.", "demanded", "Israel"),
    ],
)
def test_what_is_offered_and_refused(language: str, text: str, offered: str, refused: str) -> None:
    found = read(text, language, AgreementElement)
    assert [one.status for one in found] == [offered, "rejected"]
    assert found[1].by == refused
    assert found[0].text == found[1].text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("uk", "Київ запропонував обмін «усіх на всіх», Москва ще в лютому відмовилася."),
        ("ru", "Москва предложила обмен «всех на всех», Киев ещё в феврале отказался."),
    ],
)
def test_a_phrase_in_marks_is_not_of_who_answers(language: str, text: str) -> None:
    assert [one.speaker for one in read(text, language, Quote)] == [None]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("uk", "Домовлено, що наступного тижня буде передано тіла тисячі військових.",
            ["передано тіла тисячі військових"]),
        ("ru", "Договорено, что на следующей неделе будут переданы тела тысячи военных.",
            ["переданы тела тысячи военных"]),
        ("uk", "Москва відмовилася; домовлено, що буде передано тіла військових.", ["передано тіла військових"]),
        ("ru", "Стороны договорились на следующей неделе передать тела тысячи военных.",
            ["передать тела тысячи военных"]),
        ("uk", "Сторони домовилися продовжити режим тиші до 1 травня та передати списки зниклих.",
            ["режим тиші", "передати списки зниклих"]),
        ("en", "Both sides agreed to a ten-day pause and to open two crossings.",
            ["a ten-day pause", "open two crossings"]),
    ],
)  # fmt: skip
def test_what_was_agreed_without_its_time(language: str, text: str, wanted: list[str]) -> None:
    found = read(text, language, AgreementElement)
    assert [one.text for one in found if one.status == "agreed"] == wanted


@pytest.mark.parametrize(
    ("language", "text", "milli"),
    [
        ("uk", "Сторони передали тіла тисячі військових.", (1_000_000, 1_000_000)),
        ("ru", "Стороны провели обмен тысячи пленных.", (1_000_000, 1_000_000)),
        ("uk", "На площу вийшли тисячі людей.", (2_000_000, 9_999_000)),
        ("ru", "После обмена тысячи людей вышли на площадь.", (2_000_000, 9_999_000)),
    ],
)
def test_a_thousand_in_the_genitive(language: str, text: str, milli: tuple[int, int]) -> None:
    found = read(text, language, QuantityMention)[0]
    assert (found.low_milli, found.high_milli) == milli


@pytest.mark.parametrize(
    ("language", "text", "speaker", "content"),
    [
        ("uk", "У ДТЕК причиною назвали артилерійський обстріл, адміністрація Сватового стверджує, що це не так.",
            "ДТЕК", "артилерійський обстріл"),
        ("ru", "В ДТЭК причиной назвали артиллерийский обстрел, администрация Сватово утверждает, что это не так.",
            "ДТЭК", "артиллерийский обстрел"),
        ("uk", "В обленерго вважають причиною обстріл.", "обленерго", "обстріл"),
        ("ru", "В облэнерго винят обстрел.", "облэнерго", "обстрел"),
        ("en", "DTEK, the operator, blamed artillery.", "DTEK", "artillery"),
        ("en", "The operator blamed shelling.", "operator", "shelling"),
    ],
)  # fmt: skip
def test_blame_is_a_claim(language: str, text: str, speaker: str, content: str) -> None:
    found = read(text, language, Statement)[0]
    assert (found.speaker, found.text, found.stance) == (speaker, content, "claims")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("uk", "Військові обстріляли село Ганнівка.\n\n"
            "Без світла в Нікополі лишилися 900 родин. У ДТЕК причиною назвали обстріл, адміністрація Енергодара "
            "стверджує, що це не так."),
        ("ru", "Военные обстреляли село Анновка.\n\n"
            "Без света в Никополе остались 900 семей. В ДТЭК причиной назвали обстрел, администрация Энергодара "
            "утверждает, что это не так."),
    ],
)  # fmt: skip
def test_blame_is_laid_where_the_damage_is(language: str, text: str) -> None:
    found = [one for one in read(text, language, EventMention) if one.event_type == "fire.shelling"][-1]
    assert found.places[0][:5] in ("Нікоп", "Никоп")
    assert found.claimed_by in ("ДТЕК", "ДТЭК")


@pytest.mark.parametrize(
    ("language", "text", "hurt"),
    [
        ("uk", "У Херсоні через обстріл поранено водія автобуса й двох пасажирок.", 3),
        ("ru", "В Херсоне при обстреле ранены водитель автобуса и две пассажирки.", 3),
        ("uk", "У Чорноморську пошкоджено два склади. Поранений кранівник.", 1),
        ("ru", "В Черноморске повреждены два склада, ранен крановщик.", 1),
    ],
)
def test_the_wounded_without_a_number(language: str, text: str, hurt: int) -> None:
    assert [one.wounded_low for one in read(text, language, EventMention) if one.wounded_low] == [hurt]


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("uk", "«Ми поховали сусідів», — розповіла медсестра міської лікарні Амна Осман.", "Амна Осман"),
        ("ru", "«Мы похоронили соседей», — рассказала медсестра городской больницы Амна Осман.", "Амна Осман"),
        ("uk", "Ударів було три, повідомила в п'ятницю мережа лікарів.", "мережа лікарів"),
        ("ru", "Ударов было три, сообщила в пятницу сеть врачей.", "сеть врачей"),
        ("uk", "У Міноборони Росії удар не прокоментували. Там заявили, що село обстріляли.", "Міноборони Росії"),
        ("ru", "В Генштабе ВСУ удар не прокомментировали. Там заявили, что село обстреляли.", "Генштабе ВСУ"),
        ("en", "Fire was heard all morning, said a spokeswoman, Andrea Sand.", "Andrea Sand"),
    ],
)
def test_who_spoke(language: str, text: str, speaker: str) -> None:
    assert [one.speaker for one in read(text, language, Statement)][-1] == speaker


@pytest.mark.parametrize(
    ("language", "text", "stance"),
    [
        ("uk", "Речник назвав звинувачення «абсурдом».", "denies"),
        ("ru", "Представитель армии назвал обвинение «вымыслом».", "denies"),
        ("ru", "Представитель армии назвал соглашение «историческим».", "asserts"),
    ],
)
def test_what_is_called_false_in_marks(language: str, text: str, stance: str) -> None:
    assert [one.stance for one in read(text, language, Statement)] == [stance]


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("uk", "Керівництво станції стверджує, що лінію пошкодили військові.", "harm.damage"),
        ("ru", "Руководство станции утверждает, что линию повредили военные.", "harm.damage"),
        ("en", "The plant's management said the line was cut by Ukrainian fire.", "harm.damage"),
        ("en", "Peacekeepers recorded 19 trajectories south of Pell on Monday.", "fire.projectile"),
        ("en", "The operator blamed artillery.", "fire.shelling"),
        ("en", "The operator blamed artillery for nothing else.", None),
        ("en", "The government cut taxes on power lines.", None),
        ("uk", "У Міноборони удар не прокоментували.", None),
        ("ru", "В Минобороны удар не прокомментировали.", None),
    ],
)
def test_lines_and_trajectories(language: str, text: str, kind: str | None) -> None:
    assert [one.event_type for one in read(text, language, EventMention)] == ([kind] if kind else [])


@pytest.mark.parametrize(
    ("language", "text", "seconds"),
    [
        ("uk", "Близько шостої ранку військові обстріляли село Ганнівка.", 1_200),
        ("ru", "Около шести утра военные обстреляли село Анновка.", 1_200),
        ("en", "At about 6 a.m. troops shelled Pell.", 1_200),
        ("uk", "О шостій ранку військові обстріляли село Ганнівка.", 60),
        ("ru", "В шесть утра военные обстреляли село Анновка.", 60),
    ],
)
def test_an_hour_told_roughly(language: str, text: str, seconds: int) -> None:
    found = read(text, language, EventMention)[0]
    assert found.end_s - found.start_s == seconds


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ('Ukraine has proposed an exchange of "all for all".', "proposed"),
        ("The two sides are still at odds over prisoners.", "unresolved"),
    ],
)
def test_prisoners_are_an_exchange(text: str, status: str) -> None:
    assert [(one.element, one.status) for one in read(text, "en", AgreementElement)] == [("prisoner_exchange", status)]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The ministry confirmed the swap and thanked the mediators.", "the swap"),
        ("The ministry confirmed the swap and the truce.", "the swap and the truce"),
        ("The ministry confirmed it had freed ten men and sent them home.", "it had freed ten men and sent them home"),
    ],
)
def test_what_is_confirmed_ends_where_another_act_begins(text: str, content: str) -> None:
    assert [one.text for one in read(text, "en", Statement)] == [content]


@pytest.mark.parametrize(
    ("language", "text", "by"),
    [
        ("uk", "У Курській області РФ, за словами очільника, безпілотник влучив у школу.", None),
        ("ru", "В Курской области РФ, по словам главы региона, беспилотник попал в школу.", None),
        ("uk", "На сході України безпілотник влучив у школу.", None),
        ("ru", "На востоке Украины беспилотник попал в школу.", None),
        ("uk", "Війська РФ ударили по школі в Херсоні.", "Війська РФ"),
        ("ru", "Войска Украины ударили по школе в Рыльске.", "Войска Украины"),
    ],
)
def test_the_land_of_a_region_is_not_who_struck(language: str, text: str, by: str | None) -> None:
    assert [one.alleged_actor for one in read(text, language, EventMention)] == [by]
