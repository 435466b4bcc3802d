package io.murmuration.cli.bench.models;

import io.murmuration.cli.bench.Figure;
import io.murmuration.cli.bench.models.DataSets.Labelled;
import io.murmuration.cli.bench.models.LogisticRegression.Example;
import io.murmuration.model.embed.PostEncoding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * How well the encoder tells a post's language, as served ("und" is an abstention), beside
 * character n-grams with logistic regression, which always says one.
 */
final class LanguageBench {
  private static final String SET = "xlmt-umsab languages";
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
    Labelled set = texts.measured();
    List<String> posts = set.examples().stream().map(Example::text).toList();
    List<double[]> truth = set.examples().stream().map(Example::labels).toList();
    List<boolean[]> said =
        encoder.encode(posts).stream().map(each -> said(set.labels(), each)).toList();
    HeadFigures served = new HeadFigures(encoder.arm(), SET, said, truth, baselines);
    List<Figure> figures = new ArrayList<>();
    figures.add(served.macroF1());
    if (baselines) {
      LogisticRegression model =
          LogisticRegression.fit(texts.training().examples(), TfIdf::characters);
      List<boolean[]> guessed = posts.stream().map(model::likeliest).toList();
      figures.add(new HeadFigures(BASELINE, SET, guessed, truth, baselines).macroF1());
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
