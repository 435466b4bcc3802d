"""Writes posts that sell, lure and beg for clicks: no set that may be trained on has them."""
PARTS = {
    "en": {
        "hook": ["WIN", "FREE", "URGENT", "Congratulations!", "You have been selected", "Last chance", "Claim now", "Limited offer",
                 "Act now", "Don't miss out", "Exclusive deal", "Final notice", "Your account was chosen", "Today only", "WINNER!!",
                 "Important message", "You won", "Hot offer", "Call now"],
        "offer": ["a {money} gift card", "{money} cash prize", "a brand new phone", "free {thing}", "{n}% off all {thing}",
                  "{n} free followers", "a guaranteed loan of {money}", "your free trial", "{n}x profit with crypto", "{money} a week from home",
                  "cheap {thing} without prescription", "a holiday for two worth {money}", "the latest ringtones", "unlimited calls and texts",
                  "{money} bonus credit", "hot singles near you", "a prize draw entry", "double your bitcoin"],
        "act": ["Click {link}", "Reply YES to claim", "Text {word} to {short}", "Call {phone} now", "Follow and DM to get it", "Send {word} to {short} to stop",
                "Visit {link} before midnight", "DM me for details", "Sign up at {link}", "Offer ends tonight {link}", "Subscribe here {link}",
                "Txt {word} 2 {short}", "Only {money} per msg", "T&Cs apply", "18+ only", "Reply STOP to opt out", "link in bio", "Get yours at {link}"],
        "thing": ["watches", "pills", "sneakers", "software", "phones", "minutes", "vouchers", "tickets", "casino spins", "signals"],
        "tags": ["#free", "#giveaway", "#crypto", "#win", "#promo", "#followback", "#deal", "#forex", "#cash"]},
    "fr": {
        "hook": ["GAGNEZ", "GRATUIT", "URGENT", "Félicitations !", "Vous avez été sélectionné", "Dernière chance", "Offre limitée",
                 "Profitez-en vite", "Ne ratez pas ça", "Offre exclusive", "Dernier rappel", "Aujourd'hui seulement", "Vous avez gagné", "Message important"],
        "offer": ["une carte cadeau de {money}", "un chèque de {money}", "un téléphone neuf", "des {thing} gratuits", "-{n}% sur les {thing}",
                  "{n} abonnés gratuits", "un prêt garanti de {money}", "votre essai gratuit", "multipliez par {n} vos cryptos",
                  "{money} par semaine depuis chez vous", "un voyage pour deux", "appels et SMS illimités", "des rencontres près de chez vous",
                  "doublez vos bitcoins", "votre colis en attente", "votre compte CPF", "{money} de bonus"],
        "act": ["Cliquez {link}", "Répondez OUI", "Envoyez {word} au {short}", "Appelez le {phone}", "Abonnez-vous et DM", "Visitez {link} avant minuit",
                "Infos en MP", "Inscrivez-vous sur {link}", "Fin de l'offre ce soir {link}", "STOP au {short}", "Lien en bio", "Réglez les frais ici {link}"],
        "thing": ["montres", "pilules", "baskets", "logiciels", "billets", "bons d'achat", "jetons", "signaux"],
        "tags": ["#gratuit", "#concours", "#crypto", "#promo", "#bonplan", "#abonnement", "#gagner"]}}
WORDS = ["WIN", "CASH", "YES", "GO", "CLAIM", "PRIZE", "STOP", "BONUS", "LOVE", "TONE", "OUI", "JEU"]


def spam(rng, language):
    parts = PARTS[language]

    def fill(text):
        money = rng.choice(["${}", "£{}", "{}€", "{} EUR"]).format(rng.choice([50, 100, 200, 250, 500, 750, 900, 1000, 2000, 5000, 10000]))
        link = rng.choice(["https://t.co/{}", "http://{}.biz", "www.{}.com", "bit.ly/{}"]).format(
            "".join(rng.choice("abcdefghkmnprstuvwxz23456789") for _ in range(rng.randint(4, 9))))
        return (text.replace("{money}", money).replace("{link}", link).replace("{thing}", rng.choice(parts["thing"]))
                .replace("{n}", str(rng.choice([10, 20, 50, 70, 80, 90, 100, 500, 1000, 10000]))).replace("{word}", rng.choice(WORDS))
                .replace("{short}", str(rng.randint(10000, 89999))).replace("{phone}", "0" + str(rng.randint(800000000, 999999999))))

    pieces = [rng.choice(parts["hook"]), rng.choice(parts["offer"])] + rng.sample(parts["act"], rng.randint(1, 3))
    if rng.random() < 0.3:
        pieces.pop(0)
    if rng.random() < 0.3:
        rng.shuffle(pieces)
    text = rng.choice([" ", "! ", ". ", " - ", "!! "]).join(fill(piece) for piece in pieces)
    if rng.random() < 0.3:
        text += " " + " ".join(rng.sample(parts["tags"], rng.randint(1, 3)))
    if rng.random() < 0.2:
        text = text.upper()
    return "".join(rng.choice("🔥💰🎁🚀") for _ in range(rng.randint(0, 3))) + text


if __name__ == "__main__":  # writes what stands in spam.tsv
    import random
    import sys

    source = random.Random(5)
    for line in sorted({f"{language}\t{spam(source, language)}" for language in ("en", "fr") for _ in range(3000)}):
        sys.stdout.write(line + "\n")
