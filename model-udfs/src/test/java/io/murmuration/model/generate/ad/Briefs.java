package io.murmuration.model.generate.ad;

import java.util.List;
import java.util.stream.IntStream;

/** Briefs for tests. */
final class Briefs {
  private Briefs() {}

  static AdBrief tea() {
    return new AdBrief(
        "en",
        Placement.FEED,
        "warm",
        "Nessa green tea",
        "Harbour & Co",
        "Green tea for five quiet people, and their cats.",
        List.of("picked by hand in Kyoto", "20 cups a tin", "free delivery over £25"),
        List.of("Please recycle."),
        List.of("luxury", "best ever"),
        "25-34",
        List.of("yoga"),
        List.of("What a morning!"));
  }

  static AdBrief bread() {
    return new AdBrief(
        "fr",
        Placement.BANNER,
        "plain",
        "Épi doré",
        "Atelier Noé",
        "Pain au levain, cuit chaque matin.",
        List.of("cuit sur place chaque matin", "farine moulue à Arras"),
        List.of(),
        List.of("croûte"),
        "",
        List.of("baking"),
        List.of());
  }

  static AdBrief story(AdBrief from, List<String> mustSay) {
    return new AdBrief(
        from.language(),
        Placement.STORY,
        from.voice(),
        from.product(),
        from.advertiser(),
        from.description(),
        from.claims(),
        mustSay,
        from.mustNotSay(),
        from.ageBand(),
        from.interests(),
        from.context());
  }

  /** With so many claims of one word each. */
  static AdBrief claiming(AdBrief from, int count) {
    return with(
        from, from.description(), IntStream.range(0, count).mapToObj(i -> "claim" + i).toList());
  }

  static AdBrief with(AdBrief from, String description, List<String> claims) {
    return new AdBrief(
        from.language(),
        from.placement(),
        from.voice(),
        from.product(),
        from.advertiser(),
        description,
        claims,
        from.mustSay(),
        from.mustNotSay(),
        from.ageBand(),
        from.interests(),
        from.context());
  }

  static AdBrief called(AdBrief from, String product) {
    return new AdBrief(
        from.language(),
        from.placement(),
        from.voice(),
        product,
        from.advertiser(),
        from.description(),
        from.claims(),
        from.mustSay(),
        from.mustNotSay(),
        from.ageBand(),
        from.interests(),
        from.context());
  }

  static AdBrief inLanguage(AdBrief from, String language) {
    return new AdBrief(
        language,
        from.placement(),
        from.voice(),
        from.product(),
        from.advertiser(),
        from.description(),
        from.claims(),
        from.mustSay(),
        from.mustNotSay(),
        from.ageBand(),
        from.interests(),
        from.context());
  }

  static AdBrief beside(AdBrief from, String post) {
    return new AdBrief(
        from.language(),
        from.placement(),
        from.voice(),
        from.product(),
        from.advertiser(),
        from.description(),
        from.claims(),
        from.mustSay(),
        from.mustNotSay(),
        from.ageBand(),
        from.interests(),
        List.of(post));
  }
}
