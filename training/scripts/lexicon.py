"""Hand-written word lists that tell GPE, LOC, FAC, NORP, LAW, EVENT and DATE names apart. No third-party data."""

import re

_DEMONYMS = """
Afghan Afghani Albanian Algerian American Andorran Angolan Arab Arabian Arabic Argentine Argentinian Armenian
Aruban Asian Australian Austrian Azerbaijani Azeri Bahamian Bahraini Bangladeshi Bangladeshis Barbadian Basque
Bavarian Belarusian Belarusan Belgian Belizean Bengali Beninese Berber Bhutanese Bolivian Bosnian Bosniak
Botswanan Brazilian British Briton Breton Bulgarian Burkinabe Burmese Burundian Byzantine Californian
Cambodian Cameroonian Canadian Catalan Caribbean Caucasian Chadian Chechen Chilean Chinese Colombian Congolese
Corsican Croat Croatian Cuban Cypriot Czech Czechoslovak Czechoslovakian Dane Danish Dominican Dutch
Ecuadorian Ecuadorean Egyptian Emirati English Englishman Englishmen Eritrean Estonian Ethiopian Eurasian
European Fijian Filipino Finn Finnish Flemish French Frenchman Frenchmen Gabonese Galician Gambian Georgian
German Germanic Ghanaian Greek Greenlandic Grenadian Guatemalan Guinean Guyanese Haitian Hawaiian Hispanic
Honduran Hungarian Icelandic Icelander Indian Indonesian Iranian Iraqi Irish Irishman Israeli Israelite
Italian Ivorian Jamaican Japanese Javanese Jordanian Kazakh Kazakhstani Kenyan Korean Kosovan Kosovar Kurd
Kurdish Kuwaiti Kyrgyz Lao Laotian Latin Latino Latina Latvian Lebanese Liberian Libyan Lithuanian
Luxembourgish Macedonian Malagasy Malawian Malay Malaysian Maldivian Malian Maltese Manchu Maori Mauritanian
Mauritian Mexican Micronesian Moldovan Mongol Mongolian Montenegrin Moor Moorish Moroccan Mozambican Namibian
Nepalese Nepali Nicaraguan Nigerian Nigerien Nordic Norman Norse Norwegian Omani Ottoman Pakistani Palestinian
Panamanian Paraguayan Parisian Persian Peruvian Philippine Pole Polish Polynesian Portuguese Prussian Qatari
Romanian Rumanian Roman Russian Rwandan Salvadoran Samoan Saudi Scandinavian Scot Scotsman Scottish Scots
Senegalese Serb Serbian Sicilian Sikh Singaporean Slav Slavic Slovak Slovakian Slovene Slovenian Somali Soviet
Spaniard Spanish Sudanese Surinamese Swede Swedish Swiss Syrian Tahitian Taiwanese Tajik Tamil Tanzanian Tatar
Teutonic Texan Thai Tibetan Togolese Tongan Trinidadian Tunisian Turk Turkic Turkish Turkmen Tuscan Ugandan
Uighur Uyghur Uygur Ukrainian Uruguayan Uzbek Venetian Venezuelan Victorian Vietnamese Viking Walloon Welsh
Welshman Yemeni Yugoslav Yugoslavian Zambian Zimbabwean Zulu Pashtun Punjabi Sindhi Baloch Hausa Yoruba Igbo
Hutu Tutsi Oromo Aztec Maya Mayan Inca Cherokee Navajo Sioux Hmong Inuit Gaelic Celtic Saxon Balkan Levantine
Sinhalese Franco Prussian Muslim Islamic Islamist Christian Catholic Protestant Orthodox Jew Jewish Hindu
Buddhist Sunni Shia Shiite Shi'ite Anglican Methodist Baptist Mormon Lutheran Presbyterian Evangelical Quaker
Wahhabi Salafi Salafist Alawite Druze Yazidi Zionist Sufi Taoist Confucian Puritan Pentecostal Calvinist
Jesuit Zoroastrian Kurdish Republican Democrat Communist Bolshevik Menshevik Nazi Fascist Tory Tories Whig
Baathist Ba'athist Maoist Marxist Leninist Trotskyist Stalinist Peronist Gaullist Bonapartist Islamists
Hispanics Latinos Arabs Westerner Westerners Easterner Southerner African Africans Eastern-European
Afro-American African-American
"""
_NO_DEMONYM = (
    "Latin Lao Franco Maya Pole Dane Turkmen Norman Caribbean Caribbeans Victorian Georgians Moor Finn Scot Arabic"
)
DEMONYM = set(_DEMONYMS.split())
DEMONYM |= {word + "s" for word in DEMONYM if not word.endswith(("s", "ese", "ish", "ch", "sh"))}
DEMONYM -= set(_NO_DEMONYM.split())
_BEFORE_DEMONYM = set(
    "North South East West Central Northern Southern African Native Sri New Costa Puerto Saudi Bosnian Sierra Cape "
    "Orthodox Roman Shia Sunni".split()
)
_TWO_WORDS = {
    "Sri Lankan",
    "Sri Lankans",
    "New Zealander",
    "New Zealanders",
    "Costa Rican",
    "Costa Ricans",
    "Puerto Rican",
    "Puerto Ricans",
    "Hong Konger",
    "Shi 'ite",
    "Christian Democrats",
    "Christian Democrat",
}


def is_norp(text: str) -> bool:
    """Whether a name is that of a nation's, a faith's or a movement's people, or the adjective of it."""
    text = text.strip()
    words = text.split()
    if text in DEMONYM or text in _TWO_WORDS:
        return True
    return len(words) == 2 and words[1] in DEMONYM and (words[0] in DEMONYM or words[0] in _BEFORE_DEMONYM)


_REGIONS = """
Africa Alps Amazon Americas Anatolia Andes Antarctic Antarctica Appalachia Appalachians Arabian_Peninsula
Arctic Asia Asia-Pacific Atlantic Balkan_Peninsula Balkans Baltic Baltics Bay_Area Black_Sea Caribbean
Caucasus Central_Africa Central_America Central_Asia Central_Europe Congo_River Continental_Europe Crimea
Danube Deep_South Earth East East_Africa East_Asia East_Asia_and East_Coast Eastern_Europe Euphrates Eurasia
Europe Europe_and Everest Far_East Ganges Gaza_Strip_border Gobi Great_Lakes Great_Plains Green_Zone Gulf
Gulf_Coast Himalaya Himalayas Horn_of_Africa Iberian_Peninsula Indian_subcontinent Indochina Indus Jupiter
Korean_Peninsula Korean_peninsula Kuiper_Belt Lapland Latin_America Levant Maghreb Mars Mediterranean Mekong
Melanesia Mercury Mesopotamia Micronesia Middle_East Mideast Midwest Milky_Way Mississippi_River Moon
Near_East Neptune New_England New_World Nile North North_Africa North_America North_Caucasus Northern_Europe
Oceania Old_World Outback Pacific Patagonia Persian_Gulf Pluto Polynesia Pyrenees Rhine Rockies Sahara Sahel
Saturn Scandinavia Siberia Silicon_Valley South South_America South_Asia South_Caucasus South_East_Asia
South-East_Asia Southeast_Asia Southern_Africa Southern_Europe Sub-Saharan_Africa Sunni_Triangle Thames
Third_World Tigris Tigris_River Transcaucasia Uranus Venus Volga Wall_Street West West_Africa West_Coast
Western_Asia Western_Europe Western_Hemisphere Yangtze
"""
REGION = {name.replace("_", " ") for name in _REGIONS.split()}


def _any_of(words: str) -> re.Pattern[str]:
    parts = [re.escape(word.replace("_", " ")) if not re.search(r"[\[?]", word) else word for word in words.split()]
    return re.compile(r"\b(?:" + "|".join(parts) + r")(?!\w)")


LOC_WORD = _any_of(r"""
Sea Ocean River Rivers Creek Mount Mt\.? Mountain Mountains Hill Hills Island Islands Isle Isles Lake Lakes
Valley Desert Bay Gulf Peninsula Cape Strait Straits Canal Channel Coast Basin Plateau Plains? Forest Park
Beach Canyon Glacier Falls Reef Archipelago Delta Ridge Peak Range Rock Cave Caves Volcano Crater Highlands
Lowlands Steppe Oasis Continent Hemisphere Pole Equator Subcontinent [Pp]eninsula [Rr]egion Triangle Corridor
Frontier Heights Zone Gorge Point Cove Harbou?r Nebula Galaxy Asteroid Comet
""")
FAC_WORD = _any_of(r"""
Airport Street St\. Avenue Ave\.? Road Rd\.? Boulevard Blvd Drive Lane Highway Freeway Interstate Route Bridge
Tunnel Station Terminal Building Tower Towers Castle Palace Cathedral Church Chapel Temple Mosque Abbey
Monastery Fort Fortress Museum Gallery Library Stadium Arena Theatre Theater Hall House Hotel Inn Restaurant
Cafe Café Bar Pub Hospital School College University Institute Center Centre Mall Plaza Square Market Prison
Jail Camp Base Dam Reactor Plant Port Pier Dock Cemetery Garden Gardens Zoo Monument Memorial Statue Pyramid
Ruins Wall Gate Villa Mansion Estate Manor Court Room Observatory Laboratory Lab Headquarters Compound Shrine
Ground Grounds Racecourse Course Studio Studios Parkway Pike Line Railway Tavern Apartments Barracks Embassy
Site Shipyard Pentagon Capitol Kremlin White_House
""")
LAW_WORD = _any_of("""
Act Acts Treaty Treaties Constitution Agreement Accord Accords Convention Protocol Charter Amendment Law Laws
Bill Code Declaration Pact Resolution Directive Ordinance Statute Decree Compact Covenant Edict Regulation
Roe_v._Wade Memorandum Communique Communiqué Statute
""")
EVENT_WORD = _any_of("""
War Wars Battle Revolution Summit Olympics Games Cup Championship Championships Election Elections election
elections Conference Congress_of Festival Festivals Massacre Uprising Rebellion Revolt Genocide Crisis Siege
Invasion Campaign Operation Exercise Exercises Coup Referendum referendum Tournament Grand_Prix Open Holocaust
Awards Hurricane Earthquake Tsunami Riots Protests Accident Disaster World_Series Super_Bowl Marathon Expo
Fair Jihad Intifada Offensive Exposition Ceremony Conflict Insurgency Assembly_of Blitz Crusade Crusades
Depression Renaissance Reformation Enlightenment Troubles Fest Convention Drill Drills Forum Manoeuvres
Maneuvers
""")
_CITY = re.compile(
    r"(?:Park City|Long Beach|Falls Church|Virginia Beach|Palm Beach|Green Bay|Little Rock|Coral Gables|Myrtle Beach|"
    r"Cape Town|Rhode Island|Salt Lake|Cape Verde|Marshall Islands|Solomon Islands|Prince Edward Island|Niagara Falls|"
    r"Tampa Bay)"
)
_COMPASS = re.compile(
    r"^(?:[Nn]orth|[Ss]outh|[Ee]ast|[Ww]est|[Cc]entral)(?:ern|east|west|eastern|western)?\s+"
    r"(?=(?:Africa|Asia|Europe|America|Pacific|Atlantic)\b)"
)


def place_label(text: str) -> str:
    """GPE, LOC or FAC for the name of a place."""
    text = _COMPASS.sub("", re.sub(r"^(?:the|The)\s+", "", text.strip()))
    if text in REGION:
        return "LOC"
    if _CITY.match(text):
        return "GPE"
    if FAC_WORD.search(text):
        return "FAC"
    return "LOC" if LOC_WORD.search(text) else "GPE"


_TITLES = """
Acting Adm. Administrator Admiral Ambassador Archbishop Army Attorney Aunt Author Ayatollah Baron Bishop Brig.
Brigadier Brother Capt. Captain Cardinal Chair Chairman Chairwoman Chancellor Chief Cmdr. Coach Col. Colonel
Commander Comrade Congressman Congressmember Congresswoman Corporal Councillor Counselor Count Countess Cpl.
Crown Czar Dad Dame Defence Defense Deputy Detective Director Dr Dr. Duchess Duke Earl Editor Emperor Empress
Envoy Excellency Executive Father First Foreign Former Gen. General Gov. Governor Grand Grandma Grandpa
Highness Hon. Honor Honorable Honourable Imam Inspector Interior Judge Justice Khan_ King Lady Leader
Lieutenant Lord Lt. Madam Madame Maj. Majesty Major Majority Marquis Master Maulana Mayor Minister Minority
Miss Mister Mom Monsieur Mother Mr Mr. Mrs Mrs. Ms Ms. Mullah Mum Navy Officer Petty Pope Premier President
Prime Prince Princess Private Prof Prof. Professor Pvt. Queen Rabbi Rep. Representative Rev. Reverend Saint
Second Secretary Sen. Senator Sergeant Señor Sgt. Shah Sheik Sheikh Sheriff Sir Sister Spc. Speaker Special
Spokesman Spokesperson Spokeswoman St. Staff Sultan Tsar Uncle Vice Vice-President
"""
TITLES = set(_TITLES.split())

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?)"
)
_DAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?)"
_YEAR = r"(?:1[5-9]\d\d|20\d\d)"
_ORDINAL = r"(?:\d{1,2}(?:st|nd|rd|th)?)"
DATE = re.compile(
    rf"\b(?:{_DAY},? )?{_ORDINAL}(?: ?[-–] ?{_ORDINAL})? (?:of )?{_MONTH}(?:,? {_YEAR})?\b"
    rf"|\b(?:{_DAY},? )?{_MONTH} {_ORDINAL}(?: ?(?:[-–]|to|and) ?{_ORDINAL})?(?!\d)(?:,? {_YEAR})?\b"
    rf"|\b{_MONTH},? (?:of )?{_YEAR}\b"
    rf"|(?:(?<=[Ii]n )|(?<=last )|(?<=next )|(?<=early )|(?<=late )|(?<=since )|(?<=until ))"
    rf"{_MONTH}(?=[ ,.;:)]|$)"
    rf"|\b(?:{_DAY})\b"
    rf"|(?:(?<=[Ii]n )|(?<=[Ss]ince )|(?<=by )|(?<=of )|(?<=[Ff]rom )|(?<=to )|(?<=until )|(?<=early )|(?<=late )|"
    rf"(?<=mid-)|(?<=and )|(?<=between )|(?<=before )|(?<=after )){_YEAR}(?![\w-])"
    rf"|\b(?:last|next|this|the previous|the same) (?:year|month|week|spring|summer|autumn|winter)\b"
    rf"|\b(?:yesterday|tomorrow|today|Yesterday|Tomorrow|Today)(?!['’])\b"
    rf"|\b\d{{4}}-\d\d-\d\d\b|\b\d{{1,2}}[./]\d{{1,2}}[./](?:19|20)\d\d\b"
    rf"|\b{_YEAR}[-–](?:{_YEAR}|\d\d)\b"
)
