package io.murmuration.cli.bench.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.murmuration.cli.bench.models.LogisticRegression.Example;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An opponent that plays badly on purpose would make every figure a lie. */
class BaselinesTest {
  private static final List<String> TEXTS =
      List.of("the cat sat", "the dog sat", "the bird flew away", "the cat and the dog");

  @Test
  void weighsRareWordsMoreThanCommonOnes() {
    TfIdf words = TfIdf.words(TEXTS);

    assertThat(TfIdf.cosine(words.vector("the bird"), words.vector("a bird")))
        .isGreaterThan(TfIdf.cosine(words.vector("the bird"), words.vector("the fish")));
    assertThat(TfIdf.cosine(words.vector("the cat"), words.vector("The CAT")))
        .isCloseTo(1, within(1e-12));
  }

  @Test
  void seesTheStemOfAWordByItsCharacters() {
    TfIdf characters = TfIdf.characters(TEXTS);

    assertThat(TfIdf.cosine(characters.vector("connection"), characters.vector("connected")))
        .isGreaterThan(0.3);
  }

  @Test
  void ranksTheDocumentWithTheRareWordFirst() {
    double[] scores = new Bm25(TEXTS).scores("the bird");

    assertThat(scores[2]).isGreaterThan(scores[0]).isGreaterThan(scores[3]);
  }

  @Test
  void bringsWordsTogetherThatStandTogether() {
    List<String> documents = new ArrayList<>();
    for (String rest : List.of("sat ici", "ran vite", "ate là", "slept bien")) {
      documents.add("dog chien " + rest);
      documents.add("bird oiseau " + rest);
      documents.add("fish poisson " + rest);
    }
    LatentSemantics factors = new LatentSemantics(documents);

    assertThat(cosine(factors.vector("dog"), factors.vector("chien"))).isGreaterThan(0.9);
    assertThat(cosine(factors.vector("dog"), factors.vector("oiseau"))).isLessThan(0.5);
    assertThat(cosine(factors.meanOfWords("a dog ran"), factors.meanOfWords("chien vite")))
        .isGreaterThan(0.9);
    assertThat(factors.vector("unheard of")).containsOnly(0);
  }

  @Test
  void addsUpAllNumbersOfVectorsOfAnyLength() {
    for (int length = 0; length < 10; length++) {
      float[] ones = new float[length];
      float[] numbers = new float[length];
      Arrays.fill(ones, 1);
      for (int i = 0; i < length; i++) {
        numbers[i] = 1 << i;
      }

      assertThat(cosine(ones, numbers)).isEqualTo((1 << length) - 1);
    }
  }

  private static double cosine(float[] a, float[] b) {
    return ServedEncoder.cosine(a, b);
  }

  @Test
  void putsTextsThatShareMostShinglesIntoOneCluster() {
    String text = "the night train to vienna leaves from platform nine two hours late as always";

    assertThat(
            new MinHashClusters(5, 0.5)
                .clusters(List.of(text, "the cat sat on the mat", text.replace("nine", "ten"))))
        .containsExactly("c0", "c1", "c0");
  }

  @Test
  void learnsWhatSeparatesTheLabels() {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      examples.add(new Example("good day number " + i, new double[] {1}, 1));
      examples.add(new Example("bad day number " + i, new double[] {0}, 1));
    }

    LogisticRegression model = LogisticRegression.fit(examples);

    assertThat(model.scores("a good day")[0]).isGreaterThan(0.8);
    assertThat(model.scores("a bad day")[0]).isLessThan(0.2);
  }

  @Test
  void saysTheLikeliestLabelAloneByTheCharactersOfWords() {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      examples.add(new Example("walking talking " + i, new double[] {1, 0}, 1));
      examples.add(new Example("marcher parler " + i, new double[] {0, 1}, 1));
    }

    LogisticRegression model = LogisticRegression.fit(examples, TfIdf::characters);

    assertThat(model.likeliest("singing")).containsExactly(true, false);
    assertThat(model.likeliest("chanter")).containsExactly(false, true);
  }
}
