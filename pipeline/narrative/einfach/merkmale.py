"""The Kennzahlen of the short edition in plain words; the same as in the long one, fewer of them."""

from pipeline.narrative.einfach.anteil import Merkmal

_HABEN, _SIND, _BEKOMMEN = ("haben", "hat"), ("sind", "ist"), ("bekommen", "bekommt")
_MENSCHEN = ("Menschen", "Menschen")
_HAUSHALTE = ("Haushalte", "Haushalten")
_MIT_KINDERN = ("Haushalte mit Kindern", "Haushalten mit Kindern")

MERKMALE = {
    "bev_u18": Merkmal(*_MENSCHEN, _SIND, "unter 18 Jahre alt", "Kinder und Jugendliche sind"),
    "bev_18_64": Merkmal(
        *_MENSCHEN, _SIND, "zwischen 18 und 64 Jahre alt", "Menschen zwischen 18 und 64 Jahren sind"
    ),
    "bev_65p": Merkmal(*_MENSCHEN, _SIND, "65 Jahre oder älter", "Menschen ab 65 Jahren sind"),
    "mig": Merkmal(
        *_MENSCHEN, _HABEN, "eine Zuwanderungsgeschichte", "Menschen mit Zuwanderungsgeschichte sind"
    ),
    "ausl": Merkmal(*_MENSCHEN, _HABEN, "keinen deutschen Pass", "Menschen ohne deutschen Pass sind"),
    "hh_einpersonen": Merkmal(*_HAUSHALTE, _HABEN, "nur eine Person", "Haushalte mit nur einer Person sind"),
    "hh_allein": Merkmal(
        *_MIT_KINDERN, _HABEN, "nur einen Elternteil", "Haushalte mit nur einem Elternteil sind"
    ),
    "hh_3kind": Merkmal(
        *_MIT_KINDERN, _HABEN, "drei oder mehr Kinder", "Haushalte mit drei oder mehr Kindern sind"
    ),
    "mindest": Merkmal(*_MENSCHEN, _BEKOMMEN, "Grundsicherung", "Menschen mit Grundsicherung sind"),
    "gs_u15": Merkmal(
        "Kinder unter 15 Jahren",
        "Kindern unter 15 Jahren",
        _BEKOMMEN,
        "Grundsicherung",
        "Kinder mit Grundsicherung sind",
    ),
    "gs_65p": Merkmal(
        "Menschen ab 65 Jahren",
        "Menschen ab 65 Jahren",
        _BEKOMMEN,
        "Grundsicherung",
        "Ältere Menschen mit Grundsicherung sind",
    ),
    "al_anteil": Merkmal(
        "Menschen von 15 bis 64 Jahren",
        "Menschen von 15 bis 64 Jahren",
        _SIND,
        "arbeitslos gemeldet",
        "Arbeitslose Menschen sind",
    ),
    "wahlbet": Merkmal(
        "Wahlberechtigte",
        "Wahlberechtigten",
        ("wählten", "wählte"),
        "im Wahllokal",
        "Im Wahllokal gewählt wurde",
    ),
}
