"""Adjectives and demonyms of countries, for reading "Russian strikes" as an act alleged of Russia. Both sides of every
conflict are in one table; what is not in it is kept as written."""

from __future__ import annotations

_ROWS = """
Afghan=Afghanistan Albanian=Albania Algerian=Algeria American=United_States Angolan=Angola Argentine=Argentina
Armenian=Armenia Australian=Australia Austrian=Austria Azerbaijani=Azerbaijan Azeri=Azerbaijan Bahraini=Bahrain
Bangladeshi=Bangladesh Belarusian=Belarus Belgian=Belgium Bolivian=Bolivia Bosnian=Bosnia_and_Herzegovina
Brazilian=Brazil British=United_Kingdom Bulgarian=Bulgaria Burkinabe=Burkina_Faso Burmese=Myanmar Burundian=Burundi
Cambodian=Cambodia Cameroonian=Cameroon Canadian=Canada Chadian=Chad Chilean=Chile Chinese=China Colombian=Colombia
Congolese=Congo Croatian=Croatia Cuban=Cuba Cypriot=Cyprus Czech=Czechia Danish=Denmark Djiboutian=Djibouti
Dutch=Netherlands Ecuadorian=Ecuador Egyptian=Egypt Emirati=United_Arab_Emirates Eritrean=Eritrea Estonian=Estonia
Ethiopian=Ethiopia Filipino=Philippines Finnish=Finland French=France Georgian=Georgia German=Germany Ghanaian=Ghana
Greek=Greece Guatemalan=Guatemala Guinean=Guinea Haitian=Haiti Honduran=Honduras Hungarian=Hungary Indian=India
Indonesian=Indonesia Iranian=Iran Iraqi=Iraq Irish=Ireland Israeli=Israel Italian=Italy Ivorian=Ivory_Coast
Japanese=Japan Jordanian=Jordan Kazakh=Kazakhstan Kenyan=Kenya Kosovar=Kosovo Kuwaiti=Kuwait Kyrgyz=Kyrgyzstan
Laotian=Laos Latvian=Latvia Lebanese=Lebanon Liberian=Liberia Libyan=Libya Lithuanian=Lithuania
Macedonian=North_Macedonia Malaysian=Malaysia Malian=Mali Mauritanian=Mauritania Mexican=Mexico Moldovan=Moldova
Mongolian=Mongolia Montenegrin=Montenegro Moroccan=Morocco Mozambican=Mozambique Namibian=Namibia Nepalese=Nepal
Nicaraguan=Nicaragua Nigerian=Nigeria Nigerien=Niger Norwegian=Norway Omani=Oman Pakistani=Pakistan
Palestinian=Palestine Peruvian=Peru Polish=Poland Portuguese=Portugal Qatari=Qatar Romanian=Romania Russian=Russia
Rwandan=Rwanda Salvadoran=El_Salvador Saudi=Saudi_Arabia Senegalese=Senegal Serbian=Serbia Singaporean=Singapore
Slovak=Slovakia Slovenian=Slovenia Somali=Somalia Spanish=Spain Sudanese=Sudan Swedish=Sweden Swiss=Switzerland
Syrian=Syria Taiwanese=Taiwan Tajik=Tajikistan Tanzanian=Tanzania Thai=Thailand Tunisian=Tunisia Turkish=Turkey
Turkmen=Turkmenistan Ugandan=Uganda Ukrainian=Ukraine Uruguayan=Uruguay Uzbek=Uzbekistan Venezuelan=Venezuela
Sierra_Leonean=Sierra_Leone Korean=Korea Vietnamese=Vietnam Yemeni=Yemen Zambian=Zambia Zimbabwean=Zimbabwe
"""

NATIONALITIES: dict[str, str] = {
    adjective: country.replace("_", " ") for adjective, _, country in (row.partition("=") for row in _ROWS.split())
}
COUNTRIES: frozenset[str] = frozenset(NATIONALITIES.values())
