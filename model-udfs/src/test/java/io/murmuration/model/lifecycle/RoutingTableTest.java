package io.murmuration.model.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RoutingTableTest {
  private static final String KEY = "any";

  private final RoutingTable table =
      new RoutingTable(
          revision("1"), List.of(routing(300, "4", "5"), routing(100, "2"), routing(200, "3")));

  @Test
  void stampsByTheLastRoutingThatHoldsWhateverTheirOrder() {
    assertThat(List.of(99L, 100L, 199L, 200L))
        .extracting(stamp -> table.stamp(stamp, KEY, null).model().version())
        .containsExactly("1", "2", "2", "3");
  }

  @Test
  void givesARecordTheVersionThatItAsksForIfTheTableHasIt() {
    assertThat(List.of("1", "3", "5", "9"))
        .extracting(asked -> table.stamp(100, KEY, asked).model().version())
        .containsExactly("1", "3", "5", "2");
  }

  @Test
  void keepsOfATableWhatHoldsWithinAWindow() {
    RoutingTable window = table.between(150, 300);

    assertThat(window.routings()).extracting(ModelRouting::fromMillis).containsExactly(100L, 200L);
    assertThat(window.stamp(150, KEY, null)).isEqualTo(table.stamp(150, KEY, null));
    assertThat(window.stamp(299, KEY, null)).isEqualTo(table.stamp(299, KEY, null));
  }

  private static ModelRouting routing(long from, String active) {
    return new ModelRouting("encoder", from, revision(active), null, 0, null, null, 0, null);
  }

  private static ModelRouting routing(long from, String active, String canary) {
    return new ModelRouting(
        "encoder",
        from,
        revision(active),
        revision(canary),
        50,
        TrialRule.none(),
        null,
        0,
        null);
  }

  private static ModelRevision revision(String version) {
    return new ModelRevision("encoder", version, "file:/models/" + version, "sha-" + version);
  }
}
