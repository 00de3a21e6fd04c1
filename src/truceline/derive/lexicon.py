"""Words with a role in the comparison, in English, Ukrainian and Russian: commonplaces, numbers, days, agencies.

One word a form, as it stands in texts. The forms are matched after folding (see `letters`), so case, accents and
look-alikes of letters do not matter.
"""

from __future__ import annotations

#: too common to tell one report from another
STOP = """
a about above after again against all along already also although amid among an and another any are around as at
back be became because become been before being between both but by came can could did do does doing done down during
each either else even ever every few for from get gets got had has have having he her here hers him himself his how
however i if in including into is it its itself just last later less like made make makes many may me meanwhile might
more most much must my near nearly neither never new next no nor not now of off on once one ones only onto or other
others our out over own per put rather same she should since so some still such than that the their theirs them
themselves then there these they this those though through thus to too toward towards under until up upon us very via
was we well were what when where whether which while who whom whose why will with within without would yet you your
said say saying says told tell according added adding noted year years

а але б би бо був буде будуть була були було бути в вам вас вже ви від він вона вони воно все всі всіх де для до його
є ж же з за зі і із й їй їм їх її коли кого котрий лише між ми мій може можна на над нам нас наш не нею ні ним них ні
ніж о об один одна одне одного однак ось перед під після по при про проте разом саме своє свої своїх свою себе собою
сказав сказала та так така таке такий також там твій те теж ти тим тих тільки то тобі той того тому тоді ту тут у усі
усіх уже хто це цей ці цих цього цьому цю ця час через чи що щоб як яка яке який якій якого якої яких яким якою які
якщо його повідомив повідомила повідомили повідомляє повідомляють повідомляється заявив заявила йдеться зокрема року
роки рік щодо

без более был была были было быть в вам вас весь во вот все всего всех вы где да даже для до его ее если есть еще ж же
за здесь и из или им их к как какой когда кто ли либо между меня мне может можно мы на над нам нас наш не него нее нет
ни них но ну о об однако он она они оно от перед по под после при про с сам своей своего свое свои своих свою себе себя
сказал сказала со также так такие такой там тебя тем теперь то тоже только того той том тот тут ты у уже хотя чего чем
через что чтобы эта эти этих это этого этой этом этот эту я которая которого которое которой котором которую которые
который которых сообщил сообщила сообщили сообщает сообщают сообщается заявил заявила говорится частности году года год
годы
"""

#: number words with their value; several forms a value
NUMBERS = {
    0: "zero нуль ноль",
    1: "one один одна одне одного одної однієї одному одній одним одну одно одной одному одним",
    2: "two два дві двох двом двома две двух двум двумя двоє двое",
    3: "three три трьох трьом трьома трех трем тремя троє трое",
    4: "four чотири чотирьох чотирьом чотирма четыре четырех четырем четырьмя четверо",
    5: "five п'ять п'яти п'ятьох пять пяти пятью пятеро п'ятеро п'ятьма пятерых",
    6: "six шість шести шістьох шесть шестью шестеро шестеро шістьма шестерых",
    7: "seven сім семи сімох семь семью семеро сімома семерых",
    8: "eight вісім восьми вісьмох восемь восемью восьмеро вісьмома восьмерых",
    9: "nine дев'ять дев'яти дев'ятьох девять девяти девятью дев'ятеро дев'ятьма",
    10: "ten десять десяти десятьох десятью десятеро",
    11: "eleven одинадцять одинадцяти одиннадцать одиннадцати одинадцятеро",
    12: "twelve дванадцять дванадцяти двенадцать двенадцати дванадцятеро",
    13: "thirteen тринадцять тринадцяти тринадцать тринадцати тринадцятеро",
    14: "fourteen чотирнадцять чотирнадцяти четырнадцать четырнадцати чотирнадцятеро",
    15: "fifteen п'ятнадцять п'ятнадцяти пятнадцать пятнадцати п'ятнадцятеро",
    16: "sixteen шістнадцять шістнадцяти шестнадцать шестнадцати шістнадцятеро",
    17: "seventeen сімнадцять сімнадцяти семнадцать семнадцати сімнадцятеро",
    18: "eighteen вісімнадцять вісімнадцяти восемнадцать восемнадцати вісімнадцятеро",
    19: "nineteen дев'ятнадцять дев'ятнадцяти девятнадцать девятнадцати дев'ятнадцятеро",
    20: "twenty двадцять двадцяти двадцать двадцати",
    30: "thirty тридцять тридцяти тридцать тридцати",
    40: "forty сорок сорока",
    50: "fifty п'ятдесят п'ятдесяти пятьдесят пятидесяти",
    60: "sixty шістдесят шістдесяти шестьдесят шестидесяти",
    70: "seventy сімдесят сімдесяти семьдесят семидесяти",
    80: "eighty вісімдесят вісімдесяти восемьдесят восьмидесяти",
    90: "ninety дев'яносто девяносто",
    100: "сто ста",
    200: "двісті двухсот двести двохсот",
    300: "триста трьохсот трехсот",
    400: "чотириста чотирьохсот четыреста четырехсот",
    500: "п'ятсот п'ятисот пятьсот пятисот",
    600: "шістсот шестисот шестьсот",
    700: "сімсот семисот семьсот",
    800: "вісімсот восьмисот восемьсот",
    900: "дев'ятсот дев'ятисот девятьсот девятисот",
}
#: words that multiply the number before them
MULTIPLIERS = {
    12: "dozen",
    100: "hundred",
    1_000: "thousand тисяча тисячі тисяч тис тысяча тысячи тысяч тыс тисячу тисячею тисячам тисячами тисячах тысячу "
    "тысячей тысяче тысячам тысячами тысячах",
    1_000_000: "million mln мільйон мільйони мільйонів млн миллион миллиона миллионов мільйона мільйону мільйоном "
    "мільйонам мільйонами мільйонах миллионы миллиону миллионом миллионам миллионами миллионах",
    1_000_000_000: "billion bn мільярд мільярди мільярдів млрд миллиард миллиарда миллиардов мільярда мільярду "
    "мільярдом мільярдам мільярдами мільярдах миллиарды миллиарду миллиардом миллиардам миллиардами миллиардах",
}
#: days of the week, Monday first
WEEKDAYS = (
    "monday mondays понеділок понеділка понеділку понеділком понедельник понедельника понедельнику",
    "tuesday tuesdays вівторок вівторка вівторку вторник вторника вторнику",
    "wednesday wednesdays середа середи середу середі среда среды среду среде",
    "thursday thursdays четвер четверга четвергу четверг",
    "friday fridays п'ятниця п'ятниці п'ятницю пятница пятницы пятницу пятнице",
    "saturday saturdays субота суботи суботу суботі суббота субботы субботу субботе",
    "sunday sundays неділя неділі неділю воскресенье воскресенья воскресенью",
)
#: words for a day reckoned from the day of publication
RELATIVE_DAYS = {0: "today tonight сьогодні сегодня", -1: "yesterday вчора вчера", 1: "tomorrow завтра"}
MONTHS = (
    "january jan січень січня січні январь января январе",
    "february feb лютий лютого февраль февраля феврале",
    "march mar березень березня березні март марта марте",
    "april apr квітень квітня квітні апрель апреля апреле",
    "may травень травня травні май мая мае",
    "june jun червень червня червні июнь июня июне",
    "july jul липень липня липні июль июля июле",
    "august aug серпень серпня серпні август августа августе",
    "september sep sept вересень вересня вересні сентябрь сентября сентябре",
    "october oct жовтень жовтня жовтні октябрь октября октябре",
    "november nov листопад листопада листопаді ноябрь ноября ноябре",
    "december dec грудень грудня грудні декабрь декабря декабре",
)
#: agencies and broadcasters that others credit: the name as printed in reasons, then the words of each spelling
AGENCIES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Reuters", ("Reuters", "Рейтер", "Рейтерс", "Рейтерз")),
    ("AFP", ("AFP", "АФП", "Agence France", "Франс Пресс", "Франс Прес")),
    ("AP", ("AP", "Associated Press", "Ассошиэйтед Пресс", "Ассошіейтед Прес")),
    ("dpa", ("DPA",)),
    ("ANSA", ("ANSA",)),
    ("EFE", ("EFE",)),
    ("PAP", ("PAP",)),
    ("CTK", ("CTK",)),
    ("Xinhua", ("Xinhua", "Синьхуа", "Сіньхуа")),
    ("Anadolu", ("Anadolu", "Анадолу")),
    ("Kyodo", ("Kyodo",)),
    ("Bloomberg", ("Bloomberg", "Блумберг")),
    ("Interfax-Ukraine", ("Interfax Ukraine", "Интерфакс Украина", "Інтерфакс Україна")),
    ("Interfax", ("Interfax", "Интерфакс", "Інтерфакс", "Интерфаксу", "Інтерфаксу")),
    ("TASS", ("TASS", "ТАСС")),
    ("RIA Novosti", ("RIA Novosti", "РИА Новости", "РІА Новини")),
    ("Ukrinform", ("Ukrinform", "Укринформ", "Укрінформ", "Укрінформу", "Укринформу")),
    ("UNIAN", ("UNIAN", "УНИАН", "УНІАН")),
    ("UNN", ("UNN", "УНН")),
    ("Suspilne", ("Suspilne", "Суспільне", "Суспільного", "Суспільному", "Суспильне")),
    ("Ukrainska Pravda", ("Ukrainska Pravda", "Українська правда", "Української правди", "Украинская правда")),
    ("RBC-Ukraine", ("RBC Ukraine", "РБК Україна", "РБК Украина")),
    ("RBC", ("РБК", "RBC")),
    ("Radio Liberty", ("RFE", "RFERL", "Radio Liberty", "Радіо Свобода", "Радио Свобода", "Радио Свободы")),
    ("BBC", ("BBC", "Би би си", "Бі бі сі")),
    ("CNN", ("CNN",)),
    ("Kommersant", ("Kommersant", "Коммерсант", "Коммерсантъ")),
    ("Meduza", ("Meduza", "Медуза", "Медузе")),
    ("BelTA", ("BelTA", "БелТА")),
    ("Kyiv Independent", ("Kyiv Independent",)),
)
