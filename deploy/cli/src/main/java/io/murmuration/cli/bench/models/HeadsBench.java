package io.murmuration.cli.bench.models;

import io.murmuration.cli.bench.Figure;
import io.murmuration.cli.bench.Interval;
import io.murmuration.cli.bench.models.DataSets.Labelled;
import io.murmuration.cli.bench.models.LogisticRegression.Example;
import io.murmuration.model.embed.PostEncoding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * What the encoder says of posts, as served (an abstention counts as nothing said), beside TF-IDF
 * with logistic regression trained on the same data. The language head has its own.
 */
final class HeadsBench {
  static final String BASELINE = "TF-IDF + logistic regression";
  private static final double LIKELY = 0.5;

  private final DataSets data;
  private final TopicTexts topicTexts;
  private final ServedEncoder encoder;
  private final boolean baselines;
  private final List<Figure> figures = new ArrayList<>();

  HeadsBench(DataSets data, TopicTexts topicTexts, ServedEncoder encoder, boolean baselines) {
    this.data = data;
    this.topicTexts = topicTexts;
    this.encoder = encoder;
    this.baselines = baselines;
  }

  List<Figure> run() throws IOException, InterruptedException {
    Baseline sentiment = baseline(data.sentiment("train"));
    Function<PostEncoding, boolean[]> feeling = e -> oneOf(DataSets.SENTIMENTS, e.sentiment());
    Function<LogisticRegression, Function<String, boolean[]>> likeliest = model -> model::likeliest;
    abstaining("xlmt-umsab sentiment", data.sentiment("val"), feeling, sentiment, likeliest);
    calibration("xlmt-umsab sentiment", data.sentiment("val"), HeadsBench::sentimentSaid);
    abstaining("tweeteval sentiment", data.tweetevalSentiment(), feeling, sentiment, likeliest);
    calibration("tweeteval sentiment", data.tweetevalSentiment(), HeadsBench::sentimentSaid);

    Labelled topics = data.topics("validation");
    abstaining(
        "tweet-topic-xl topics",
        topics,
        e -> anyOf(topics.labels(), List.of(e.topics())),
        baseline(topicTexts.training()),
        model -> text -> atLeast(model.threshold(), model.scores(text)));
    calibration(
        "tweet-topic-xl topics", topics, (e, labels) -> topicsSaid(topics.labels(), e, labels));

    Baseline toxic = baseline(data.toxicity("train"));
    Function<PostEncoding, Float> toxicity = PostEncoding::toxicity;
    binary("mlma toxicity", data.toxicity("val"), toxicity, toxic);
    binary("tweeteval offensive", data.tweetevalToxicity("offensive"), toxicity, toxic);
    binary("tweeteval hate", data.tweetevalToxicity("hate"), toxicity, toxic);

    binary(
        "sms-spam (no real spam in training)",
        data.smsSpam(),
        PostEncoding::spam,
        baseline(data.madeSpam()));
    return figures;
  }

  /** Fitted once, where it is wanted. */
  private interface Baseline extends Supplier<LogisticRegression> {}

  private static Baseline baseline(Labelled train) {
    LogisticRegression[] fitted = new LogisticRegression[1];
    return () -> {
      if (fitted[0] == null) {
        fitted[0] = LogisticRegression.fit(train.examples());
      }
      return fitted[0];
    };
  }

  /** Both the label and its absence are classes. */
  private void binary(
      String name, Labelled set, Function<PostEncoding, Float> score, Baseline baseline)
      throws InterruptedException {
    List<Example> twoClasses =
        set.examples().stream()
            .map(e -> new Example(e.text(), new double[] {e.labels()[0], 1 - e.labels()[0]}, 1))
            .toList();
    compare(
        name,
        new Labelled(set.labels(), twoClasses),
        e -> either(score.apply(e)),
        baseline,
        model -> text -> either(model.scores(text)[0]));
    calibration(name, set, (e, labels) -> List.of(new Said(score.apply(e), labels[0])));
  }

  /**
   * @param right 1 if it was, else 0
   */
  private record Said(double probability, double right) {}

  private static List<Said> sentimentSaid(PostEncoding e, double[] labels) {
    return e.sentiment() == null
        ? List.of()
        : List.of(new Said(e.sentimentScore(), labels[DataSets.SENTIMENTS.indexOf(e.sentiment())]));
  }

  private static List<Said> topicsSaid(List<String> names, PostEncoding e, double[] labels) {
    return IntStream.range(0, e.topics().length)
        .mapToObj(i -> new Said(e.topicScores()[i], labels[names.indexOf(e.topics()[i])]))
        .toList();
  }

  /** Of what was said; where nothing was said there is nothing to be wrong about. */
  private void calibration(
      String name, Labelled set, BiFunction<PostEncoding, double[], List<Said>> saidOf)
      throws InterruptedException {
    List<PostEncoding> found = encoder.encode(set.examples().stream().map(Example::text).toList());
    List<Said> said =
        IntStream.range(0, found.size())
            .boxed()
            .flatMap(i -> saidOf.apply(found.get(i), set.examples().get(i).labels()).stream())
            .toList();
    double[] probabilities = said.stream().mapToDouble(Said::probability).toArray();
    double[] right = said.stream().mapToDouble(Said::right).toArray();
    figures.add(
        Figure.withInterval(
            ModelsBench.NAME,
            encoder.arm(),
            name + ", calibration error",
            "",
            Interval.of(
                baselines,
                said.size(),
                rows -> Metrics.calibrationError(rows, probabilities, right))));
  }

  /** Of a head that may say nothing; toxicity and spam always say a number. */
  private void abstaining(
      String name,
      Labelled set,
      Function<PostEncoding, boolean[]> ours,
      Baseline baseline,
      Function<LogisticRegression, Function<String, boolean[]>> theirs)
      throws InterruptedException {
    figures.addAll(compare(name, set, ours, baseline, theirs).coverage());
  }

  /** Gives what the encoder said. */
  private HeadFigures compare(
      String name,
      Labelled set,
      Function<PostEncoding, boolean[]> ours,
      Baseline baseline,
      Function<LogisticRegression, Function<String, boolean[]>> theirs)
      throws InterruptedException {
    List<String> texts = set.examples().stream().map(Example::text).toList();
    List<double[]> truth = set.examples().stream().map(Example::labels).toList();
    List<boolean[]> said = encoder.encode(texts).stream().map(ours).toList();
    HeadFigures served = new HeadFigures(encoder.arm(), name, said, truth, baselines);
    figures.add(served.macroF1());
    if (baselines) {
      List<boolean[]> guessed = texts.stream().map(theirs.apply(baseline.get())).toList();
      figures.add(new HeadFigures(BASELINE, name, guessed, truth, baselines).macroF1());
    }
    return served;
  }

  private static boolean[] either(double score) {
    return new boolean[] {score >= LIKELY, score < LIKELY};
  }

  private static boolean[] oneOf(List<String> labels, String said) {
    boolean[] all = new boolean[labels.size()];
    if (said != null) {
      all[labels.indexOf(said)] = true;
    }
    return all;
  }

  private static boolean[] anyOf(List<String> labels, List<String> said) {
    boolean[] all = new boolean[labels.size()];
    said.forEach(label -> all[labels.indexOf(label)] = true);
    return all;
  }

  private static boolean[] atLeast(double threshold, double[] scores) {
    boolean[] all = new boolean[scores.length];
    for (int i = 0; i < scores.length; i++) {
      all[i] = scores[i] >= threshold;
    }
    return all;
  }
}
