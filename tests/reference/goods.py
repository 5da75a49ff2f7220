"""What the faultless shop sells, in three languages."""

from dataclasses import dataclass

LANGUAGES = ("en", "de", "fr")


@dataclass(frozen=True)
class Goods:
    """One product with its variants."""

    key: str
    shape: str
    price: int
    """Cents, tax included."""
    colours: tuple[str, str]
    millilitres: int
    rating: str
    ratings: int
    names: tuple[str, str, str]
    said: tuple[str, str, str]
    """What only this product is, in each language."""

    @property
    def number(self) -> int:
        """Place in the catalogue, from 1."""
        return GOODS.index(self) + 1

    def name(self, language: str) -> str:
        """Its name in a language."""
        return self.names[LANGUAGES.index(language)]

    def sku(self, colour: str) -> str:
        """Number of a variant."""
        return f"{self.key.upper()}-{colour[:3].upper()}"

    def gtin(self, colour: str) -> str:
        """A GTIN-13 with a right check digit, in the range (952) that GS1 keeps for examples."""
        digits = f"95200{self.number:04d}{self.colours.index(colour):03d}"
        total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
        return digits + str(-total % 10)


GOODS = (
    Goods("harbour", "mug", 1800, ("blue", "sand"), 350, "4.8", 41,
          ("Harbour mug", "Becher Hafen", "Mug Port"),
          ("A band of bare clay at the foot keeps it from slipping on a wet table.",
           "Ein Ring aus rohem Ton am Fuß hält ihn auf einem nassen Tisch fest.",
           "Un anneau d'argile brute au pied l'empêche de glisser sur une table humide.")),
    Goods("orchard", "mug", 2100, ("green", "plum"), 400, "4.6", 18,
          ("Orchard mug", "Becher Obstgarten", "Mug Verger"),
          ("The handle has room for three fingers and a thick glove.",
           "Der Henkel hat Platz für drei Finger und einen dicken Handschuh.",
           "L'anse laisse passer trois doigts et un gant épais.")),
    Goods("ember", "mug", 2450, ("terracotta", "graphite"), 300, "4.9", 73,
          ("Ember mug", "Becher Glut", "Mug Braise"),
          ("Fired twice, so that the red deepens where the flame touched it.",
           "Zweimal gebrannt, damit das Rot dort tiefer wird, wo die Flamme war.",
           "Cuit deux fois, pour que le rouge fonce là où la flamme l'a touché.")),
    Goods("dune", "mug", 1650, ("sand", "mustard"), 280, "4.4", 9,
          ("Dune mug", "Becher Düne", "Mug Dune"),
          ("It stacks six high and takes little room in a small kitchen.",
           "Sechs davon lassen sich stapeln und brauchen in der Küche wenig Platz.",
           "On en empile six, et ils prennent peu de place dans une petite cuisine.")),
    Goods("fjord", "tumbler", 1500, ("teal", "blue"), 250, "4.7", 27,
          ("Fjord tumbler", "Trinkbecher Fjord", "Gobelet Fjord"),
          ("Without a handle, for water and juice on a long table outdoors.",
           "Ohne Henkel, für Wasser und Saft an einem langen Tisch im Freien.",
           "Sans anse, pour l'eau et les jus sur une longue table au jardin.")),
    Goods("meadow", "cup", 1350, ("green", "mustard"), 120, "4.5", 33,
          ("Meadow espresso cup", "Espressotasse Wiese", "Tasse à espresso Pré"),
          ("The thick wall keeps a short coffee hot to the last sip.",
           "Die dicke Wand hält einen kurzen Kaffee bis zum letzten Schluck heiß.",
           "Sa paroi épaisse garde un café court brûlant jusqu'à la dernière gorgée.")),
    Goods("slate", "cup", 1950, ("graphite", "teal"), 220, "4.3", 12,
          ("Slate tea cup", "Teetasse Schiefer", "Tasse à thé Ardoise"),
          ("Its dark glaze is matt outside and bright white inside, for the colour of tea.",
           "Außen ist die Glasur matt und dunkel, innen weiß, damit man den Tee sieht.",
           "Son émail est mat et sombre dehors, blanc dedans, pour voir le thé.")),
    Goods("basin", "bowl", 3200, ("blue", "terracotta"), 900, "4.8", 22,
          ("Basin bowl", "Schale Becken", "Bol Bassin"),
          ("Wide enough for noodles, with a rim that cools quickly.",
           "Breit genug für Nudeln, mit einem Rand, der schnell abkühlt.",
           "Assez large pour des nouilles, avec un bord qui refroidit vite.")),
    Goods("cove", "bowl", 2600, ("sand", "teal"), 600, "4.6", 15,
          ("Cove bowl", "Schale Bucht", "Bol Crique"),
          ("One side is drawn in a little, so that the spoon finds the last bite.",
           "Eine Seite ist eingezogen, damit der Löffel den letzten Bissen findet.",
           "Un côté est rentré, pour que la cuillère trouve la dernière bouchée.")),
    Goods("hollow", "bowl", 4100, ("plum", "graphite"), 1800, "4.7", 31,
          ("Hollow salad bowl", "Salatschale Mulde", "Saladier Creux"),
          ("Deep enough to toss a salad for four without losing a leaf.",
           "Tief genug, um Salat für vier zu mischen, ohne ein Blatt zu verlieren.",
           "Assez profond pour mélanger une salade pour quatre sans perdre une feuille.")),
    Goods("shore", "bowl", 1900, ("mustard", "green"), 350, "4.2", 8,
          ("Shore cereal bowl", "Müslischale Ufer", "Bol à céréales Rive"),
          ("A low foot lifts it off the table, so that warm milk leaves no ring.",
           "Ein niedriger Fuß hebt sie vom Tisch, damit warme Milch keinen Ring macht.",
           "Un pied bas la soulève de la table : le lait chaud ne laisse pas de trace.")),
)  # fmt: skip

MUGS, BOWLS = GOODS[:7], GOODS[7:]
COLOURS = {
    "blue": ("blue", "blau", "bleu"), "sand": ("sand", "sand", "sable"),
    "green": ("green", "grün", "vert"), "plum": ("plum", "pflaume", "prune"),
    "terracotta": ("terracotta", "terrakotta", "terre cuite"),
    "graphite": ("graphite", "graphit", "graphite"), "mustard": ("mustard", "senf", "moutarde"),
    "teal": ("teal", "petrol", "sarcelle"),
}  # fmt: skip
