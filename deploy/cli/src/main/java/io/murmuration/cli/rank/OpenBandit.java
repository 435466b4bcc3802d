package io.murmuration.cli.rank;

import io.murmuration.model.rank.AdCounts;
import io.murmuration.model.rank.AdImpression;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The impressions of open-bandit (Saito et al. 2021), both policies merged in the order of time,
 * each with the features that the counts of all earlier ones give.
 */
public final class OpenBandit {
  /** Of the impressions, those that come first are for training. */
  private static final double TRAINING_SHARE = 0.7;

  private static final List<String> POLICIES = List.of("random", "bts");

  /** An impression with its features. */
  public record Row(String time, AdImpression ad, boolean clicked, float[] features) {}

  private record Logged(String time, AdImpression ad, boolean clicked) {}

  private OpenBandit() {}

  /**
   * All impressions in the order of time.
   *
   * @param sets the folder of data sets
   */
  public static List<Row> read(Path sets) throws IOException {
    List<Logged> logged = new ArrayList<>();
    for (String policy : POLICIES) {
      Path folder = sets.resolve("open-bandit/obd").resolve(policy).resolve("men");
      logged.addAll(policy(folder));
    }
    logged.sort(Comparator.comparing(Logged::time));
    AdCounts counts = new AdCounts();
    List<Row> rows = new ArrayList<>(logged.size());
    for (Logged each : logged) {
      rows.add(new Row(each.time(), each.ad(), each.clicked(), counts.features(each.ad())));
      counts.shown(each.ad());
      if (each.clicked()) {
        counts.clicked(each.ad());
      }
    }
    return rows;
  }

  public static List<Row> training(List<Row> rows) {
    return rows.subList(0, (int) (TRAINING_SHARE * rows.size()));
  }

  public static List<Row> heldOut(List<Row> rows) {
    return rows.subList((int) (TRAINING_SHARE * rows.size()), rows.size());
  }

  private static List<Logged> policy(Path folder) throws IOException {
    Map<String, List<String>> kinds = new HashMap<>();
    for (String[] cells : table(folder.resolve("item_context.csv"))) {
      kinds.put(cells[1], named("kind", cells, 3, 3));
    }
    List<Logged> logged = new ArrayList<>();
    for (String[] cells : table(folder.resolve("men.csv"))) {
      String item = cells[2];
      double[] affinities =
          Arrays.stream(cells, 10, cells.length).mapToDouble(Double::parseDouble).toArray();
      double own = affinities[Integer.parseInt(item)];
      AdImpression ad =
          new AdImpression(
              item,
              "",
              kinds.get(item),
              named("user", cells, 6, 4),
              Integer.parseInt(cells[3]) - 1,
              0,
              own,
              Arrays.stream(affinities).sum() - own);
      logged.add(new Logged(cells[1], ad, cells[4].equals("1")));
    }
    return logged;
  }

  private static List<String> named(String name, String[] cells, int from, int count) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(name + i + "=" + cells[from + i]);
    }
    return all;
  }

  private static List<String[]> table(Path file) throws IOException {
    return Files.readAllLines(file).stream().skip(1).map(line -> line.split(",", -1)).toList();
  }
}
