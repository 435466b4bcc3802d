package io.murmuration.cli.bench.models;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.murmuration.cli.bench.models.DataSets.Labelled;
import io.murmuration.cli.bench.models.LogisticRegression.Example;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Posts of xlmt-umsab by the language whose folder they lie in, and what the language head learnt
 * from besides: a sample of the sources in {@code model-udfs/training/encoder/language.py}, without
 * its made noise and its made text in no language.
 */
final class LanguageTexts {
  /** ISO 639-1, by folder. */
  private static final Map<String, String> FOLDERS = new LinkedHashMap<>();

  static {
    FOLDERS.put("english", "en");
    FOLDERS.put("french", "fr");
    FOLDERS.put("german", "de");
    FOLDERS.put("spanish", "es");
    FOLDERS.put("italian", "it");
    FOLDERS.put("portuguese", "pt");
    FOLDERS.put("arabic", "ar");
    FOLDERS.put("hindi", "hi");
  }

  static final List<String> LABELS = List.copyOf(FOLDERS.values());

  private static final List<String> OPEN_TEXT =
      List.of(
          "commonvoice-en/sentences.txt",
          "commonvoice-fr/sentences.txt",
          "assemblee-fr/sentences.txt",
          "theatre-fr/sentences.txt",
          "gutenberg-books-fr/sentences.txt",
          "etalab-guides-fr/paragraphs.txt",
          "blog18f-en/paragraphs.txt",
          "based-cooking-en/steps.txt",
          "pd-recipes-en/steps.txt",
          "taskmaster-en/turns.tsv",
          "chatterbot-en/turns.tsv",
          "chatterbot-fr/turns.tsv",
          "blagues-fr/jokes.tsv",
          "snips-en/utterances.tsv",
          "clinc-oos-en/utterances.tsv",
          "hwu-nlu-en/utterances.tsv",
          "polyai-en/utterances.tsv");

  /** Of each of English and French; there are about a million. */
  private static final int SAMPLE = 3_000;

  private static final String HINDI_AS_READ = "/bench/xlmt-umsab-hindi-val.tsv";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path sets;
  private final DataSets data;

  LanguageTexts(Path sets, DataSets data) {
    this.sets = sets;
    this.data = data;
  }

  /** Not trained on; each post has the language of its folder. */
  Labelled measured() throws IOException {
    return new Labelled(LABELS, posts("val", Map.of()));
  }

  /**
   * The same posts, those of the Hindi folder with the language that somebody read them in: nearly
   * a third are English. Posts in no language are left out.
   */
  Labelled measuredAsRead() throws IOException {
    return new Labelled(LABELS, posts("val", hindiAsRead()));
  }

  /** By line, from 1; those that are not there are Hindi. */
  private static Map<Integer, String> hindiAsRead() throws IOException {
    Map<Integer, String> read = new HashMap<>();
    try (InputStream in = LanguageTexts.class.getResourceAsStream(HINDI_AS_READ)) {
      String table = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      table
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t"))
          .forEach(
              cells -> {
                for (String line : cells[1].split(" ")) {
                  read.put(Integer.valueOf(line), cells[0]);
                }
              });
    }
    return read;
  }

  Labelled training() throws IOException {
    List<Example> examples = posts("train", Map.of());
    for (String language : List.of("en", "es")) {
      String file = "tweet-topic-xl/data/%s/%s_train.jsonl".formatted(language, language);
      for (String line : data.lines(file)) {
        examples.add(example(JSON.readTree(line).get("text").asText(), language));
      }
    }
    List<String> english = new ArrayList<>();
    List<String> french = new ArrayList<>();
    for (Path file : pairFiles()) {
      for (String line : DataSets.read(file)) {
        String[] cells = line.split("\t");
        if (cells.length > 1) {
          english.add(cells[0]);
          french.add(cells[1]);
        }
      }
    }
    for (String name : OPEN_TEXT) {
      List<String> to = name.contains("-fr/") ? french : english;
      for (String line : data.lines("open-text/" + name)) {
        to.add(line.substring(line.lastIndexOf('\t') + 1).replace(" ||| ", " "));
      }
    }
    addEvenly(english, "en", examples);
    addEvenly(french, "fr", examples);
    return new Labelled(LABELS, examples);
  }

  private List<Path> pairFiles() throws IOException {
    try (Stream<Path> files = Files.walk(sets.resolve("open-pairs"))) {
      return files.filter(file -> file.endsWith("pairs.tsv")).sorted().toList();
    }
  }

  /**
   * @param hindi the languages of lines of the Hindi folder, from 1, where it is another
   */
  private List<Example> posts(String part, Map<Integer, String> hindi) throws IOException {
    List<Example> posts = new ArrayList<>();
    for (Map.Entry<String, String> folder : FOLDERS.entrySet()) {
      String language = folder.getValue();
      Map<Integer, String> read = language.equals("hi") ? hindi : Map.of();
      String file = "xlmt-umsab/data/sentiment/%s/%s_text.txt".formatted(folder.getKey(), part);
      int line = 0;
      for (String text : data.lines(file)) {
        String own = read.getOrDefault(++line, language);
        if (!text.isBlank() && LABELS.contains(own)) {
          posts.add(example(text, own));
        }
      }
    }
    return posts;
  }

  private static void addEvenly(List<String> texts, String language, List<Example> to) {
    for (int i = 0; i < SAMPLE; i++) {
      to.add(example(texts.get((int) ((long) i * texts.size() / SAMPLE)), language));
    }
  }

  private static Example example(String text, String language) {
    return new Example(text, oneOf(language), 1);
  }

  private static double[] oneOf(String language) {
    double[] labels = new double[LABELS.size()];
    Arrays.setAll(labels, i -> LABELS.get(i).equals(language) ? 1 : 0);
    return labels;
  }
}
