"""Who takes part in an event: sentences -> participants, with sentences in which nobody does."""

from __future__ import annotations

import pytest
from reading import extraction, said

PEOPLE = "Kassym-Jomart Tokayev|Sadyr Japarov|Vladimir Putin|Xi Jinping"
MINISTERS = "The SCO foreign ministers met in Astana on 21 May 2024. "
SECRETARIES = "The 19th meeting of SCO Security Council secretaries was held in Astana on 3 April 2024. "


def attending(text: str) -> set[str]:
    """Labels of those that a text says take part in anything."""
    found = extraction(text, "2024-07-10")
    labels = {entity.id: entity.label for entity in found.entities}
    return {labels[fact.value] for fact in found.facts if fact.predicate == "participant"}


LISTS: list[tuple[str, str]] = [
    (
        "Mr. Zhang Ming, SCO Secretary-General; Mr. Ruslan Mirzaev, Director of the RATS Executive Committee; and Ms. "
        "Natalia Gherman, head of UNRCCA, spoke at the SCO conference in Tashkent on 3 March 2022.",
        "Zhang Ming|Ruslan Mirzayev|Natalia Gherman",
    ),
    ("The SCO exercise Peace Mission 2018 saw soldiers from China and Russia.", "China|Russia"),
    ("The SCO summit opened in Astana on Wednesday, with attendance by India and Mongolia.", "India|Mongolia"),
    ("The SCO drill ended near Osh on Friday with broad participation of China and Tajikistan.", "China|Tajikistan"),
    (
        "Foreign Minister Mohammad Javad Zarif is accompanying President Hassan Rouhani at the SCO summit in Qingdao.",
        "Mohammad Javad Zarif|Hassan Rouhani",
    ),
    ("Uzbekistan chaired the meeting of SCO transport ministers in Khiva on 12 May 2022.", "Uzbekistan"),
    (
        f"{MINISTERS}Addressing the opening, Kazakh Foreign Minister Murat Nurtleu said that trade grows.",
        "Murat Nurtleu",
    ),
    # offices, states and bodies in one list, titles before or after the names
    (
        f"{SECRETARIES}It was attended by Deputy National Security Adviser of India Vikram Misri, Russia's Security "
        "Council Secretary Nikolai Patrushev, SCO Secretary-General Zhang Ming and Director of the SCO RATS Executive "
        "Committee Ruslan Mirzayev.",
        "Vikram Misri|Nikolai Patrushev|Zhang Ming|Ruslan Mirzayev",
    ),
    (
        f"{SECRETARIES}The following officials took part: Secretary of the Security Council of Kazakhstan Gizat "
        "Nurdauletov; Secretary of the Security Council of the Kyrgyz Republic Marat Imankulov; SCO "
        "Secretary-General Zhang Ming.",
        "Gizat Nurdauletov|Marat Imankulov|Zhang Ming",
    ),
    (
        "The informal summit of the Organization of Turkic States was held in Shusha on July 6. Attending the "
        "gathering were Kassym-Jomart Tokayev, the President of Kazakhstan, Sadyr Japarov, the President of "
        "Kyrgyzstan, and Viktor Orban, the Prime Minister of Hungary.",
        "Kassym-Jomart Tokayev|Sadyr Japarov|Viktor Orban",
    ),
    (
        "The leaders taking part in the SCO summit in Astana are Chinese President Xi Jinping, Russian President "
        "Vladimir Putin, Kazakh President Kassym-Jomart Tokayev and Kyrgyz President Sadyr Japarov.",
        PEOPLE,
    ),
    # states as owners of nameless office-holders, delegations and troops
    (
        f"{MINISTERS}It was attended by representatives of Kazakhstan, China, India and the SCO Secretariat.",
        "Kazakhstan|China|India|SCO Secretariat",
    ),
    (
        "The CICA summit in Astana was attended by nine leaders, including the presidents of Azerbaijan, Belarus "
        "(observer) and Iran, as well as the Emir of Qatar.",
        "Azerbaijan|Belarus|Iran|Qatar",
    ),
    (
        "Two thousand troops of the armed forces of five countries - Kyrgyzstan, Kazakhstan, China, Russia and "
        "Tajikistan - are taking part in the exercise Peace Mission 2016.",
        "Kyrgyzstan|Kazakhstan|China|Russia|Tajikistan",
    ),
    (
        "The drill Peace Mission 2014, which will involve over 7,000 personnel from China, Russia and Tajikistan, "
        "starts on Sunday in Zhurihe.",
        "China|Russia|Tajikistan",
    ),
    ("Indian and Pakistani units took part in the exercise Peace Mission 2018.", "India|Pakistan"),
    (f"{MINISTERS}Belarus and Iran attended the meeting as observer countries.", "Belarus|Iran"),
    (
        "The ministers of culture of Kazakhstan, Kyrgyzstan and Russia will discuss cooperation at the 13th meeting "
        "of SCO culture ministers in Tashkent on 21 June.",
        "Kazakhstan|Kyrgyzstan|Russia",
    ),
    # chairs, hosts, speakers, companions
    ("Kazakh Foreign Minister Murat Nurtleu chaired the SCO foreign ministers' meeting in Astana.", "Murat Nurtleu"),
    (
        f"{MINISTERS}Speaking at the start of the event, Murat Nurtleu, Kazakhstan's Foreign Minister, thanked all.",
        "Murat Nurtleu",
    ),
    (
        "Armenian President Serzh Sargsyan participated in a session of the CSTO Collective Security Council, "
        "together with the presidents of Kazakhstan, Russia and Tajikistan.",
        "Serzh Sargsyan|Kazakhstan|Russia|Tajikistan",
    ),
    (
        f"{MINISTERS}The delegation of Belarus was led by Sergei Aleinik. India was represented by Subrahmanyam "
        "Jaishankar at the meeting.",
        "Belarus|Sergei Aleinik|India|Subrahmanyam Jaishankar",
    ),
    (
        "He said that the defence ministers of Russia, India and Japan would attend the ASEAN defence ministers' "
        "meeting in Kuala Lumpur.",
        "Russia|India|Japan",
    ),
    (
        f"{MINISTERS}Attendees at the meeting also included SCO Secretary-General Zhang Ming and observers from Iran.",
        "Zhang Ming|Iran",
    ),
    (
        "The exercise Rubezh 2014, held in Russia, includes units from Kazakhstan, Kyrgyzstan and Tajikistan.",
        "Kazakhstan|Kyrgyzstan|Tajikistan",
    ),
    (
        "CSTO Secretary-General Yuri Khachaturov arrived in Dushanbe to observe the final phase of the drill.",
        "Yuri Khachaturov",
    ),
    (
        f"{MINISTERS}Representatives of observer states (Iran, Mongolia) and dialogue partners (Nepal) addressed the "
        "meeting.",
        "Iran|Mongolia|Nepal",
    ),
    (
        f"{MINISTERS}The meeting saw the presence of Wang Yi, Foreign Minister of China, and Sergei Lavrov.",
        "Wang Yi|Sergey Lavrov",
    ),
    # lists after a colon, a dash, in slashes, without commas, among names that other places bear
    ("Six nations will take part in the CSTO exercise: Armenia, Georgia, Russia and Tajikistan.",
     "Armenia|Georgia|Russia|Tajikistan"),
    ("The summit of the heads of state of Central Asia – Kazakhstan, Tajikistan and Uzbekistan – was held in Osh.",
     "Kazakhstan|Tajikistan|Uzbekistan"),
    ("The drill Rubezh-2029 will involve five partner nations /Armenia, Belarus, Moldova and Ukraine/ in May.",
     "Armenia|Belarus|Moldova|Ukraine"),
    (f"{MINISTERS}The representatives of Iran, The Republic of Belarus and India took part.", "Iran|Belarus|India"),
    ("Envoys of Russia, Kazakhstan Kyrgyzstan and Tajikistan -- members of the group -- attended the SCO meeting.",
     "Russia|Kazakhstan|Kyrgyzstan|Tajikistan"),
    ("Last week's meeting between the foreign ministers of Jordan, Iraq, and Syria was held in Amman.",
     "Jordan|Iraq|Syria"),
    ("Delegates of Armenia, Georgia and the United States attended the SCO conference in Osh.",
     "Armenia|Georgia|United States"),
    ("Presidents of Iran, Turkey and Uzbekistan-- members of the bloc -- attended the ECO summit.",
     "Iran|Turkey|Uzbekistan"),
    # encounters that a verb tells
    ("On Thursday, Kazakh Foreign Minister Murat Nurtleu met delegates from Iran, Iraq and Turkey in Astana.",
     "Murat Nurtleu|Iran|Iraq|Turkey"),
    ("Vladimir Putin and Xi Jinping met in Samarkand, Uzbekistan, on Thursday.", "Vladimir Putin|Xi Jinping"),
    ("Sergei Lavrov will meet with his counterparts from China and India, Wang Yi and Subrahmanyam Jaishankar, in Osh.",
     "Sergey Lavrov|Wang Yi|Subrahmanyam Jaishankar"),
    ("Foreign Minister Wang Yi spoke in Osh. The minister also met with Russia's Sergei Lavrov on Friday.",
     "Wang Yi|Sergey Lavrov"),
    ("Russian President Vladimir Putin received the Foreign Minister of China Wang Yi in Moscow.",
     "Vladimir Putin|Wang Yi"),
    ("On 27 May, SCO Secretary-General Vladimir Norov met with the UN Secretary-General's Special Envoy on Youth "
     "Jayathma Wickramanayake.", "Vladimir Norov|Jayathma Wickramanayake"),
    # groups that are listed elsewhere, signatories of what a meeting adopted, who is there for an event
    ("The SCO groups China, Russia, Kazakhstan and Tajikistan. All four members took part in the SCO drill in Osh.",
     "China|Russia|Kazakhstan|Tajikistan"),
    ("The four countries' troops have been taking part in the SCO drill Rubezh-2029. The bloc comprises Armenia, "
     "Belarus, Russia and Tajikistan.", "Armenia|Belarus|Russia|Tajikistan"),
    ("The SCO summit was held in Osh. The declaration was signed by Kazakh President Kassym-Jomart Tokayev, Kyrgyz "
     "President Sadyr Japarov, Russian President Vladimir Putin and Chinese President Xi Jinping.", PEOPLE),
    ("Chinese Foreign Minister Wang Yi is also in Kazakhstan for the SCO meeting.", "Wang Yi"),
    ("The SCO drill Rubezh-2029 was held under the general guidance of Vladimir Putin.", "Vladimir Putin"),
    ("Wang Yi said India would take part in the SCO meeting in Osh.", "India"),
    ("The leaders of the CSTO -- Armenia, Belarus and Russia -- gathered in Osh on Monday.", "Armenia|Belarus|Russia"),
    ("The opening ceremony of the CSTO Secretariat in Moscow was attended by Sergei Lavrov.", "Sergey Lavrov"),
    ("The delegation leaders met with President of China Xi Jinping in Osh.", "Xi Jinping"),
    ("Vladimir Putin met with heads of government of the CSTO member states in Osh.", "Vladimir Putin"),
    (f"{MINISTERS}At the opening ceremony President Sadyr Japarov of Kyrgyzstan said that trade grows.",
     "Sadyr Japarov"),
    ("The SCO conference in Osh will be inaugurated by H.E. President Sadyr Japarov and H.E. Ashraf Ghani.",
     "Sadyr Japarov|Ashraf Ghani"),
    ("Chinese Foreign Minister Wang Yi flew to Astana on Monday for the SCO foreign ministers' meeting.", "Wang Yi"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "want"), LISTS, ids=[text[-60:] for text, _ in LISTS])
def test_lists_of_participants(text: str, want: str) -> None:
    """Persons, states and bodies in lists of every shape take part, and nobody else does."""
    assert attending(text) == set(want.split("|"))


NOBODY = [
    "The CIS conference of ministers in Osh brought together delegations of eight countries of the CIS.",
    "The SCO summit in Astana was attended by leaders of all members of the SCO.",
    f"{MINISTERS}Turkmenistan did not send a delegation.",
    f"{MINISTERS}Turkmenistan and Georgia were not represented.",
    f"{MINISTERS}Mongolia may attend the next meeting.",
    f"{MINISTERS}The texts concern a road that connects Uzbekistan and Tajikistan.",
    f"{MINISTERS}Vladimir Putin is expected to pay a visit to China in the autumn.",
    f"{MINISTERS}Kazakhstan is a member of the Organization of Turkic States.",
    "China will host the next SCO summit in 2025.",
    f"{MINISTERS}Tourism grows: Kazakhstan, Tajikistan and Uzbekistan have new hotels.",
    "President Xi Jinping's proposal was discussed at the SCO summit in Astana.",
    "The SCO summit in Astana, according to Colonel Aman Anand, was a success.",
    "Teams from India and Pakistan had not been present at the drill Xiamen-2015.",
    "In the tenure of Rashid Alimov as SCO Secretary-General, the organization held the Qingdao summit.",
    "The SCO groups China, Russia, Kazakhstan and Tajikistan. Two of the four members skipped the SCO drill in Osh.",
    "The SCO groups China, Russia, Kazakhstan and Tajikistan. Five countries will send troops to the SCO drill.",
    "Xi Jinping received the warm welcome of Vladimir Putin in Moscow, Russia.",
    "Vladimir Putin received a letter from Xi Jinping of China.",
    "Vladimir Putin may meet Xi Jinping of China in May.",
    "Vladimir Putin met reporters in Moscow, and Wang Yi of China told them of trade.",
    "It is unclear whether Vladimir Putin will attend the SCO summit in Astana.",
    "The SCO ministers met in Tashkent on Friday without participation by Iran.",
    "Ahead of the SCO summit in Astana, three states -- China, Russia and Kazakhstan -- were asked for their views.",
]


@pytest.mark.parametrize("text", NOBODY, ids=[text[-50:] for text in NOBODY])
def test_absence_doubt_and_mere_mention_are_no_attendance(text: str) -> None:
    """Who stays away, may come, hosts some day or is only spoken of does not take part."""
    assert attending(text) == set()


def test_a_roll_with_a_line_for_each_is_read() -> None:
    """Those present stand on lines of their own after a colon."""
    text = (
        "The CIS held its summit in Dushanbe on October 10, 2025. Present at the summit were:\n\nPrime Minister of "
        "Armenia Nikol Pashinyan,\n\nPresident of Belarus Alexander Lukashenko,\n\nSadyr Japarov."
    )
    assert said(text, "participant") == {"Nikol_Pashinyan", "Alexander_Lukashenko", "Sadyr_Japarov"}
