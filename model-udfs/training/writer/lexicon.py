"""Reads the word lists of this folder and of the data sets: trades, phrases by voice, audiences, names."""
from pathlib import Path

HERE = Path(__file__).parent
LANGUAGES = ("en", "fr")
NAME_LISTS = ("geography/english_towns_cities", "geography/norwegian_cities", "geography/winds", "geography/rivers",
              "materials/gemstones", "plants/plants", "humans/neutralNames", "humans/firstNames", "foods/herbs_n_spices",
              "foods/apple_cultivars", "animals/birds_north_america", "colors/paints", "science/planets", "space/star",
              "space/constellation", "mountain/name", "ancient/hero", "ancient/titan", "creature/animal/name")
PLACES = {"en": ("Leeds Lyon Porto Galway Turin Ghent Bristol Oslo Cork Lille Vermont Oaxaca Kyoto Bilbao Graz Annecy Brighton "
                 "Tallinn Utrecht Cardiff Nantes Savannah Bergen Modena York Dundee Aarhus Basel Limerick Exeter").split(),
          "fr": ("Lyon Nantes Lille Rennes Annecy Grenoble Bordeaux Toulouse Metz Nancy Brest Dijon Angers Tours Nîmes Reims Porto "
                 "Turin Gand Namur Liège Genève Québec Lausanne Bayonne Quimper Limoges Arras Colmar Cholet").split()}
WEEKDAYS = {"en": "Monday Tuesday Wednesday Thursday Friday Saturday".split(),
            "fr": "lundi mardi mercredi jeudi vendredi samedi".split()}
SCENTS = {"en": "fig leaf|lavender|orange blossom|cedar|mint|rosemary|green tea|sea salt".split("|"),
          "fr": "figuier|lavande|fleur d'oranger|cèdre|menthe|romarin|thé vert|sel marin".split("|")}


def _sections(path):
    found, current = {}, None
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            name, _, rest = line[1:].partition("]")
            current = found.setdefault(name, {"after": rest.split()})
        elif line:
            key, _, values = line.partition(": ")
            current[key] = [value.strip() for value in values.split(" | ")]
    return found


def _table(name):
    rows = [line.split("\t") for line in (HERE / name).read_text(encoding="utf-8").splitlines()]
    return {row[0]: {"en": row[1].split("|"), "fr": row[2].split("|")} for row in rows[1:]}


TRADES = {language: _sections(HERE / f"trades_{language}.txt") for language in LANGUAGES}
VOICES = {language: _sections(HERE / f"phrases_{language}.txt") for language in LANGUAGES}
INTERESTS, AGES = _table("audiences.tsv"), _table("ages.tsv")


def _list_values(path, wanted):
    for line in path.read_text(encoding="utf-8").splitlines():
        label, _, value = line.partition("\t")
        if label in wanted:
            yield label, value


def names(data):
    """Short capitalised words that can stand in a product's name."""
    found = set()
    for folder in ("corpora-en", "faker-en", "faker-fr"):
        for _, value in _list_values(Path(data) / "open-text" / folder / "lists.tsv", NAME_LISTS):
            word = value.strip()
            if 3 <= len(word) <= 12 and word.isalpha():
                found.add(word.capitalize())
    return sorted(found)


def things(data):
    """English nouns from open lists: products that no trade here knows."""
    lists = ("foods/menuItems", "objects/objects", "technology/appliances", "foods/tea", "materials/fabrics", "foods/condiments",
             "music/genres", "hobby/activity", "food/dish", "dessert/variety", "commerce/product_name/product")
    found = set()
    for folder in ("corpora-en", "faker-en"):
        for _, value in _list_values(Path(data) / "open-text" / folder / "lists.tsv", lists):
            word = value.strip().lower()
            if 3 <= len(word) <= 22 and all(c.isalpha() or c in " -" for c in word):
                found.add(word)
    return sorted(found)
