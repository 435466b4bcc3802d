package io.murmuration.model.lifecycle;

import static io.murmuration.model.lifecycle.CountedVersions.revision;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class VersionedModelTest {
  private final CountedVersions versions = new CountedVersions(new CountDownLatch(0));
  private final List<CountedVersions.Counted> told = new ArrayList<>();
  private final AtomicLong nanos = new AtomicLong();

  @Test
  void tellsOfAVersionAgainWhenItIsLoadedAnew() throws Exception {
    try (var model = new VersionedModel<>(versions, told::add, nanos::get)) {
      ask(model, "2");
      ask(model, "2");
      nanos.addAndGet(Duration.ofMinutes(2).toNanos());
      // Gives the other one up, for nobody has asked for it.
      ask(model, "shipped");

      ask(model, "2");

      assertThat(versions.claims).hasSize(3);
      assertThat(told).containsExactlyElementsOf(versions.claims);
    }
  }

  private static void ask(VersionedModel<CountedVersions.Counted> model, String version)
      throws InterruptedException, ExecutionException {
    model
        .ask(
            revision(version),
            CompletableFuture::completedFuture,
            failure -> CompletableFuture.failedFuture(new AssertionError(failure.message())))
        .get();
  }
}
