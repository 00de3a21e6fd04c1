"""Conventional English spellings of names that letters alone do not give back, in both languages' nominatives.

A table of words, not of persons: a surname stands here when its language is written in Latin letters, or when English
news keeps an older spelling. Bodies and capitals that speak for their governments have their English key.
"""

from __future__ import annotations

_GIVEN = """
alexander=александр alexei=алексей sergei=сергей andrei=андрей nikolai=николай,ніколай dmitry=дмитрий,дмитрій
yevgeny=евгений,євгеній vasily=василий,василій mikhail=михаил,міхаіл maria=мария,марія anatoly=анатолий
sofia=софия,софья,софія natalia=наталия,наталія natalya=наталья,наталя tatyana=татьяна yulia=юлия,юлія
daria=дар'я,дарья,дар’я,дарія,дария,даря viacheslav=в'ячеслав,в’ячеслав,вячеслав pyotr=петр,пётр
ilya=илья,ілля galina=галина yuri=юрий,юрій elena=елена ekaterina=екатерина kirill=кирилл vladimir=владимир
john=джон joe=джо joseph=джозеф james=джеймс jake=джейк jack=джек george=джордж jd=джей jeffrey=джеффри,джеффрі
jim=джим julian=джулиан,джуліан joshua=джошуа david=дэвид,девід daniel=дэниел,деніел dave=дейв douglas=дуглас
william=уильям,вільям winston=уинстон,вінстон walter=уолтер,волтер henry=генри,генрі gordon=гордон gregory=грегори
graham=грэм,грем harry=гарри,гаррі gary=гэри,гері andrew=эндрю,ендрю anthony=ентоні,энтони andy=энди,енді
kevin=кевин,кевін kenneth=кеннет keir=кир,кір keith=кит,кіт chris=крис,кріс christopher=кристофер,крістофер
lawrence=лоуренс lloyd=ллойд luis=луис,луїс luke=люк mike=майк michael=майкл,михаэль,міхаель max=макс mark=марк
martin=мартин,мартін matthew=мэттью,меттью matteo=маттео nick=ник,нік nicolas=николас,ніколас patrick=патрик,патрік
paul=пол pete=пит,піт peter=питер,пітер,петер ralph=ральф rex=рекс richard=ричард,річард rick=рик,рік
robert=роберт rob=роб roger=роджер simon=саймон sam=сэм,сем samuel=сэмюэл,семюел scott=скотт steve=стив,стів
steven=стивен,стівен stewart=стюарт ted=тед tim=тим,тім tom=том thomas=томас tony=тони,тоні warren=уоррен
phil=фил,філ philip=филип,філіп frank=франк friedrich=фридрих,фрідріх charles=чарльз chuck=чак sean=шон elon=илон,ілон
bob=боб bernie=берни,берні bill=билл,білл ben=бен benjamin=бенджамин,бенджамін,биньямин,беньямин,біньямін,беньямін
brian=брайан,браян bruce=брюс brad=брэд,бред emmanuel=эммануэль,эмманюэль,еммануель,емманюель jean=жан joao=жуан
jerome=жером jacques=жак josep=жозеп jose=хосе,жозе antonio=антонио,антоніо,антониу,антоніу arnaud=арно anders=андерс
andrzej=анджей attila=аттила,аттіла balazs=балаж viktor=виктор,віктор recep=реджеп hakan=хакан,гакан
ursula=урсула kaja=кая annalena=анналена angela=ангела samantha=саманта giorgia=джорджия,джорджія melania=мелания
kamala=камала jane=джейн jen=джен jennifer=дженнифер,дженніфер,дженіфер jill=джилл jessica=джессика,джессіка
elizabeth=элизабет,елізабет emily=эмили,емілі nancy=нэнси,ненсі nikki=никки,ніккі liz=лиз,ліз linda=линда,лінда
laura=лаура lora=лора mary=мэри,мері michelle=мишель,мішель margaret=маргарет rosemary=розмари,розмарі sarah=сара
susan=сьюзан tulsi=тулси,тулсі hillary=хиллари,хілларі,гілларі helen=хелен bridget=бриджит,бріджит donald=дональд
von=фон der=дер
"""
#: surnames in the news of the wars that this system is used for, of every side
_SURNAMES = """
trump=трамп biden=байден vance=вэнс,венс rubio=рубио,рубіо witkoff=уиткофф,витткофф,виткофф,віткофф,вітткофф
kellogg=келлог hegseth=хегсет,гегсет,хеґсет,гегсетт kushner=кушнер waltz=уолтц,волц,вольтц blinken=блинкен,блінкен
austin=остин,остін sullivan=салливан,салліван burns=бернс obama=обама clinton=клинтон,клінтон bush=буш graham=грэм
whitaker=уитакер,вітакер macron=макрон barrot=барро lecornu=лекорню merz=мерц scholz=шольц baerbock=бербок
pistorius=писториус,пісторіус wadephul=вадефуль merkel=меркель steinmeier=штайнмайер starmer=стармер
healey=хили,гілі,хілі
lammy=лэмми,леммі sunak=сунак johnson=джонсон zelensky=зеленський,зеленский zaluzhny=залужный,залужний
rutte=рютте stoltenberg=столтенберг costa=кошта,коста leyen=ляйен,ляєн kallas=каллас borrell=боррель
metsola=мецола guterres=гутерреш,гутерриш,гутерріш,гуттереш grossi=гросси,гроссі dicarlo=дикарло,дікарло
ghebreyesus=гебрейесус
erdogan=эрдоган,ердоган fidan=фидан,фідан orban=орбан szijjarto=сийярто,сіярто,сійярто fico=фицо,фіцо
tusk=туск duda=дуда nawrocki=навроцкий,навроцький sikorski=сикорский,сікорський stubb=стубб nauseda=науседа
meloni=мелони,мелоні crosetto=крозетто,кросетто tajani=таяни,таяні sanchez=санчес schoof=схооф
pavel=павел fiala=фиала,фіала vucic=вучич iohannis=йоханнис,йоганніс frederiksen=фредериксен,фредеріксен
kristersson=кристерссон,крістерссон xi=си,сі jinping=цзиньпин,цзіньпін wang=ван yi=и,ї modi=моди,моді
netanyahu=нетаньяху,нетаньягу assad=асад,ассад khamenei=хаменеи,хаменеї pezeshkian=пезешкиан,пезешкіан
araghchi=арагчи,аракчі,арагчі lula=лула silva=силва,сілва putin=путин,путін mishustin=мишустин,мішустін
peskov=песков,пєсков lavrov=лавров zakharova=захарова ushakov=ушаков dmitriev=дмитриев,дмітрієв,дмитрієв
medinsky=мединский,мединський,медінський medvedev=медведев,медведєв,медвєдєв belousov=белоусов,бєлоусов,білоусов
gerasimov=герасимов shoigu=шойгу nebenzia=небензя,небензя ryabkov=рябков konashenkov=конашенков gladkov=гладков
matviyenko=матвиенко,матвієнко volodin=володин,володін galuzin=галузин,галузін miroshnik=мирошник,мірошник
lukashenko=лукашенко syrsky=сирський,сырский budanov=буданов yermak=ермак,єрмак umerov=умеров,умєров
sybiha=сибіга,сибига
kuleba=кулеба svyrydenko=свириденко shmyhal=шмигаль,шмыгаль poroshenko=порошенко klitschko=кличко
tymoshenko=тимошенко stefanchuk=стефанчук podolyak=подоляк kyslytsya=кислиця,кислица
"""
_PLACES_AND_BODIES = """
moscow=москва kyiv=київ,киев,києва,києві,києву,києвом kremlin=кремль washington=вашингтон brussels=брюссель
berlin=берлін,берлин paris=париж
london=лондон warsaw=варшава ankara=анкара beijing=пекін,пекин minsk=мінськ,минск tehran=тегеран vienna=відень,вена
budapest=будапешт rome=рим geneva=женева vilnius=вільнюс,вильнюс riga=рига tallinn=таллінн,таллин,таллінн
chisinau=кишинів,кишинев,кишинёв prague=прага bratislava=братислава baku=баку
yerevan=єреван,ереван tbilisi=тбілісі,тбилиси
ukraine=україна,украина russia=росія,россия usa=сша nato=нато eu=єс,ес un=оон osce=обсє,обсе iaea=магате imf=мвф
icrc=мккк who=вооз,воз poland=польща,польша germany=німеччина,германия france=франція,франция britain=британія,британия
turkey=туреччина,турция china=китай iran=іран,иран israel=ізраїль,израиль hungary=угорщина,венгрия
belarus=білорусь,беларусь
moldova=молдова,молдавія,молдавия georgia=грузія,грузия armenia=вірменія,армения azerbaijan=азербайджан
kazakhstan=казахстан uzbekistan=узбекистан kyrgyzstan=киргизстан,киргизия,кыргызстан tajikistan=таджикистан
romania=румунія,румыния bulgaria=болгарія,болгария slovakia=словаччина,словакия czechia=чехія,чехия serbia=сербія,сербия
croatia=хорватія,хорватия slovenia=словенія,словения greece=греція,греция italy=італія,италия spain=іспанія,испания
portugal=португалія,португалия belgium=бельгія,бельгия netherlands=нідерланди,нидерланды austria=австрія,австрия
switzerland=швейцарія,швейцария sweden=швеція,швеция norway=норвегія,норвегия finland=фінляндія,финляндия
denmark=данія,дания latvia=латвія,латвия lithuania=литва estonia=естонія,эстония canada=канада japan=японія,япония
india=індія,индия pakistan=пакистан afghanistan=афганістан,афганистан syria=сирія,сирия iraq=ірак,ирак
lebanon=ліван,ливан egypt=єгипет,египет qatar=катар brazil=бразилія,бразилия australia=австралія,австралия
ireland=ірландія,ирландия transnistria=придністров'я,приднестровье sudan=судан ethiopia=ефіопія,эфиопия
dushanbe=душанбе bishkek=бішкек,бишкек astana=астана tashkent=ташкент islamabad=ісламабад,исламабад kabul=кабул
delhi=делі,дели damascus=дамаск baghdad=багдад beirut=бейрут cairo=каїр,каир doha=доха riyadh=ер-ріяд,эр-рияд
seoul=сеул pyongyang=пхеньян tokyo=токіо,токио khartoum=хартум juba=джуба asmara=асмара
addis_ababa=аддіс-абеба,аддис-абеба tripoli=триполі,триполи mogadishu=могадішо,могадишо kinshasa=кіншаса,киншаса
kigali=кігалі,кигали
bamako=бамако
abu_dhabi=абу-дабі,абу-даби tiraspol=тирасполь,тирасполь tskhinvali=цхінвалі,цхинвали,цхинвал
sukhumi=сухумі,сухуми,сухум stepanakert=степанакерт bucharest=бухарест belgrade=белград athens=афіни,афины madrid=мадрид
lisbon=лісабон,лиссабон copenhagen=копенгаген stockholm=стокгольм oslo=осло helsinki=гельсінкі,хельсинки ottawa=оттава
hamas=хамас hezbollah=хезболла,гізбалла,хизбалла taliban=талібан,талибан
pentagon=пентагон reuters=reuters,рейтер,рейтерс
"""

#: the given name under which somebody is known, where the two languages write it each in its own way
_KNOWN_BY = """
zelensky=volodymyr putin=vladimir lavrov=sergei peskov=dmitry shoigu=sergei belousov=andrei gerasimov=valery
medvedev=dmitry medinsky=vladimir volodin=viacheslav sobyanin=sergei gladkov=viacheslav nebenzia=vasily
ryabkov=sergei saldo=volodymyr balitsky=yevgeny konashenkov=igor kadyrov=ramzan matviyenko=valentina
lukashenko=alexander
syrsky=oleksandr zaluzhny=valery yermak=andry budanov=kyrylo umerov=rustem sybiha=andry kuleba=dmytro poroshenko=petro
shmyhal=denys stefanchuk=ruslan podolyak=mykhailo kyslytsya=serhy kim=vitaly terekhov=ihor synehubov=oleh
"""
_SAME = (
    "vladimir volodymyr", "sergei serhy sergy", "dmitry dmytro", "andrei andry", "alexander oleksandr", "nikolai "
    "mykola",
    "mikhail mykhailo", "yevgeny yevhen yevheny", "igor ihor", "oleg oleh", "kirill kyrylo", "vasily vasyl", "pyotr "
    "petro",
    "viktor victor", "vitaly", "valery", "yuri", "ruslan", "viacheslav", "denis denys", "pavel pavlo", "alexei oleksy",
    "ramzan", "rustem", "valentina valentyna",
)  # fmt: skip


def _spellings(rows: str) -> dict[str, str]:
    return {
        spelling: english
        for english, _, spellings in (row.partition("=") for row in rows.split())
        for spelling in spellings.split(",")
    }


SURNAMES = _spellings(_SURNAMES)
KNOWN_BY = dict(row.split("=") for row in _KNOWN_BY.split())
SAME = {name: group for group in (frozenset(names.split()) for names in _SAME) for name in group}
CONVENTIONAL = _spellings(_GIVEN) | _spellings(_PLACES_AND_BODIES) | SURNAMES
