"""What a reader sees beside each line: tolls, actors, denials, elements; in both languages alike."""

from __future__ import annotations

import pytest

from truceline.extract.extract import extract
from truceline.extract.slavic.language import Language
from truceline.model.evidence import Document, EvidenceItem, Span
from truceline.model.mentions import AgreementElement, EventMention, Mention, Statement

#: 13 March 2031, the day before the day of publication, in no later zone than any in use
DAY_BEFORE_S = 1_931_076_000


def read(text: str, language: Language) -> tuple[Mention, ...]:
    item = EvidenceItem("itm_x", "", "", "text/plain", "own", "news", "x.txt", None, 0)
    paragraphs, at = [], 0
    for part in text.split("\n"):
        paragraphs.append(Span(at, at + len(part)))
        at += len(part) + 1
    headline = paragraphs[0] if len(paragraphs) > 1 else None
    body = tuple(paragraphs[1:] if headline else paragraphs)
    document = Document(
        item=item, text=text, body=body, headline=headline, published_day="2031-03-14", language=language
    )
    return extract((document,))


def events(text: str, language: Language) -> list[EventMention]:
    return [one for one in read(text, language) if isinstance(one, EventMention)]


def statements(text: str, language: Language) -> list[tuple[str | None, str, str]]:
    return [(one.speaker, one.stance, one.text) for one in read(text, language) if isinstance(one, Statement)]


def elements(text: str, language: Language) -> list[tuple[str, str]]:
    return [(one.text, one.status) for one in read(text, language) if isinstance(one, AgreementElement)]


@pytest.mark.parametrize(
    ("language", "text", "killed", "wounded"),
    [
        ("uk", "Внаслідок удару по Лубнам загинув черговий по станції, ще троє людей дістали поранення.", 1, 3),
        ("ru", "При ударе по Клину погиб сторож, ещё четверо, в том числе подросток, получили ранения.", 1, 4),
        ("uk", "Окупанти обстріляли Лубни, загинули водій та пасажирка.", 2, None),
        ("ru", "Боевики обстреляли Клин, погибли медсестра и двое пациентов.", 3, None),
        ("uk", "Окупанти обстріляли Лубни, поранено подружжя.", None, 2),
        ("ru", "ВСУ обстреляли пост у села Варница; ранен сержант.", None, 1),
        ("uk", "Дрон ударив по ринку в Лубнах. Загинули семеро людей, 19 дістали поранення.", 7, 19),
        ("ru", "Дрон ударил по рынку в Клину. Погибли семь человек, 19 получили ранения.", 7, 19),
        ("ru", "Возле села Варница обстрелян наряд, пострадавших нет.", None, None),
        ("uk", "Біля села Рудка обстріляно наряд, постраждалих немає.", None, None),
        ("ru", "При обстреле Клина травмированы двое крестьян, убита лошадь.", None, 2),
        ("uk", "Під час обстрілу Лубен травмовано двох селян, вбито корову.", None, 2),
    ],
)
def test_the_toll_belongs_to_the_act(language: Language, text: str, killed: int | None, wounded: int | None) -> None:
    [event] = events(text, language)
    assert (event.killed_low, event.wounded_low) == (killed, wounded)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("uk", "Удар стався в Лубнах. Місія підтвердила загибель однієї жінки."),
        ("ru", "Удар произошёл в Клину. Миссия подтвердила гибель одной женщины."),
        ("uk", "Штаб повідомив, що ворог обстріляв Лубни. За словами лікаря Івана Бойка, загинули двоє людей."),
        ("ru", "Штаб сообщил, что боевики обстреляли Клин. По словам врача Ивана Бойко, погибли два человека."),
    ],
)
def test_a_toll_of_somebody_else_stays_apart(language: Language, text: str) -> None:
    act, toll = events(text, language)
    assert act.killed_low is None
    assert toll.event_type == "harm.killed"
    assert toll.claimed_by != act.claimed_by


@pytest.mark.parametrize(
    ("language", "text", "actor"),
    [
        ("uk", "Повстанці захопили селище Карагай.", "Повстанці"),
        ("ru", "Мятежники обстреляли Ставище.", "Мятежники"),
        ("ru", "Суданская армия нанесла три авиаудара по рынку в Омдурмане.", "Суданская армия"),
        ("uk", "Турецькі безпілотники атакували склад у Кобані.", "Туреччина"),
        ("ru", "Украинский БПЛА попал в общежитие в Горловке.", "Украина"),
        ("ru", "Российский БПЛА попал в общежитие в Сумах.", "Россия"),
        ("ru", "По сёлам Козинка, Глотово и Горьковский ВСУ нанесли 14 ударов.", "ВСУ"),
        ("uk", "Загін «Хамза» обстріляв квартал Сукарі в Алеппо.", "Загін «Хамза»"),
        ("uk", "Російські миротворці зафіксували обстріл села Рудка.", None),
        ("uk", "Обстріляно російські позиції під Токмаком.", None),
        ("ru", "Обстреляны украинские позиции под Токмаком.", None),
        ("ru", "ВСУ заявили об обстреле Горловки.", None),
        ("uk", "Штаб повстанців заявив про обстріл Ярмака.", None),
    ],
)
def test_whose_act_it_is_said_to_be(language: Language, text: str, actor: str | None) -> None:
    assert [one.alleged_actor for one in events(text, language)] == [actor]


@pytest.mark.parametrize(
    ("language", "text", "kinds"),
    [
        ("uk", "Конвой ООН третю добу не пропускають через блокпост у Мелліті.", ["abuse.aid_blockage"]),
        ("ru", "Гуманитарную колонну не пропустили через пост в Дебальцево.", ["abuse.aid_blockage"]),
        ("uk", "Із Ель-Фашера втекли близько 4 тисяч родин.", ["harm.displacement"]),
        ("ru", "Из Клина уехали около 1500 семей.", ["harm.displacement"]),
        ("ru", "Сухум покинул рабочую группу.", []),
        ("ru", "Конвой Красного Креста развернули на блокпосту под Клином.", ["abuse.aid_blockage"]),
        ("uk", "Волонтери розвернули пункти допомоги у Лубнах.", []),
        ("uk", "На полігоні Жданівка бракувало шести гармат.", ["weapon.absent"]),
        ("ru", "На полигоне Ждановка недоставало четырёх гаубиц.", ["weapon.absent"]),
        ("uk", "З-під завалів у Лубнах дістали тіла двох жінок.", ["harm.killed"]),
        ("ru", "Мятежники передали Красному Кресту тела 31 военного.", []),
        ("uk", "Дві авіабомби впали на Лубни.", ["air.strike"]),
        ("ru", "Во вторник на дороге в Клин сработало взрывное устройство.", ["mine.explosion"]),
        ("ru", "Камера у села Лозовое зарегистрировала восемь трассеров.", ["fire.projectile"]),
        ("uk", "З 1 березня протокол порушено 318 разів.", []),
        ("ru", "Всего с начала операции уничтожено 668 самолётов.", []),
        ("ru", "Потери противника велики, под Клином уничтожены два танка.", []),
        ("ru", "Признаков отвода тяжёлого вооружения, предусмотренного протоколом, не отмечено.", []),
        ("uk", "Делегації домовилися про обмін тілами загиблих.", []),
        ("ru", "Наблюдатели видели три танка за пределами мест отвода вблизи Клина.", ["weapon"]),
    ],
)
def test_what_is_an_event_of_the_day(language: Language, text: str, kinds: list[str]) -> None:
    assert [one.event_type for one in events(text, language)] == kinds


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("uk", "Після удару по ТЕС у Запоріжжі темно\nРосійські дрони в четвер атакували електростанцію в Запоріжжі."),
        ("ru", "Удар по ТЭС в Запорожье\nУкраинские дроны в четверг атаковали электростанцию под Запорожьем."),
    ],
)
def test_a_headline_is_no_second_event(language: Language, text: str) -> None:
    [event] = events(text, language)
    assert event.start > text.index("\n")


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("uk", "РСШП причетність до нападу заперечили.", ("РСШП", "denies", "причетність до нападу")),
        ("ru", "Тирасполь причастность отверг.", ("Тирасполь", "rejects", "причастность")),
        ("uk", "Росія відповідальності не визнає.", ("Росія", "denies", "відповідальності")),
        ("ru", "Украина ответственности не признаёт.", ("Украина", "denies", "ответственности")),
        ("uk", "Дамаск такої умови не приймає.", ("Дамаск", "rejects", "такої умови")),
        ("uk", "Повстанці ці цифри називають вигадкою.", ("Повстанці", "denies", "ці цифри")),
        ("ru", "Тбилиси назвал эти заявления абсурдом.", ("Тбилиси", "denies", "эти заявления абсурдом")),
        ("uk", "Єреван цю вимогу назвав неприйнятною.", ("Єреван", "rejects", "цю вимогу")),
        ("ru", "Дамаск возложил вину на отряды, те молчат.", ("Дамаск", "claims", "вину на отряды")),
        ("uk", "Опозиція відхилила вимогу здати ракети, уряд мовчить.", ("Опозиція", "rejects", "вимогу здати ракети")),
        ("ru", "Оппозиция отклонила план вывода, армия молчит.", ("Оппозиция", "rejects", "план вывода")),
        ("uk", "Баку вимагає від Єревана вивести війська.", ("Баку", "demands", "вивести війська")),
    ],
)
def test_refusals_and_blame(language: Language, text: str, said: tuple[str, str, str]) -> None:
    assert statements(text, language) == [said]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("uk", "Уряд прийняв рішення про відставку. Міністр приймає гостей."),
        ("ru", "Правительство приняло бюджет. Министр принимал делегацию."),
        ("uk", "Суд заочно засудив до 12 років командира батареї."),
        ("ru", "Вооружённые люди отказали патрулю в проезде."),
    ],
)
def test_acts_that_say_nothing(language: Language, text: str) -> None:
    assert statements(text, language) == []


def test_what_this_means_stands_in_the_sentence_before() -> None:
    told = "загибель трьох бійців"
    text = f"Штаб заявив про {told}. Урядові війська це спростували."
    assert ("Урядові війська", "denies", told) in statements(text, "uk")


def test_their_spokesman_is_nobody_named_before() -> None:
    text = "Речниця Аміна Бекова мовчить. Повстанці взяли Карагай, стверджує їхній речник."
    assert [speaker for speaker, _, _ in statements(text, "uk")] == ["їхній речник"]


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("uk", "Питання про статус Енергодара не обговорювали.", [("Питання про статус Енергодара", "unresolved")]),
        ("ru", "Сроки следующей встречи не называют.", [("Сроки следующей встречи", "undisclosed")]),
        ("uk", "Гарячу лінію між штабами погодили.", [("Гарячу лінію між штабами", "agreed")]),
        ("ru", "Горячую линию между штабами согласовали.", [("Горячую линию между штабами", "agreed")]),
        ("uk", "Ідею нейтральної смуги українська делегація відхилила.", [("Ідею нейтральної смуги", "rejected")]),
        ("ru", "Идею общего рынка российская делегация отклонила.", [("Идею общего рынка", "rejected")]),
        ("uk", "Правила застосування сили не оприлюднили.", [("Правила застосування сили", "undisclosed")]),
        ("uk", "За проєктом, армії мають відвести танки.", [("відвести танки", "proposed")]),
        ("ru", "По проекту, армии должны отвести танки.", [("отвести танки", "proposed")]),
        ("ru", "Будет ли общий рынок, пока не определено.", [("Будет ли общий рынок", "unresolved")]),
        ("uk", "Раунд завершився без підписаного документа.", []),
        ("ru", "Кремль призвал стороны к сдержанности.", []),
        ("ru", "Сухум требование отклонил и покинул рабочую группу.", []),
    ],
)
def test_where_the_parts_of_an_agreement_stand(language: Language, text: str, told: list[tuple[str, str]]) -> None:
    assert elements(text, language) == told


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "uk",
            "Спостерігачі комісії з моніторингу за добу перемир'я зафіксували 46 порушень проти 212 минулого місяця.",
        ),
        (
            "ru",
            "Наблюдатели комиссии за сутки перемирия зафиксировали 46 нарушений против 212 в прошлом месяце.",
        ),
    ],
)
def test_a_figure_that_is_compared_rejects_nothing_and_dates_nothing(language: Language, text: str) -> None:
    assert not [told for told, status in elements(text, language) if status == "rejected"]
    assert all((event.start_s or 0) >= DAY_BEFORE_S for event in events(text, language))
