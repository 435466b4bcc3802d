package io.murmuration.cli.bench.writer;

import io.murmuration.model.generate.GenerativeTokenizer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The open text that the ad writer learnt from, line by line, and the slogans it did not. */
final class WriterText {
  /** As {@code model-udfs/training/writer/text.py} has them. */
  private static final List<String> SETS =
      List.of(
          "commonvoice-en/sentences.txt",
          "commonvoice-fr/sentences.txt",
          "assemblee-fr/sentences.txt",
          "theatre-fr/sentences.txt",
          "gutenberg-books-fr/sentences.txt",
          "blog18f-en/paragraphs.txt",
          "etalab-guides-fr/paragraphs.txt",
          "based-cooking-en/steps.txt",
          "pd-recipes-en/steps.txt",
          "blagues-fr/jokes.tsv",
          "chatterbot-en/turns.tsv",
          "chatterbot-fr/turns.tsv",
          "clinc-oos-en/utterances.tsv",
          "hwu-nlu-en/utterances.tsv",
          "polyai-en/utterances.tsv",
          "taskmaster-en/turns.tsv");

  private static final Pattern FIELD = Pattern.compile("\"([^\"]*+(?:\"\"[^\"]*+)*+)\"|([^,]*+)");

  private final Path sets;
  private final GenerativeTokenizer tokenizer;

  WriterText(Path sets, GenerativeTokenizer tokenizer) {
    this.sets = sets;
    this.tokenizer = tokenizer;
  }

  /** Each line as the writer saw it, between its marks. */
  void forEach(Consumer<int[]> text) throws IOException {
    for (String set : SETS) {
      for (String line : lines(sets.resolve("open-text").resolve(set))) {
        accept(line.substring(line.lastIndexOf('\t') + 1).replace(" ||| ", " "), text);
      }
    }
    for (Path pairs : pairFiles()) {
      for (String line : lines(pairs)) {
        for (String side : line.split("\t")) {
          accept(side, text);
        }
      }
    }
  }

  private List<Path> pairFiles() throws IOException {
    try (Stream<Path> files = Files.walk(sets.resolve("open-pairs"))) {
      return files.filter(file -> file.endsWith("pairs.tsv")).sorted().toList();
    }
  }

  private void accept(String line, Consumer<int[]> text) {
    if (!line.isBlank()) {
      text.accept(tokens(line.strip()));
    }
  }

  int[] tokens(String text) {
    String plain = Normalizer.normalize(text, Normalizer.Form.NFC).replace("<|", "< ");
    return tokenizer.encode("<|text|>" + plain + "<|end|>");
  }

  /** Slogans of companies, none of which was trained on. */
  List<String> slogans() throws IOException {
    List<String> slogans = new ArrayList<>();
    List<String> rows = lines(sets.resolve("slogan-generation/valid.csv"));
    for (String row : rows.subList(1, rows.size())) {
      Matcher field = FIELD.matcher(row);
      String second = "";
      for (int i = 0, at = 0; i < 2 && at <= row.length() && field.find(at); i++) {
        second = field.group(1) == null ? field.group(2) : field.group(1).replace("\"\"", "\"");
        at = field.end() + 1;
      }
      if (!second.isBlank()) {
        slogans.add(second.strip());
      }
    }
    return slogans;
  }

  private static List<String> lines(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
  }
}
