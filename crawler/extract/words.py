"""The words that shops use for stock, buying and prices, in the languages of many markets."""

import re

from crawler.records import Availability

_OUT = (
    r"out[- ]?of[- ]?stock|sold[- ]?out|currently unavailable|not available|unavailable|"
    r"no longer available"
    r"|temporarily out|notify me when|back in stock soon|email me when"
    r"|ausverkauft|nicht (?:mehr |auf )?(?:verfügbar|lieferbar|lager|vorrätig)|"
    r"vergriffen|derzeit nicht"
    r"|rupture (?:de stock)?|épuisé|indisponible|non disponible|en rupture"
    r"|agotado|sin (?:stock|existencias)|no disponible|fuera de stock"
    r"|esaurito|non (?:è )?disponibile|terminato"
    r"|uitverkocht|niet (?:op voorraad|leverbaar|beschikbaar)"
    r"|niedostępny|brak w magazynie|wyprzedane|produkt niedostępny"
    r"|vyprodáno|vypredané|není skladem|slutsåld|udsolgt|utsolgt|нет в наличии|esgotado|"
    r"indisponível"
    r"|loppu(?:nut|unmyyty)|ei (?:ole )?(?:varastossa|saatavilla)|ikke på lager|ej i lager"
    r"|slut i lager|läbi müüdud|nav (?:pieejams|noliktavā)|nėra (?:sandėlyje|prekyboje)"
    r"|elfogyott|nincs (?:raktáron|készleten)|stoc epuizat|indisponibil|tükendi|stokta yok"
    r"|nije (?:dostupno|na zalihi)|rasprodan[oa]|ni na zalogi|εξαντλ\w+|μη διαθέσιμο"
    r"|нема(?:є)? в наявності|немає в наявності|няма (?:в )?налич\w+|изчерпан\w*|распродан\w*"
    r"|hết hàng|stok habis|สินค้าหมด|غير متوفر|نفدت الكمية|אזל(?: מ?ה?מלאי)?|ناموجود"
    r"|品切れ|在庫なし|在庫切れ|売り切れ|已售[完罄]|售完|缺[貨货]|補貨中|품절|일시품절"
)
_IN = (
    r"in[- ]?stock|^\W*available\W*$|available (?:now|online|for delivery|to order|immediately)"
    r"|ready to ship|ships (?:today|within|in)"
    r"|\d+ (?:in stock|available|left)|only \d+ left|availability:? available"
    r"|auf lager|sofort (?:verfügbar|lieferbar)|lieferbar|vorrätig|versandfertig|verfügbar"
    r"|en stock|disponible|expédié sous|in magazzino|disponibile|disponibilità immediata"
    r"|op voorraad|leverbaar|voorradig|direct leverbaar|dostępny|w magazynie|na stanie"
    r"|skladem|na sklade|i lager|på lager|в наличии|em estoque|disponível"
    r"|varastossa|saatavilla|laos olemas|ir (?:pieejams|noliktavā)|yra sandėlyje|turime"
    r"|raktáron|készleten|în stoc|stokta(?: var)?|na (?:zalihi|zalogi|skladištu)|διαθέσιμο"
    r"|в наявності|в наличност|есть в наличии|còn hàng|stok tersedia|มีสินค้า"
    r"|متوفر|במלאי|موجود"
    r"|在庫あり|在庫有|有現貨|現貨|有货|재고 있음"
)
_PRE = (
    r"pre[- ]?order|vorbestell|précommand|reservar ahora|preordina|pre-?order|"
    r"voorbestel|przedsprzedaż"
)
_BACK = (
    r"back[- ]?order|available on backorder|nachbestell|auf bestellung|sur commande|"
    r"bajo pedido|su ordinazione"
)
_DISCONTINUED = (
    r"discontinued|no longer (?:sold|made)|eingestellt|nicht mehr im sortiment|"
    r"descatalogado|fuori produzione"
)

STOCK_WORDS: tuple[tuple[Availability, re.Pattern[str]], ...] = (
    (Availability.DISCONTINUED, re.compile(_DISCONTINUED, re.IGNORECASE)),
    (Availability.BACK_ORDER, re.compile(_BACK, re.IGNORECASE)),
    (Availability.OUT_OF_STOCK, re.compile(_OUT, re.IGNORECASE)),
    (Availability.PRE_ORDER, re.compile(_PRE, re.IGNORECASE)),
    (Availability.IN_STOCK, re.compile(_IN, re.IGNORECASE)),
)
"""Tried in this order: "not available" holds "available"."""

SOLD_OUT_WORDS = dict(STOCK_WORDS)[Availability.OUT_OF_STOCK]

BUY_WORDS = re.compile(
    r"add(?: item)? to (?:my |your |shopping )?(?:cart|bag|basket|trolley)|buy (?:it "
    r")?now|^buy$|^add$|^purchase$|^order now$"
    r"|in den (?:waren|einkaufs)korb|in den einkaufswagen|jetzt (?:kaufen|bestellen)|^kaufen$"
    r"|ajouter (?:au|à mon) panier|^acheter|acheter maintenant"
    r"|(?:añadir|agregar|sumar) (?:al carr(?:it)?o|a la (?:cesta|bolsa)|a mi bolsa)|comprar"
    r"|aggiungi al(?:la borsa| carrello)|acquista"
    r"|in (?:mijn )?winkel(?:wagen|mand)|toevoegen aan winkel|^bestellen$"
    r"|(?:adicionar|juntar) ao (?:carrinho|cesto|saco)"
    r"|(?:dodaj )?do koszyka|kup teraz|do ko[šs][íi]k[ua]|^koupit|^kúpiť"
    r"|i (?:varukorgen|kundvagnen)|lägg i (?:varukorg|kundvagn)|köp(?: nu)?$"
    r"|læg i (?:indkøbs)?kurv|legg i (?:handle)?kurv|^kjøp|lisää (?:osto)?skori|ostoskoriin|^osta$"
    r"|lisa (?:osto?u?)?korvi|(?:ielikt|pievienot) groz|^pirkt|į krepšelį|^pirkti"
    r"|kosárba|adaug[aă] [iî]n co[sșş]|sepete (?:ekle|at)"
    r"|u (?:košaricu|korpu)|v košarico|добави в коли|на калат|στο καλάθι"
    r"|в корзину|купить|в кошик|купити|додати"
    r"|thêm vào giỏ|mua ngay|(?:tambah(?:kan)?|masukkan) ke keranjang|beli sekarang"
    r"|ใส่ตะกร้า|ลงตะกร้า|أضف (?:إلى|الى|ل)|(?:הוסף|הוספה) לסל|افزودن به سبد"
    r"|カートに|カゴに|かごに|今すぐ購入|[加放]入[購购]物|立即(?:結帳|購買|购买)|我要購買|直接購買"
    r"|장바구니 ?(?:에 ?)?(?:담기|추가|넣기)|바로 ?구매|구매하기",
    re.IGNORECASE,
)
"""Words on a button that puts the product into the basket."""

BUY_NAMES = re.compile(
    r"add[-_]?to[-_]?(?:cart|bag|basket|trolley)|addtocart|buy[-_]?(?:now|button|btn)|"
    r"button-cart|btn-cart"
    r"|single_add_to_cart|product-form__submit|cart[-_]?add|addbasket|add-basket",
    re.IGNORECASE,
)
"""The same in ids, classes and names."""

SEARCH_WORDS = re.compile(
    r"search|such(?:e|en)\b|recherche|busca|cerca(?!to)|zoek|szukaj|hledat|hľadať|sök\b|søg|hae\b|haku"
    r"|\bkeres(?:és|ő|\b)|\bcaut[aă]\b|\bara\b|αναζήτηση|поиск|пошук|търси|magnif|loupe|lupe\b|検索|搜[尋索寻]|검색",
    re.IGNORECASE,
)
"""Names, texts and addresses of what opens a shop's search."""

BASKET_WORDS = re.compile(
    r"(?:^|[^a-z])(?:mini-?)?(?:cart|basket|bag|trolley)(?![a-z])|warenkorb|einkaufswagen|panier"
    r"|carrito|\bcesta|carrello|winkelwagen|winkelmand|koszyk|ko[šs][íi]k|varukorg|kundvagn"
    r"|ind?købskurv|\bkurv|handlekurv|ostoskori|kosár|sepet|carrinho|sacola|καλάθι|корзин|кошик"
    r"|количк|カート|カゴ|購物[車车籃]|购物车|장바구니",
    re.IGNORECASE,
)
"""The same of the basket."""

MENU_WORDS = re.compile(
    r"menu|menü|menú|hamburger|burger|nav(?:igation)?[-_]?(?:toggle|icon|open|btn|button|trigger)"
    r"|toggle[-_ ]?nav|(?:toggle|open|show)[-_ ]navigation|off-?canvas|nav-?drawer|☰|≡|メニュー"
    r"|меню|選單|菜单|메뉴",
    re.IGNORECASE,
)
"""The same of the menu."""

HIDDEN_PRICE = re.compile(
    r"price on (?:request|application|enquiry)|prices? upon request|call for (?:a "
    r")?(?:price|pricing|quote)|request a (?:quote|price)"
    r"|ask for (?:a )?(?:price|quote)|contact us for (?:a )?(?:price|pricing|quote)"
    r"|preis auf anfrage|prix sur (?:demande|devis)|sur devis|precio a consultar|"
    r"consultar precio|prezzo su richiesta"
    r"|prijs op aanvraag|cena na (?:zapytanie|vyžádání)|pris på förfrågan|price hidden|"
    r"see price in cart",
    re.IGNORECASE,
)

LOGIN_PRICE = re.compile(
    r"(?:log ?in|sign ?in|register|logga in)(?: or \w+)? (?:to|for) (?:see|view|show|"
    r"get|check)?\s?(?:the |your |our )?(?:trade |wholesale )?pric"
    r"|(?:please )?(?:anmelden|einloggen|login),? um (?:die |den )?preise?|preise? "
    r"(?:nur|erst) (?:für|nach)"
    r"|connectez-vous pour (?:voir|afficher)|inicia sesión para ver|accedi per vedere|"
    r"log in voor prijzen"
    r"|zaloguj się,? aby zobaczyć",
    re.IGNORECASE,
)

CHALLENGE_TITLES = re.compile(
    r"^(?:just a moment|attention required|access denied|access to this page has been denied"
    r"|are you a (?:human|robot)|robot check|security check|please wait|verify(?:ing)? "
    r"you are human"
    r"|pardon our interruption|one moment, please|ddos-guard|bot verification|human verification"
    r"|403 forbidden|you have been blocked|blocked|captcha)\b",
    re.IGNORECASE,
)
"""Titles of bot walls."""

CHALLENGE_MARKS = (
    "#challenge-form,#challenge-running,#cf-wrapper,#px-captcha,#captcha-form,"
    'script[src*="/cdn-cgi/challenge-platform/h/"],script[src*="captcha-delivery.com"],'
    'form[action*="validateCaptcha"],iframe[src*="captcha-delivery.com"],'
    'iframe[src*="_Incapsula_Resource"],[id^="sec-if-cpt"]'
)
"""Elements that only bot walls have (Cloudflare, PerimeterX, DataDome, Imperva, Akamai)."""

NOT_PRICE = re.compile(
    r"(?:^|[-_ ])(?:sav(?:e|ed|es|ing|ings)|discount[-_]?(?:amount|percent|label|badge)|"
    r"rebate|ship\w*|deliver\w*|versand\w*|freight"
    r"|postage|livraison|rating|reviews?|coupon|voucher|points|reward|cashback|deposit|"
    r"pfand|percent\w*"
    r"|tax(?:es)?(?:[-_]amount)?|qty|quantity|threshold|filter|range[-_]slider|"
    r"slider[-_]range|gift[-_]?card|warranty|protection|subtotal|"
    r"minicart|total)(?:$|[-_ ])",
    re.IGNORECASE,
)
"""Classes and ids of amounts that are no price of the product."""

WAS_NAMES = re.compile(
    r"(?:^|[-_ ]|price)(?:old|was|list-?price|listprice|price[-_]list|rrp|msrp|uvp|srp|"
    r"strike\w*|striked|struck|crossed|original|before|compare\w*|retail|previous|"
    r"standard"
    r"|former|line-through|price--compare|non-?sale|basePrice|base-price|reference|"
    r"tachado|barre|oldprice|was-price)(?:$|[-_ ]|price)",
    re.IGNORECASE,
)
REGULAR_NAMES = re.compile(r"(?:^|[-_ ])(?:regular|normal|full)(?:$|[-_ ]|price)", re.IGNORECASE)
"""Struck only where a sale price stands beside it."""

CURRENT_NAMES = re.compile(
    (
        r"(?:^|[-_ ])(?:current|final|sale|sales|now|our|actual|special|promo\w*|campaign|"
        r"main|selling|buy|offer|new|product|price-value|today)(?:$|[-_ ]|price)"
    ),
    re.IGNORECASE,
)
UNIT_NAMES = re.compile(
    (
        r"(?:^|[-_ ])(?:unit|per[-_]?unit|unitprice|baseprice|grundpreis|ppu|price-per|"
        r"perunit|measure|refprice|base_price)(?:$|[-_ ]|price)"
    ),
    re.IGNORECASE,
)
INSTALMENT_NAMES = re.compile(
    (
        r"(?:^|[-_ ])(?:instal\w*|monthly|finance\w*|klarna|afterpay|clearpay|affirm|sezzle|"
        r"paypal|zip|humm|ratenzahlung|cuotas?|leasing|credit)(?:$|[-_ ])"
    ),
    re.IGNORECASE,
)
MEMBER_NAMES = re.compile(
    r"(?:^|[-_ ])(?:member\w*|loyalty|club|prime|subscri\w*|sns|vip)(?:$|[-_ ]|price)",
    re.IGNORECASE,
)
RELATED_NAMES = re.compile(
    r"related|recommend|upsell|up-sell|cross-?sell|crosssell|also[-_]?(?:bought|like|"
    r"view)|similar|recently|suggest|bought[-_]?together|accessor"
    r"|mini-?(?:cart|basket)|cart[-_](?:drawer|summary|preview|popup)|basket[-_]mini|"
    r"wishlist|mega-?menu|sponsor|newsletter|compare[-_]|other[-_]?sellers"
    r"|product[-_]?(?:cards?|tiles?|grid|carousel|slider|list|teaser|miniature|pod)|"
    r"cards?[-_]{1,2}products?|"
    r"products[-_]?(?:grid|slider|carousel|list)|carousel|swiper|slick|best-?sell|"
    r"cookie|"
    r"also-viewed|mbc[-_]|olp[-_]|-fbt|swatch|size_name|color_name|used[-_]|refurb|"
    r"bundle|frequently|you-may|youmay|complete[-_]the",
    re.IGNORECASE,
)
"""Names of blocks that show other products or other people's offers."""

UNIT_TEXT = re.compile(
    (
        r"(?:/|\bper\b|\bpro\b|\bpar\b|\bje\b|\bpor\b|\bal\b)\s*(?:\d+\s*)?(?:kg|g|gr|l|lt|"
        r"litre|liter|ml|cl|m2|m²|m|oz|fl\.? ?oz|lb|lbs|unit|st|stk|stück|piece|pc|each|ea|"
        r"count|ct|100\s?g|100\s?ml)\b"
    ),
    re.IGNORECASE,
)
INSTALMENT_TEXT = re.compile(
    r"/\s?mo\b|per month|a month|/month|monthly|\bmtl\b|monatlich|par mois|/mois|al mes|"
    r"mensual|al mese|per maand|miesięcznie"
    r"|\b\d{1,2}\s?x\s?(?:of|de|da|à|[$€£])|interest[- ]free|payments? of|instal|"
    r"\bapr\b|cuotas|rate da|klarna|afterpay|clearpay|ratenzahlung|na splátky|splátk|parcelas?\b"
    r"|sem juros|sin intereses|delbetal|avdrag|osamaks|\brat(?:a|y|ach)\b|в месяц|рассрочк"
    r"|每期|分期|期0利率|分割払い|回払い|할부",
    re.IGNORECASE,
)
WAS_TEXT = re.compile(
    r"\b(?:was|rrp|uvp|msrp|srp|statt|instead of|list price|before|antes|prix conseillé|"
    r"avant|prezzo consigliato|invece di"
    r"|adviesprijs|van|old price|original price|typical price|retail(?: price| value)?|"
    r"est\.? (?:retail|value)|previous price|compare at|før|ord\.? pris|rek\.? pris|vejl\.? pris"
    r"|tidigare pris|bisher|vorher|bish\. preis|běžná cena|původní cena|pôvodná cena|bežná cena"
    r"|cena regularna|najniższa cena|precio anterior|ancien prix|eredeti ár|preț vechi)\b"
    r"|建議售價|原價|市價|定價|定価|通常価格|希望小売価格|参考価格|原价|市场价|정가",
    re.IGNORECASE,
)
SAVE_TEXT = re.compile(
    (
        r"\b(?:you save|save|saving|off|sparen|gespart|ersparnis|économi\w+|remise|ahorr\w+|"
        r"risparmi\w*|bespaar|korting|rabatt?|discount|descuento|sconto)\b|%"
    ),
    re.IGNORECASE,
)
SHIPPING_TEXT = re.compile(
    (
        r"\b(?:shipping|delivery|postage|p&p|versand\w*|lieferung|livraison|envío|"
        r"spedizione|verzend\w*|dostaw\w*|frakt|free over|orders over|ab einem|minimum "
        r"order|deposit|pfand|earn|points|cashback|gift card|doprav\w*|doručen\w*|toimitus\w*|"
        r"fragt|frete|envio|gastos de|szállítás\w*|livrare|доставк\w*)\b|運費|送料|免運|滿額|배송"
    ),
    re.IGNORECASE,
)
EX_TAX_TEXT = re.compile(
    r"\b(?:ex\.?|excl\.?|excluding|exc\.?|without|before|exkl\.?|zzgl\.?|bez|brez|hors|"
    r"sin|senza|plus)\s*(?:of\s*)?(?:vat|tax\w*|gst|mwst\.?|ust\.?|dph|ddv|btw|iva|tva|"
    r"moms)"
    r"|\bH\.?T\.?(?=\s|$)|\bnetto\b|税抜",
    re.IGNORECASE,
)
IN_TAX_TEXT = re.compile(
    (
        r"\b(?:inc\.?|incl\.?|including|inkl\.?|with|s|z|con|y compris)\s*(?:vat|tax\w*|gst|"
        r"mwst\.?|ust\.?|dph|btw|iva|tva|moms)|\bTTC\b|\bbrutto\b|税込"
    ),
    re.IGNORECASE,
)
BUNDLE_TEXT = re.compile(
    r"(?<![\d.,])[2-9]\s*(?:for|für|pour|por|per|voor|za|för|til|på|x)\s*(?:only |nur )?"
    r"[^\s\d]{0,3}\s?\d"
    r"|\b(?:any|buy|take|choose)\s+[2-9]\b|\bpack of [2-9]\d* for\b|[2-9]\s?(?:個|件|点|개)",
    re.IGNORECASE,
)
"""An amount for several together."""
FROM_TEXT = re.compile(
    (
        r"^\W*(?:from|ab|à partir de?|dès|desde|a partire da|da|vanaf|od|från|fra|starting "
        r"(?:at|from)|as low as|beginning at)\b"
    ),
    re.IGNORECASE,
)
