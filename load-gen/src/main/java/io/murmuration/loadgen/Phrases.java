package io.murmuration.loadgen;

import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A language's sentences: templates whose slots are filled from lists, with the hashtags and emoji
 * of everyday posts. All of it was written for this project.
 */
record Phrases(
    String language,
    List<String> templates,
    List<String> replies,
    List<String> things,
    List<String> places,
    List<String> people,
    List<String> moods,
    List<String> times,
    List<String> tags) {
  private static final Pattern SLOT = Pattern.compile("\\{(thing|place|person|mood|time)}");
  private static final List<String> EMOJI =
      List.of(
          "😀",
          "😂",
          "😍",
          "😢",
          "🔥",
          "🎉",
          "👏",
          "👀",
          "☕",
          "⚽",
          "🌧️",
          "👩🏽‍🚀",
          "❤️",
          "🇫🇷",
          "👨‍👩‍👧‍👦");

  static final Phrases ENGLISH =
      new Phrases(
          "en",
          List.of(
              "I can't stop thinking about {thing} {time}",
              "Just saw {person} at {place}, what a {mood} surprise",
              "Does anyone know where to find {thing} near {place}?",
              "{time} and still no news about {thing}",
              "My {mood} take: {thing} beats {thing}",
              "We waited an hour at {place} for {thing} and it was {mood}",
              "{person} told me {thing} is finally here",
              "Nothing like {thing} at {place} {time}",
              "Honestly {thing} made my day {mood}",
              "Who else is watching {thing} {time}?",
              "The queue at {place} is {mood} again",
              "Thank you {person} for {thing}",
              "Trying {thing} for the first time, feeling {mood}",
              "Lost my phone at {place}, if you find it tell {person}",
              "New week, new start, more of {thing}",
              "What a match! {thing} was {mood}"),
          List.of("I agree,", "no way,", "haha", "are you sure?", "same here,", "thanks,"),
          List.of(
              "the final",
              "this new phone",
              "fresh bread",
              "the football season",
              "live jazz",
              "the train strike",
              "a good book",
              "open source",
              "the new album",
              "homemade pizza",
              "the science fair",
              "my garden",
              "remote work",
              "the sunrise",
              "electric bikes"),
          List.of(
              "the station", "the stadium", "the market", "the airport", "the park", "the office"),
          List.of(
              "my sister", "the coach", "our neighbour", "an old friend", "the mayor", "my boss"),
          List.of("lovely", "terrible", "unexpected", "hilarious", "perfect", "slow"),
          List.of("this morning", "tonight", "right now", "all weekend", "after work", "at last"),
          List.of("#football", "#food", "#tech", "#music", "#travel", "#weather", "#books"));

  static final Phrases FRENCH =
      new Phrases(
          "fr",
          List.of(
              "Je n'arrête pas de penser à {thing} {time}",
              "Je viens de croiser {person} à {place}, quelle surprise {mood}",
              "Quelqu'un sait où trouver {thing} près de {place} ?",
              "{time} et toujours aucune nouvelle de {thing}",
              "Mon avis {mood} : {thing} vaut mieux que {thing}",
              "Une heure d'attente à {place} pour {thing}, c'était {mood}",
              "{person} m'a dit que {thing} est enfin arrivé",
              "Rien de tel que {thing} à {place} {time}",
              "Franchement, {thing} a rendu ma journée {mood}",
              "Qui d'autre regarde {thing} {time} ?",
              "La file à {place} est encore {mood}",
              "Merci à {person} pour {thing}",
              "Premier essai de {thing}, c'est {mood}",
              "J'ai perdu mes clés à {place}, prévenez {person}",
              "Nouvelle semaine, nouveau départ, encore plus de {thing}",
              "Quel match ! {thing}, c'était {mood}"),
          List.of("bien d'accord,", "mais non,", "haha", "tu es sûr ?", "pareil,", "merci,"),
          List.of(
              "la finale",
              "ce nouveau téléphone",
              "le pain frais",
              "la saison de football",
              "un concert de jazz",
              "la grève des trains",
              "un bon livre",
              "le logiciel libre",
              "le nouvel album",
              "une pizza maison",
              "la fête de la science",
              "mon jardin",
              "le télétravail",
              "le lever du soleil",
              "le vélo électrique"),
          List.of("la gare", "Lyon", "la mairie", "Marseille", "la plage", "Paris"),
          List.of(
              "ma sœur", "l'entraîneur", "notre voisine", "un vieil ami", "le maire", "ma cheffe"),
          List.of("magnifique", "terrible", "inattendue", "très drôle", "parfaite", "interminable"),
          List.of(
              "ce matin",
              "ce soir",
              "en ce moment",
              "tout le week-end",
              "après le travail",
              "enfin"),
          List.of("#foot", "#cuisine", "#techno", "#musique", "#voyage", "#météo", "#lecture"));

  String sentence(SplittableRandom random) {
    Matcher slots = SLOT.matcher(any(templates, random));
    StringBuilder text = new StringBuilder();
    while (slots.find()) {
      slots.appendReplacement(text, Matcher.quoteReplacement(any(choices(slots.group(1)), random)));
    }
    slots.appendTail(text);
    if (random.nextDouble() < 0.35) {
      text.append(' ').append(any(tags, random));
    }
    while (random.nextDouble() < 0.25) {
      text.append(' ').append(any(EMOJI, random));
    }
    return text.toString();
  }

  String reply(SplittableRandom random) {
    return any(replies, random);
  }

  String altText(SplittableRandom random) {
    return any(things, random) + ", " + any(places, random);
  }

  private List<String> choices(String slot) {
    return switch (slot) {
      case "thing" -> things;
      case "place" -> places;
      case "person" -> people;
      case "mood" -> moods;
      default -> times;
    };
  }

  private static String any(List<String> choices, SplittableRandom random) {
    return choices.get(random.nextInt(choices.size()));
  }
}
