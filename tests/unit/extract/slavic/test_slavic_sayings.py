"""Who said what in Ukrainian and Russian: speakers by every road, contents, stances."""

from __future__ import annotations

import pytest

from truceline.extract.extract import extract
from truceline.extract.slavic.bodies import body_key
from truceline.extract.slavic.language import Language
from truceline.model.evidence import Document, EvidenceItem, Span
from truceline.model.mentions import Quote, Statement


def found(text: str, language: Language, kind: type[Quote] | type[Statement]) -> list[Quote | Statement]:
    item = EvidenceItem(
        item_id="itm_x",
        sha256="",
        part="",
        media_type="text/plain",
        source="own",
        source_class="news",
        filename="x.txt",
        reported_s=None,
        received_s=0,
    )
    document = Document(item=item, text=text, body=(Span(0, len(text)),), published_day="2033-03-16", language=language)
    mentions = [one for one in extract((document,)) if isinstance(one, kind)]
    assert all(one.text == text[one.start : one.end] for one in mentions)
    return mentions


def quotes(text: str, language: Language) -> list[tuple[str, str | None]]:
    return [(one.text, one.speaker) for one in found(text, language, Quote)]


def statements(text: str, language: Language) -> list[tuple[str, str | None, str]]:
    return [
        (one.text, one.speaker, one.stance) for one in found(text, language, Statement) if isinstance(one, Statement)
    ]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("uk", "«Ми тримаємося», — сказав мер Ігор Терехов.", [("Ми тримаємося", "Ігор Терехов")]),
        (
            "uk",
            '"Ми тримаємося", – сказав Ігор Терехов. – "Але важко".',
            [("Ми тримаємося", "Ігор Терехов"), ("Але важко", "Ігор Терехов")],
        ),
        (
            "ru",
            "«Мы готовы, — сказал Дмитрий Песков. — Но условия известны».",
            [("Мы готовы", "Дмитрий Песков"), ("Но условия известны", "Дмитрий Песков")],
        ),
        (
            "uk",
            "— Ми тримаємося, — сказав командир Андрій Ткаченко. — І будемо.",
            [("Ми тримаємося", "Андрій Ткаченко"), ("І будемо.", "Андрій Ткаченко")],
        ),
        ("uk", "Ігор Терехов написав: „Люди вже вдома“.", [("Люди вже вдома", "Ігор Терехов")]),
        ("uk", "Ігор Терехов додав:\n\n«Обидві лінії вже працюють».", [("Обидві лінії вже працюють", "Ігор Терехов")]),
        ("uk", "«Скільки можна!» — обурився житель міста Петро Кравчук.", [("Скільки можна!", "Петро Кравчук")]),
        (
            "ru",
            "«Слышали взрыв ночью», — рассказала «Медузе» жительница Купянска Елена.",
            [("Слышали взрыв ночью", "Елена")],
        ),
        (
            "ru",
            "«Нам никто не помог», — цитирует Анну Гордеву агентство Рейтер.",
            [("Нам никто не помог", "Анну Гордеву")],
        ),
        (
            "uk",
            'Джерело: речник Сил оборони Владислав Волошин\n\nПряма мова: "Ворог намагається закріпитися".',
            [("Ворог намагається закріпитися", "Владислав Волошин")],
        ),
        ("uk", "«Ми не здамося»: Олена Коваль звернулася до громади", [("Ми не здамося", "Олена Коваль")]),
        (
            "uk",
            "«Було складно, але вийшло», — так Андрій Сибіга описав зустріч.",
            [("Було складно, але вийшло", "Андрій Сибіга")],
        ),
        (
            "uk",
            "Олена Коваль сказала: «Мама питала: «Де ж наш хліб?» І плакала».",
            [("Мама питала: «Де ж наш хліб?» І плакала", "Олена Коваль"), ("Де ж наш хліб?", None)],
        ),
    ],
)
def test_quotations_and_their_speakers(language: Language, text: str, wanted: list[tuple[str, str]]) -> None:
    assert quotes(text, language) == wanted


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("uk", "Росіяни випустили п'ять дронів «Шахед» по місту."),
        ("uk", "У «Нафтогазі» повідомили, що газ є."),
        ("uk", 'Партія "Слуга народу" підтримала закон.'),
        ("uk", "За рішення голосувала фракція «Голос»."),
        ("ru", "Крейсер «Москва» затонул ночью."),
        ("ru", "Как сообщает «Коммерсантъ», суд закрыт."),
        ("ru", "Войска так называемой «ДНР» отошли."),
    ],
)
def test_names_in_marks_are_no_quotations(language: Language, text: str) -> None:
    assert quotes(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        (
            "uk",
            "Президент Володимир Зеленський заявив, що Росія не готова до миру.",
            [("Росія не готова до миру", "Володимир Зеленський", "asserts")],
        ),
        ("uk", "У МЗС РФ стверджують, що ЗСУ обстріляли село.", [("ЗСУ обстріляли село", "МЗС РФ", "claims")]),
        (
            "uk",
            "У пресслужбі Харківської ОВА повідомили, що світло повернули.",
            [("світло повернули", "пресслужбі Харківської ОВА", "asserts")],
        ),
        ("ru", "Москва обвинила Киев в срыве перемирия.", [("Киев в срыве перемирия", "Москва", "claims")]),
        ("uk", "Генштаб спростував заяви про прорив фронту.", [("заяви про прорив фронту", "Генштаб", "denies")]),
        ("uk", "Сибіга закликав партнерів посилити тиск.", [("партнерів посилити тиск", "Сибіга", "demands")]),
        ("ru", "Захарова предупредила, что ответ последует.", [("ответ последует", "Захарова", "warns")]),
        ("uk", "Макрон пообіцяв передати нові системи ППО.", [("передати нові системи ППО", "Макрон", "announces")]),
        ("ru", "Киев отверг предложение о выводе войск.", [("предложение о выводе войск", "Киев", "rejects")]),
        ("ru", "Армия не согласилась на прекращение огня.", [("прекращение огня", "Армия", "rejects")]),
        ("uk", "За словами Андрія Єрмака, текст уже готовий.", [("текст уже готовий", "Андрія Єрмака", "asserts")]),
        (
            "uk",
            "Росія, за словами Кирила Буданова, готує наступ.",
            [("Росія, за словами Кирила Буданова, готує наступ", "Кирила Буданова", "asserts")],
        ),
        (
            "ru",
            "По версии следствия, взрыв подготовил подросток.",
            [("взрыв подготовил подросток", "следствия", "claims")],
        ),
        (
            "ru",
            "Двое рабочих ранены, сообщил губернатор Вячеслав Гладков.",
            [("Двое рабочих ранены", "Вячеслав Гладков", "asserts")],
        ),
        ("uk", "Світло вже повернули, повідомили в ДТЕК.", [("Світло вже повернули", "ДТЕК", "asserts")]),
        ("ru", "Как пишет Reuters со ссылкой на чиновников, сделка близка.", [("сделка близка", "Reuters", "asserts")]),
        ("uk", "Повідомляється, що постраждалих немає.", [("постраждалих немає", None, "asserts")]),
        (
            "ru",
            "МАГАТЭ зафиксировало обстрел, говорится в заявлении агентства.",
            [("МАГАТЭ зафиксировало обстрел", "агентства", "asserts")],
        ),
        (
            "uk",
            "Сибіга заявив, що план готовий, і додав, що гарантії погоджено.",
            [("план готовий", "Сибіга", "asserts"), ("гарантії погоджено", "Сибіга", "asserts")],
        ),
        (
            "uk",
            "Сибіга відкинув звинувачення Москви і підтвердив готовність до миру.",
            [("звинувачення Москви", "Сибіга", "rejects"), ("готовність до миру", "Сибіга", "confirms")],
        ),
        (
            "ru",
            "Пушилин заявил, что противник якобы обстрелял рынок.",
            [("противник якобы обстрелял рынок", "Пушилин", "claims")],
        ),
        ("uk", "Київ свою причетність до удару заперечує.", [("свою причетність до удару", "Київ", "denies")]),
        ("uk", "Росія готується до наступу – Генштаб", [("Росія готується до наступу", "Генштаб", "asserts")]),
        ("ru", "Песков: Кремль не видит готовности Киева", [("Кремль не видит готовности Киева", "Песков", "asserts")]),
        (
            "uk",
            "Двоє людей загинули. Про це повідомив мер Ігор Терехов.",
            [("Двоє людей загинули", "Ігор Терехов", "asserts")],
        ),
        (
            "uk",
            "Меркель, коментуючи удар, підкреслила, що винних покарають.",
            [("винних покарають", "Меркель", "asserts")],
        ),
        ("ru", "Источник в Кремле рассказал, что решения нет.", [("решения нет", "Источник в Кремле", "asserts")]),
    ],
)
def test_statements(language: Language, text: str, wanted: list[tuple[str, str | None, str]]) -> None:
    assert statements(text, language) == wanted


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("uk", "Речник не підтвердив, що місто втрачено."),
        ("uk", "Песков відмовився коментувати заяву Києва."),
        ("ru", "Ведомство этого не сообщало."),
        ("uk", "Якби він заявив би про це, було б краще."),
        ("uk", "Колона додала швидкості на виїзді з міста."),
        ("uk", "Ткаченко передав ключі сусідові."),
    ],
)
def test_what_nobody_said_is_no_statement(language: Language, text: str) -> None:
    assert statements(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("uk", "Марія Захарова прибула. Вона заявила, що план мертвий.", "maria_zakharova"),
        ("uk", "Марк Рютте і Марія Захарова прибули. Він заявив, що план живий.", "mark_rutte"),
        (
            "uk",
            "Президент Володимир Зеленський прибув. «Мир зовсім близько», — сказав глава держави.",
            "volodymyr_zelensky",
        ),
        ("ru", "Министр Сергей Лавров выступил. «Уступок не будет», — заявил министр.", "sergei_lavrov"),
        ("ru", "Выступила Мария Захарова. «Уступок не будет», — заявила официальный представитель.", "maria_zakharova"),
        ("uk", "Її сусід Микола, водій автобуса, каже, що чув вибух.", "mykola"),
        ("ru", "Рустем Умеров прилетел. По его словам, список передан.", "rustem_umerov"),
        ("uk", "Речник Дмитро Лиховій виступив. За словами речника, фронт стабільний.", "dmytro_lykhovy"),
    ],
)
def test_pronouns_and_offices_find_their_person(language: Language, text: str, wanted: str) -> None:
    assert [one.speaker_id for one in found(text, language, Statement)] == [wanted]


def test_a_pronoun_without_anybody_stays_null() -> None:
    assert statements("Вона заявила, що план мертвий.", "uk") == [("план мертвий", None, "asserts")]


def test_bodies_have_one_key_in_the_nominative_and_the_locative() -> None:
    text = "Генштаб повідомив, що атаки відбито. У Генштабі повідомили, що втрат немає."
    assert {one.speaker_id for one in found(text, "uk", Statement)} == {"henshtab"}


def test_a_statement_knows_the_act_that_it_is_about() -> None:
    text = "Мер Ігор Терехов повідомив, що російська артилерія обстріляла Салтівку. Терехов додав, що мости вціліли."
    first, second = (one for one in found(text, "uk", Statement) if isinstance(one, Statement))
    assert first.about is not None and first.about.startswith("fire")
    assert second.about is None


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("uk", "Депутат Родеріх Кізеветтер (ХДС) сказав: «Це боягузтво».", [("Це боягузтво", "Родеріх Кізеветтер")]),
        ("ru", "Джон Кирби, координатор по связям, на вопрос ответил: «Скоро».", [("Скоро", "Джон Кирби")]),
        ("ru", "По словам соседки Артёма Ирины Ткач, «скорая приехала».", [("скорая приехала", "Ирины Ткач")]),
        (
            "uk",
            "— Скільки вам років? — питає Олена Коваль.\n\n— Вісімдесят три роки.",
            [("Скільки вам років?", "Олена Коваль"), ("Вісімдесят три роки.", None)],
        ),
        ("uk", "Матч «Динамо» – «Шахтар» перенесли на весну.", []),
    ],
)
def test_asides_turns_and_matches(language: Language, text: str, wanted: list[tuple[str, str | None]]) -> None:
    assert quotes(text, language) == wanted


def test_a_tail_tells_the_whole_sentence() -> None:
    text = "Комітет Ради погодив важливий законопроєкт, уточнив депутат Олег Завітневич."
    said = [one.text for one in found(text, "uk", Statement) if one.speaker == "Олег Завітневич"]
    assert said == ["Комітет Ради погодив важливий законопроєкт"]


def test_a_list_of_verbs_is_read_only_so_far() -> None:
    text = "Мер Ігор Терехов " + "сказав що заявив, " * 400 + "і пішов."
    assert len(found(text, "uk", Statement)) < 40


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [
        ("uk", "Патрульна поліція", "патрульній поліції"),
        ("uk", "Міністерство оборони РФ", "Міністерстві оборони РФ"),
        ("uk", "Білий дім", "Білому домі"),
        ("uk", "Київ", "Києві"),
        ("ru", "Следственный комитет", "Следственном комитете"),
        ("ru", "Кремль", "Кремле"),
    ],
)
def test_the_key_of_a_body_is_that_of_its_nominative(language: Language, first: str, second: str) -> None:
    assert body_key(first, language) == body_key(second, language)
