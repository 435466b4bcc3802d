package io.murmuration.cli.bench.models;

import io.murmuration.cli.bench.Figure;
import io.murmuration.cli.bench.models.DataSets.Labelled;
import io.murmuration.cli.bench.models.LogisticRegression.Example;
import io.murmuration.model.embed.PostEncoding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * How well the encoder tells a post's language, as served ("und" is an abstention), beside
 * character n-grams with logistic regression, which always says one.
 */
final class LanguageBench {
  private static final String SET = "xlmt-umsab languages";

  /**
   * Nearly a third of the posts of the Hindi folder are English: there the folder is not the truth.
   */
  private static final String SET_AS_READ = SET + " as read";

  private static final String BASELINE = "TF-IDF characters + logistic regression";

  private final LanguageTexts texts;
  private final ServedEncoder encoder;
  private final boolean baselines;

  LanguageBench(LanguageTexts texts, ServedEncoder encoder, boolean baselines) {
    this.texts = texts;
    this.encoder = encoder;
    this.baselines = baselines;
  }

  List<Figure> run() throws IOException, InterruptedException {
    Function<String, boolean[]> baseline = baselines ? baseline() : null;
    List<Figure> figures = new ArrayList<>(run(SET, texts.measured(), baseline));
    figures.addAll(run(SET_AS_READ, texts.measuredAsRead(), baseline));
    return figures;
  }

  private Function<String, boolean[]> baseline() throws IOException {
    return LogisticRegression.fit(texts.training().examples(), TfIdf::characters)::likeliest;
  }

  /**
   * @param baseline what it says of a post, or null for no baseline
   */
  private List<Figure> run(String name, Labelled set, Function<String, boolean[]> baseline)
      throws InterruptedException {
    List<String> posts = set.examples().stream().map(Example::text).toList();
    List<double[]> truth = set.examples().stream().map(Example::labels).toList();
    List<boolean[]> said =
        encoder.encode(posts).stream().map(each -> said(set.labels(), each)).toList();
    HeadFigures served = new HeadFigures(encoder.arm(), name, said, truth, baselines);
    List<Figure> figures = new ArrayList<>();
    figures.add(served.macroF1());
    if (baseline != null) {
      List<boolean[]> guessed = posts.stream().map(baseline).toList();
      figures.add(new HeadFigures(BASELINE, name, guessed, truth, baselines).macroF1());
    }
    figures.addAll(served.coverage());
    return figures;
  }

  /** A language that is none of the set's counts as an abstention. */
  private static boolean[] said(List<String> labels, PostEncoding encoding) {
    boolean[] said = new boolean[labels.size()];
    int at = labels.indexOf(encoding.language());
    if (at >= 0) {
      said[at] = true;
    }
    return said;
  }
}
