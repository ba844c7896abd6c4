"""Names for the people of a practice org, from many countries; every address lies in a reserved domain.

A name is (given name, family name, given and family name as they stand in an address).
"""

from __future__ import annotations

GIVEN = (
    ("Anna", "anna"), ("Ben", "ben"), ("Carla", "carla"), ("David", "david"), ("Elena", "elena"),
    ("François", "francois"), ("Grace", "grace"), ("Håkan", "hakan"), ("Ines", "ines"), ("José", "jose"),
    ("Karen", "karen"), ("Łukasz", "lukasz"), ("María", "maria"), ("Noël", "noel"), ("Olivia", "olivia"),
    ("Peter", "peter"), ("Quentin", "quentin"), ("Renée", "renee"), ("Søren", "soren"), ("Thérèse", "therese"),
    ("Uwe", "uwe"), ("Věra", "vera"), ("William", "william"), ("Ximena", "ximena"), ("Yannick", "yannick"),
    ("Zoë", "zoe"), ("Ayşe", "ayse"), ("Dmitri", "dmitri"), ("Nguyễn", "nguyen"), ("Siobhán", "siobhan"),
)  # fmt: skip

FAMILY = (
    ("Smith", "smith"), ("Johnson", "johnson"), ("O'Brien", "obrien"), ("Müller", "mueller"),
    ("García", "garcia"), ("Nørgaard", "norgaard"), ("Dvořák", "dvorak"), ("Kowalczyk", "kowalczyk"),
    ("Lefèvre", "lefevre"), ("Rossi", "rossi"), ("van der Berg", "vanderberg"), ("Åkesson", "akesson"),
    ("Silva", "silva"), ("Papadopoulou", "papadopoulou"), ("Ionescu", "ionescu"), ("Szabó", "szabo"),
    ("Yılmaz", "yilmaz"), ("Petrov", "petrov"), ("Nguyen", "nguyen"), ("Kim", "kim"), ("Patel", "patel"),
    ("Cohen", "cohen"), ("Haddad", "haddad"), ("Okafor", "okafor"), ("Thompson", "thompson"),
    ("Strauß", "strauss"), ("Peña", "pena"), ("D'Angelo", "dangelo"), ("MacLeod", "macleod"), ("Ito", "ito"),
)  # fmt: skip

JAPANESE_GIVEN = (
    ("太郎", "taro"), ("花子", "hanako"), ("健一", "kenichi"), ("美咲", "misaki"), ("翔太", "shota"),
    ("さくら", "sakura"), ("大輔", "daisuke"), ("陽子", "yoko"), ("直樹", "naoki"), ("恵", "megumi"),
)  # fmt: skip

JAPANESE_FAMILY = (
    ("佐藤", "sato"), ("鈴木", "suzuki"), ("高橋", "takahashi"), ("田中", "tanaka"), ("伊藤", "ito"),
    ("渡辺", "watanabe"), ("山本", "yamamoto"), ("中村", "nakamura"), ("髙﨑", "takasaki"), ("齋藤", "saito"),
)  # fmt: skip

LONG_FAMILY = (
    "Wolfeschlegelsteinhausenbergerdorff-Wintergerstenfeldmannshausen von und zu Thal",
    "de la Santísima Trinidad y Fernández de Córdoba Álvarez de Toledo Pérez-Quintana",
)

DOMAINS = (
    "example.com", "example.org", "example.net", "mail.example.com", "north.example", "harbour.example",
    "sakura.example", "atelier.example", "werke.test", "vineyard.example", "post.test", "clinic.example",
)  # fmt: skip

COMPANIES = (
    "Harbour Freight Lines", "北極星商事", "Brauerei Löwenthal", "Atelier Fleuri", "Northwind Mills", "桜電機",
    "Cobalt Analytics", "Panadería El Sol", "Fjord Shipping", "Acorn Insurance", "Quarry & Sons", "Zenit Optik",
    "Lumière Santé", "Old Mill Books", "東海物流", "Vector Tools", "Mistral Énergie", "Granite Bank",
)  # fmt: skip

TITLES = (
    "Head of Marketing", "Buyer", "Chief Executive Officer", "営業部長", "Ingénieure", "Sales Manager",
    "Geschäftsführer", "Analyst", "Consultant", "マーケティング担当", "Director of Operations", None,
)  # fmt: skip

CITIES = (
    ("Portland", "OR", "97201", "USA"), ("東京都港区", None, "105-0011", "Japan"), ("Lyon", None, "69002", "France"),
    ("Köln", None, "50667", "Germany"), ("São Paulo", "SP", "01310-100", "Brazil"),
)  # fmt: skip
