"""Every text of the faultless shop that is not about one product."""

from typing import NamedTuple


class Words(NamedTuple):
    """The texts of one language."""

    locale: str
    home: str
    mugs: str
    bowls: str
    mugs_path: str
    bowls_path: str
    home_title: str
    home_description: str
    home_text: str
    mugs_description: str
    bowls_description: str
    page: str
    next: str
    previous: str
    buy: str
    basket: str
    colour: str
    filter: str
    product: str
    """Title of a product."""
    product_description: str
    product_text: str
    stars: str
    in_stock: str
    skip: str
    policies: tuple[tuple[str, str, str, str], ...]
    """Path, title, description and text of each page below."""


EN = Words(
    "en_GB", "Home", "Mugs and cups", "Bowls", "mugs", "bowls",
    "Kiln Lane: mugs and bowls thrown by hand",
    "Mugs, cups and bowls from one small pottery. Thrown by hand, fired at 1,240 degrees, sent"
    " within two days and taken back for thirty.",
    "Three potters, two kilns and one clay. Everything here is made in our own workshop, from the"
    " first turn of the wheel to the label on the parcel. What you see in stock stands on our shelf"
    " tonight and leaves tomorrow.",
    "Mugs and cups of stoneware for tea, coffee and water, from a short espresso to a long"
    " breakfast. All of them may go into the dishwasher.",
    "Bowls of stoneware for cereals, noodles and salad, in four sizes. Thrown by hand and fired"
    " twice, so that they may go into the oven.",
    "Page {0}", "Next page", "Previous page", "Add to basket", "Basket", "Colour", "Filter",
    "{0}, {1} ml stoneware | Kiln Lane",
    "{0} of stoneware for {1} ml, thrown by hand in our own workshop. In {2} and {3}, in stock,"
    " sent within two days, thirty days to return.",
    "{0} holds {1} ml. We throw it on the wheel from stoneware clay, let it dry for nine days and"
    " glaze it by hand, so no two are quite alike. {2} It may go into the dishwasher and the"
    " microwave. Choose {3} or {4}; both lie ready in our workshop and leave it within two working"
    " days.",
    "{0} of 5 stars from {1} customers", "In stock", "To the content",
    (("returns", "Returns within thirty days", "How to send something back to Kiln Lane: thirty"
      " days from delivery, with a label that we pay, and money back within a week.",
      "Send back whatever you do not like within thirty days. Write to us for a label, pack the"
      " pieces as they came and bring them to any post office. We pay the way back and return your"
      " money within seven days of the parcel's arrival."),
     ("delivery", "Delivery and shipping costs", "What Kiln Lane's delivery costs and how long it"
      " takes: 4.90 euros within the European Union, two to four working days.",
      "We pack in paper and wood wool and hand parcels over every working day at three. Delivery"
      " costs 4.90 euros to every country of the European Union and takes two to four working"
      " days. Above sixty euros we pay for it."),
     ("terms", "Terms and conditions", "The terms under which you buy from Kiln Lane: prices with"
      " tax, payment by card or invoice, two years of warranty by law.",
      "A contract is made when we confirm your order. Prices hold the tax of your country. You pay"
      " by card or invoice. For two years we answer for faults that a piece had when it left us;"
      " small differences of glaze and shape are no faults but handwork."),
     ("privacy", "Privacy: what we keep", "Which data Kiln Lane keeps about you, for how long and"
      " why: your address for the parcel, your invoice for ten years, nothing else.",
      "We keep your name and address to send the parcel and your invoice for ten years because the"
      " law asks for it. We count visits without cookies and without names. Nobody else gets your"
      " data except the post and the bank. Write to us to see or delete what we have."),
     ("contact", "Contact and imprint", "How to reach the people at Kiln Lane: by telephone on"
      " working days from nine to five, by e-mail at any time, in the workshop on Fridays.",
      "Kiln Lane Pottery, 4 Kiln Lane, Dublin. Telephone on working days from nine to five, e-mail"
      " at any time; we answer within a day. On Fridays the workshop is open, and you may look over"
      " our shoulders while the kiln cools.")),
)  # fmt: skip

DE = Words(
    "de_DE", "Startseite", "Becher und Tassen", "Schalen", "tassen", "schalen",
    "Ofengasse: Becher und Schalen von Hand gedreht",
    "Becher, Tassen und Schalen aus einer kleinen Töpferei. Von Hand gedreht, bei 1240 Grad"
    " gebrannt, in zwei Tagen verschickt, dreißig Tage Rückgabe.",
    "Drei Töpferinnen, zwei Öfen und ein Ton. Alles hier entsteht in unserer eigenen Werkstatt, von"
    " der ersten Umdrehung der Scheibe bis zum Etikett auf dem Paket. Was vorrätig ist, steht heute"
    " Abend in unserem Regal und geht morgen auf die Reise.",
    "Becher und Tassen aus Steinzeug für Tee, Kaffee und Wasser, vom kurzen Espresso bis zum langen"
    " Frühstück. Alle dürfen in die Spülmaschine.",
    "Schalen aus Steinzeug für Müsli, Nudeln und Salat, in vier Größen. Von Hand gedreht und"
    " zweimal gebrannt, damit sie in den Backofen dürfen.",
    "Seite {0}", "Nächste Seite", "Vorige Seite", "In den Warenkorb", "Warenkorb", "Farbe",
    "Filtern", "{0}, {1} ml Steinzeug | Ofengasse",
    "{0} aus Steinzeug für {1} ml, von Hand gedreht. In {2} und {3}, vorrätig, in zwei Tagen"
    " verschickt, dreißig Tage Rückgabe.",
    "{0} fasst {1} ml. Wir drehen das Stück aus Steinzeugton auf der Scheibe, lassen es neun Tage"
    " trocknen und glasieren es von Hand, darum gleicht keines ganz dem anderen. {2} Es darf in die"
    " Spülmaschine und in die Mikrowelle. Wählen Sie {3} oder {4}; beide liegen in der Werkstatt"
    " bereit und verlassen sie innerhalb von zwei Werktagen.",
    "{0} von 5 Sternen von {1} Kunden", "Vorrätig", "Zum Inhalt",
    (("rueckgabe", "Rückgabe innerhalb von dreißig Tagen", "So schicken Sie etwas an die Ofengasse"
      " zurück: dreißig Tage ab Lieferung, mit einem Etikett, das wir bezahlen.",
      "Schicken Sie innerhalb von dreißig Tagen zurück, was Ihnen nicht gefällt. Schreiben Sie uns"
      " wegen eines Etiketts, packen Sie die Stücke ein, wie sie kamen, und bringen Sie sie zur"
      " Post. Wir zahlen den Rückweg und erstatten den Preis in sieben Tagen."),
     ("versand", "Versand und Lieferkosten", "Was der Versand der Ofengasse kostet und wie lange er"
      " dauert: 4,90 Euro in der Europäischen Union, zwei bis vier Werktage.",
      "Wir packen in Papier und Holzwolle und geben an jedem Werktag um drei Uhr Pakete auf. Der"
      " Versand kostet 4,90 Euro in jedes Land der Europäischen Union und dauert zwei bis vier"
      " Werktage. Ab sechzig Euro übernehmen wir ihn."),
     ("agb", "Allgemeine Geschäftsbedingungen", "Die Bedingungen, zu denen Sie in der Ofengasse"
      " kaufen: Preise mit Steuer, Zahlung mit Karte oder Rechnung, zwei Jahre Gewährleistung.",
      "Ein Vertrag kommt zustande, wenn wir Ihre Bestellung bestätigen. Die Preise enthalten die"
      " Steuer Ihres Landes. Sie zahlen mit Karte oder auf Rechnung. Zwei Jahre stehen wir für"
      " Mängel ein; kleine Unterschiede von Glasur und Form sind Handarbeit."),
     ("datenschutz", "Datenschutz: was wir behalten", "Welche Daten die Ofengasse über Sie behält,"
      " wie lange und wozu: Ihre Anschrift für das Paket, Ihre Rechnung zehn Jahre.",
      "Wir behalten Namen und Anschrift, um das Paket zu schicken, und Ihre Rechnung zehn Jahre,"
      " weil das Gesetz es verlangt. Besuche zählen wir ohne Cookies und ohne Namen. Niemand außer"
      " Post und Bank bekommt Ihre Daten. Schreiben Sie uns, wenn wir sie löschen sollen."),
     ("kontakt", "Kontakt und Impressum", "So erreichen Sie die Ofengasse: am Telefon an Werktagen"
      " von neun bis fünf, jederzeit per E-Mail und freitags in der Werkstatt.",
      "Töpferei Ofengasse, Ofengasse 4, Dublin. Telefon an Werktagen von neun bis fünf, E-Mail"
      " jederzeit; wir antworten innerhalb eines Tages. Freitags ist die Werkstatt offen, und Sie"
      " dürfen uns über die Schulter schauen, während der Ofen abkühlt.")),
)  # fmt: skip

FR = Words(
    "fr_FR", "Accueil", "Mugs et tasses", "Bols", "tasses", "bols",
    "Rue du Four : mugs et bols tournés à la main",
    "Mugs, tasses et bols d'une petite poterie. Tournés à la main, cuits à 1 240 degrés, expédiés"
    " en deux jours et repris pendant trente.",
    "Trois potières, deux fours et une seule argile. Tout naît dans notre atelier, du premier tour"
    " de roue à l'étiquette du colis. Ce qui est en stock se trouve ce soir sur notre étagère et"
    " part demain matin.",
    "Mugs et tasses en grès pour le thé, le café et l'eau, de l'espresso au long petit déjeuner."
    " Tous passent au lave-vaisselle.",
    "Bols en grès pour les céréales, les nouilles et la salade, en quatre tailles. Tournés à la"
    " main et cuits deux fois : ils vont au four.",
    "Page {0}", "Page suivante", "Page précédente", "Ajouter au panier", "Panier", "Couleur",
    "Filtrer", "{0}, {1} ml en grès | Rue du Four",
    "{0} en grès de {1} ml, tourné à la main. En {2} et {3}, en stock, expédié en deux jours,"
    " trente jours pour le renvoyer.",
    "{0} contient {1} ml. Nous le tournons dans de l'argile à grès, le laissons sécher neuf jours"
    " et l'émaillons à la main : il n'y en a pas deux pareils. {2} Il passe au lave-vaisselle et au"
    " micro-ondes. Choisissez {3} ou {4} ; les deux sont prêts dans l'atelier et le quittent dans"
    " les deux jours ouvrables.",
    "{0} étoiles sur 5 par {1} clients", "En stock", "Aller au contenu",
    (("retours", "Retours pendant trente jours", "Comment renvoyer un article à la Rue du Four :"
      " trente jours après la livraison, avec une étiquette que nous payons.",
      "Renvoyez ce qui ne vous plaît pas dans les trente jours. Demandez-nous une étiquette,"
      " emballez les pièces comme elles sont venues et portez-les à la poste. Nous payons le retour"
      " et remboursons dans les sept jours."),
     ("livraison", "Livraison et frais de port", "Ce que coûte la livraison de la Rue du Four et"
      " combien de temps elle prend : 4,90 euros dans l'Union, deux à quatre jours.",
      "Nous emballons dans du papier et de la laine de bois et remettons les colis chaque jour"
      " ouvrable à quinze heures. La livraison coûte 4,90 euros dans toute l'Union européenne et"
      " prend deux à quatre jours. Au-delà de soixante euros, nous la payons."),
     ("cgv", "Conditions générales de vente", "Les conditions auxquelles vous achetez à la Rue du"
      " Four : prix taxes comprises, paiement par carte ou facture, deux ans de garantie.",
      "Le contrat naît quand nous confirmons la commande. Les prix comprennent la taxe de votre"
      " pays. Vous payez par carte ou sur facture. Pendant deux ans nous répondons des défauts ; de"
      " petites différences d'émail et de forme sont la marque de la main."),
     ("confidentialite", "Confidentialité : ce que nous gardons", "Quelles données la Rue du Four"
      " garde sur vous, combien de temps et pourquoi : votre adresse et votre facture.",
      "Nous gardons votre nom et votre adresse pour envoyer le colis, et votre facture dix ans"
      " parce que la loi le demande. Nous comptons les visites sans cookies et sans noms. Personne"
      " d'autre que la poste et la banque ne reçoit vos données."),
     ("contact", "Contact et mentions légales", "Comment joindre la Rue du Four : au téléphone les"
      " jours ouvrables de neuf à dix-sept heures, par courriel à toute heure.",
      "Poterie Rue du Four, 4 Kiln Lane, Dublin. Téléphone les jours ouvrables de neuf à dix-sept"
      " heures, courriel à toute heure ; nous répondons dans la journée. Le vendredi l'atelier est"
      " ouvert, et vous pouvez nous regarder pendant que le four refroidit.")),
)  # fmt: skip

WORDS = {"en": EN, "de": DE, "fr": FR}
