package io.murmuration.cli.bench.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.murmuration.cli.bench.models.LogisticRegression.Example;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The data sets that models are measured on, read from a folder beside the repository; the training
 * parts are those that {@code model-udfs/training/encoder/corpus.py} trains the heads on.
 */
public final class DataSets {
  static final List<String> SENTIMENTS = List.of("negative", "neutral", "positive");
  private static final List<String> LANGUAGES =
      List.of("english", "french", "german", "spanish", "italian", "portuguese", "arabic", "hindi");
  private static final Set<String> POSITIVE =
      Set.of(
          "admiration",
          "approval",
          "gratitude",
          "amusement",
          "love",
          "optimism",
          "joy",
          "caring",
          "excitement",
          "pride",
          "relief");
  private static final Set<String> NEGATIVE =
      Set.of(
          "disapproval",
          "annoyance",
          "anger",
          "sadness",
          "disappointment",
          "disgust",
          "fear",
          "remorse",
          "embarrassment",
          "nervousness",
          "grief");

  private static final List<String> EVERYDAY_TEXT =
      List.of(
          "commonvoice-en/sentences.txt",
          "commonvoice-fr/sentences.txt",
          "assemblee-fr/sentences.txt",
          "theatre-fr/sentences.txt",
          "etalab-guides-fr/paragraphs.txt",
          "blog18f-en/paragraphs.txt");

  private static final int LINES_OF_A_SOURCE = 20_000;

  /** How much a text of another kind counts beside one of the set itself. */
  private static final double OTHER_KIND = 0.25;

  private static final Pattern FIELD = Pattern.compile("\"((?:[^\"]|\"\")*)\"|([^,]*)");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final Path training;

  /** Two texts and how people judge them. */
  record Pair(String left, String right, double score) {}

  /** One sentence in two languages. */
  public record Translation(String english, String french) {}

  /** The labels of a head and its texts. */
  record Labelled(List<String> labels, List<Example> examples) {}

  /**
   * @param training the folder with the text that the project made
   */
  public DataSets(Path folder, Path training) {
    this.folder = folder;
    this.training = training;
  }

  List<Pair> similarity(String language) throws IOException {
    List<Pair> pairs = new ArrayList<>();
    for (String line : lines("stsb-en-fr/data/stsb-" + language + "-dev.csv")) {
      List<String> fields = fields(line);
      pairs.add(new Pair(fields.get(0), fields.get(1), Double.parseDouble(fields.get(2))));
    }
    return pairs;
  }

  /** Each English sentence once, none of them trained on. */
  public List<Translation> translations() throws IOException {
    List<Pair> english = similarity("en");
    List<Pair> french = similarity("fr");
    Map<String, Translation> translations = new LinkedHashMap<>();
    for (int i = 0; i < english.size(); i++) {
      String sentence = english.get(i).left();
      translations.putIfAbsent(sentence, new Translation(sentence, french.get(i).left()));
    }
    return List.copyOf(translations.values());
  }

  /** Score 1 for a paraphrase, else 0. */
  List<Pair> tweetParaphrases() throws IOException {
    String base = "twitter-url-paraphrase/twitterPPDB/train/";
    List<String> left = lines(base + "a.toks");
    List<String> right = lines(base + "b.toks");
    List<String> same = lines(base + "sim.txt");
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < same.size(); i++) {
      if (!same.get(i).isBlank()) {
        pairs.add(new Pair(left.get(i), right.get(i), Integer.parseInt(same.get(i).strip())));
      }
    }
    return pairs;
  }

  /** Everyday sentences in English and French: what rarity is counted on. */
  List<String> everydayLines() throws IOException {
    List<String> texts = new ArrayList<>();
    for (String line : lines("open-pairs/tatoeba_manythings/pairs.tsv")) {
      texts.addAll(Arrays.asList(line.split("\t")).subList(0, 2));
    }
    return texts;
  }

  /**
   * Text that the encoder's vectors learn from too: pairs of translations, one document each, and
   * every so many lines of each other source.
   */
  List<String> documents() throws IOException {
    List<String> documents = new ArrayList<>();
    try (Stream<Path> sources = Files.list(folder.resolve("open-pairs"))) {
      for (Path source : sources.filter(Files::isDirectory).sorted().toList()) {
        for (String line : read(source.resolve("pairs.tsv"))) {
          String[] cells = line.split("\t");
          if (cells.length > 1) {
            documents.add(cells[0] + " " + cells[1]);
          }
        }
      }
    }
    for (String name : EVERYDAY_TEXT) {
      List<String> lines = lines("open-text/" + name);
      int step = Math.max(1, lines.size() / LINES_OF_A_SOURCE);
      for (int i = 0; i < lines.size(); i += step) {
        documents.add(lines.get(i));
      }
    }
    return documents;
  }

  Labelled sentiment(String part) throws IOException {
    List<Example> examples = new ArrayList<>();
    for (String language : LANGUAGES) {
      examples.addAll(rated("xlmt-umsab/data/sentiment/" + language + "/" + part + "_"));
    }
    if (part.equals("train")) {
      for (String line : lines("open-text/goemotions-en/posts.tsv")) {
        String[] cells = line.split("\t", 2);
        int label = sentimentOf(Set.of(cells[0].split(",")));
        if (label >= 0) {
          examples.add(new Example(cells[1], oneHot(label, SENTIMENTS.size()), OTHER_KIND));
        }
      }
    }
    return new Labelled(SENTIMENTS, examples);
  }

  /** Without the texts that are in the training part too: both sets draw on SemEval 2017. */
  Labelled tweetevalSentiment() throws IOException {
    Set<String> trainedOn = new HashSet<>();
    for (Example example : sentiment("train").examples()) {
      trainedOn.add(bare(example.text()));
    }
    return new Labelled(
        SENTIMENTS,
        rated("tweeteval/datasets/sentiment/val_").stream()
            .filter(example -> !trainedOn.contains(bare(example.text())))
            .toList());
  }

  private static String bare(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
  }

  private static int sentimentOf(Set<String> emotions) {
    if (POSITIVE.containsAll(emotions)) {
      return 2;
    }
    if (NEGATIVE.containsAll(emotions)) {
      return 0;
    }
    return emotions.equals(Set.of("neutral")) ? 1 : -1;
  }

  private List<Example> rated(String prefix) throws IOException {
    List<String> texts = lines(prefix + "text.txt");
    List<String> labels = lines(prefix + "labels.txt");
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      if (!labels.get(i).isBlank()) {
        int label = (int) Double.parseDouble(labels.get(i).strip());
        examples.add(new Example(texts.get(i), oneHot(label, SENTIMENTS.size()), 1));
      }
    }
    return examples;
  }

  Labelled topics(String part) throws IOException {
    List<String> names = new ArrayList<>();
    List<Example> examples = new ArrayList<>();
    for (String language : List.of("en", "es", "ja")) {
      for (String line :
          lines("tweet-topic-xl/data/%s/%s_%s.jsonl".formatted(language, language, part))) {
        if (line.isBlank()) {
          continue;
        }
        JsonNode row = JSON.readTree(line);
        if (names.isEmpty()) {
          for (Iterator<String> each = row.fieldNames(); each.hasNext(); ) {
            String name = each.next();
            if (!Set.of("id", "text").contains(name) && row.get(name).isInt()) {
              names.add(name);
            }
          }
        }
        double[] labels = names.stream().mapToDouble(name -> row.get(name).asDouble()).toArray();
        examples.add(new Example(row.get("text").asText(), labels, 1));
      }
    }
    return new Labelled(List.copyOf(names), examples);
  }

  /** Every fifth row is for measuring: the set has no parts of its own. */
  Labelled toxicity(String part) throws IOException {
    List<Example> examples = new ArrayList<>();
    for (String language : List.of("en", "fr")) {
      List<String> rows = lines("mlma-hate-fr-en/" + language + "_dataset.csv");
      for (int i = 0; i + 1 < rows.size(); i++) {
        if ((i % 5 == 0) == part.equals("val")) {
          List<String> fields = fields(rows.get(i + 1));
          examples.add(binary(fields.get(1), !fields.get(2).equals("normal")));
        }
      }
    }
    if (part.equals("train")) {
      addLabelled(examples, "davidson-tweets-en", Set.of("hate", "offensive"));
      addLabelled(examples, "hatemoji-en", Set.of("1"));
      addLabelled(examples, "surge-toxicity-en", Set.of("Toxic"));
      examples.addAll(everySecond(harmlessEmotions()));
      examples.addAll(everySecond(ham()));
    }
    return new Labelled(List.of("toxic"), examples);
  }

  /** The name is "offensive" or "hate". */
  Labelled tweetevalToxicity(String name) throws IOException {
    List<String> texts = lines("tweeteval/datasets/" + name + "/val_text.txt");
    List<String> labels = lines("tweeteval/datasets/" + name + "/val_labels.txt");
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      if (!labels.get(i).isBlank()) {
        examples.add(binary(texts.get(i), labels.get(i).strip().equals("1")));
      }
    }
    return new Labelled(List.of("toxic"), examples);
  }

  /** What the project made against real posts; real spam may not be trained on. */
  Labelled madeSpam() throws IOException {
    List<Example> examples = new ArrayList<>();
    for (String line : read(training.resolve("spam.tsv"))) {
      examples.add(binary(line.split("\t", 2)[1], true));
    }
    examples.addAll(ham());
    return new Labelled(List.of("spam"), examples);
  }

  Labelled smsSpam() throws IOException {
    List<Example> examples = new ArrayList<>();
    for (String line : lines("sms-spam/data/sms.tsv")) {
      String[] cells = line.split("\t", 2);
      if (cells.length == 2) {
        examples.add(binary(cells[1], cells[0].equals("spam")));
      }
    }
    return new Labelled(List.of("spam"), examples);
  }

  private List<Example> ham() throws IOException {
    List<Example> ham = new ArrayList<>();
    for (String language : LANGUAGES) {
      for (String text : lines("xlmt-umsab/data/sentiment/" + language + "/train_text.txt")) {
        if (!text.isBlank()) {
          ham.add(binary(text, false));
        }
      }
    }
    topics("train").examples().forEach(example -> ham.add(binary(example.text(), false)));
    return ham;
  }

  private List<Example> harmlessEmotions() throws IOException {
    List<Example> harmless = new ArrayList<>();
    for (String line : lines("open-text/goemotions-en/posts.tsv")) {
      String[] cells = line.split("\t", 2);
      if (sentimentOf(Set.of(cells[0].split(","))) > 0) {
        harmless.add(binary(cells[1], false));
      }
    }
    return harmless;
  }

  private void addLabelled(List<Example> to, String name, Set<String> bad) throws IOException {
    for (String line : lines("open-text/" + name + "/posts.tsv")) {
      String[] cells = line.split("\t", 2);
      to.add(binary(cells[1], bad.contains(cells[0])));
    }
  }

  private static List<Example> everySecond(List<Example> all) {
    List<Example> half = new ArrayList<>();
    for (int i = 0; i < all.size(); i += 2) {
      half.add(all.get(i));
    }
    return half;
  }

  private static Example binary(String text, boolean is) {
    return new Example(text, new double[] {is ? 1 : 0}, 1);
  }

  private static double[] oneHot(int label, int size) {
    double[] labels = new double[size];
    labels[label] = 1;
    return labels;
  }

  List<String> lines(String name) throws IOException {
    return read(folder.resolve(name));
  }

  /** Split at line feeds alone: some posts hold other line ends. */
  static List<String> read(Path file) throws IOException {
    String all = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    List<String> lines = new ArrayList<>(Arrays.asList(all.split("\n", -1)));
    if (lines.get(lines.size() - 1).isEmpty()) {
      lines.remove(lines.size() - 1);
    }
    lines.replaceAll(line -> line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
    return lines;
  }

  private static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    Matcher matcher = FIELD.matcher(line);
    int at = 0;
    while (at <= line.length() && matcher.find(at)) {
      fields.add(
          matcher.group(1) == null ? matcher.group(2) : matcher.group(1).replace("\"\"", "\""));
      at = matcher.end() + 1;
    }
    return fields;
  }
}
