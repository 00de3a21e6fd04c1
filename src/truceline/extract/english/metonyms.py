"""Capitals and seats of power: where they speak, a government does ("Moscow said"), no person and no place."""

from __future__ import annotations

_ROWS = """
Abuja;Accra;Addis Ababa;Algiers;Amman;Amsterdam;Ankara;Antananarivo;Asmara;Astana;Asuncion;Athens;Baghdad;Baku;Bamako;
Bangkok;Bangui;Beijing;Beirut;Belgrade;Berlin;Bern;Bishkek;Bogota;Bogotá;Brasilia;Bratislava;Brazzaville;Brussels;
Bucharest;Budapest;Buenos Aires;Bujumbura;Cairo;Canberra;Caracas;Chisinau;Chișinău;Colombo;Conakry;Copenhagen;Dakar;
Damascus;Delhi;Dhaka;Djibouti;Doha;Dublin;Dushanbe;Freetown;Gaborone;Geneva;Georgetown;Hague;Hanoi;Harare;Havana;
Helsinki;Islamabad;Jakarta;Jerusalem;Juba;Kabul;Kampala;Kathmandu;Khartoum;Kiev;Kigali;Kinshasa;Kuala Lumpur;Kyiv;
Libreville;Lilongwe;Lima;Lisbon;Ljubljana;Lome;London;Luanda;Lusaka;Madrid;Managua;Manama;Manila;Maputo;Mexico City;
Minsk;Mogadishu;Monrovia;Montevideo;Moscow;Muscat;Nairobi;N'Djamena;Naypyidaw;New Delhi;Niamey;Nicosia;Nouakchott;Oslo;
Ottawa;Ouagadougou;Panama City;Paris;Phnom Penh;Podgorica;Prague;Pretoria;Pristina;Pyongyang;Quito;Rabat;Ramallah;
Reykjavik;Riga;Riyadh;Rome;Sanaa;San Salvador;Santiago;Santo Domingo;Sarajevo;Seoul;Singapore;Skopje;Sofia;Stepanakert;
Stockholm;Sukhumi;Suva;Taipei;Tallinn;Tashkent;Tbilisi;Tegucigalpa;Tehran;Tel Aviv;Tirana;Tiraspol;Tokyo;Tripoli;
Tskhinvali;Tunis;Ulaanbaatar;Vaduz;Valletta;Vatican;Vienna;Vientiane;Vilnius;Warsaw;Washington;Wellington;Windhoek;
Yaounde;Yerevan;Zagreb;Kremlin;White House;Downing Street;Pentagon;Elysee;Élysée;Bankova;Foggy Bottom;Whitehall;
Capitol Hill;Zhongnanhai;Blue House;Quai d'Orsay;Foreign Office;State Department
"""

#: as written in English; longest names hold several words
GOVERNMENTS: frozenset[str] = frozenset(name for row in _ROWS.split("\n") for name in row.split(";") if name)
#: each word of them in small letters, for runs of capitalised words
GOVERNMENT_WORDS: frozenset[str] = frozenset(name.lower() for name in GOVERNMENTS if " " not in name)
