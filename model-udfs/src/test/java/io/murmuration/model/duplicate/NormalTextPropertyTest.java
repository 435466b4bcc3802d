package io.murmuration.model.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class NormalTextPropertyTest {
  @Property
  void givesAnyTextTheWordsThatThePatternsDescribe(@ForAll("texts") String text) {
    assertThat(NormalText.words(text)).isEqualTo(DescribedText.words(text));
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "RT @a:",
            " via @b ",
            "rt",
            "@",
            "@c_1",
            "&amp;",
            "&",
            "#",
            "#tag",
            "##",
            "http://x.y/z",
            "www.a",
            "it's",
            "`´",
            "\u200d",
            "\ufe0f",
            "\u20e3",
            "\u0301",
            "É",
            "ß",
            "İ",
            "Σ",
            "ﬁ",
            "½",
            "Ⅷ",
            "😂",
            "日本",
            " ",
            "\n",
            "\u00a0",
            "_",
            ".",
            "\ud83d");
    return Arbitraries.oneOf(pieces, Arbitraries.strings().ofMaxLength(3))
        .list()
        .ofMaxSize(12)
        .map(parts -> String.join("", parts));
  }
}
