package io.murmuration.model.inference;

import static io.murmuration.model.inference.BatcherTest.done;
import static io.murmuration.model.inference.BatcherTest.limits;
import static io.murmuration.model.inference.BatcherTest.rejected;
import static io.murmuration.model.inference.BatcherTest.submit;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class BatcherFatesTest {
  @Property(tries = 300)
  void givesEveryRequestItsOwnFateExactlyOnce(
      @ForAll @Size(max = 60) List<@IntRange(max = 11) Integer> kinds,
      @ForAll @IntRange(min = 1, max = 9) int maxItems,
      @ForAll @IntRange(min = 1, max = 40) int maxTokens)
      throws Exception {
    EchoModel model = new EchoModel("poison0", "poison1").failing("flaky0", 2);
    ManualDevice device = new ManualDevice();
    Batcher<String, String> batcher =
        new Batcher<>(
            EchoModel.IDENTITY, model, limits(maxItems, maxTokens), device, device::nowNanos);
    List<String> texts = new ArrayList<>();
    List<CompletableFuture<InferenceOutcome<String>>> answers = new ArrayList<>();
    for (int kind : kinds) {
      String text = kind < 2 ? "poison" + kind : kind == 2 ? "flaky0" : "x".repeat(kind) + kind;
      texts.add(text);
      answers.add(submit(batcher, text).get(0));
      if (kind % 4 == 0) {
        device.runReady();
      }
    }

    device.runAll();

    for (int i = 0; i < texts.size(); i++) {
      if (texts.get(i).startsWith("poison")) {
        assertThat(rejected(answers.get(i)).message()).contains("choked on " + texts.get(i));
      } else {
        assertThat(done(answers.get(i))).isEqualTo("[" + texts.get(i) + "]");
      }
    }
    assertThat(model.batches).allSatisfy(batch -> assertThat(batch).hasSizeBetween(1, maxItems));
  }
}
