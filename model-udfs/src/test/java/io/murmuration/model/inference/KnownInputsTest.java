package io.murmuration.model.inference;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class KnownInputsTest {
  private final EchoModel echo = new EchoModel("poison");
  private final CountDownLatch gate = new CountDownLatch(1);

  @TempDir Path folder;

  @Test
  void computesOnceForEqualRequestsAtOnce() throws Exception {
    try (var lease = lease()) {
      CompletableFuture<InferenceOutcome<String>> first = lease.submit("a");
      CompletableFuture<InferenceOutcome<String>> second = lease.submit("a");
      CompletableFuture<InferenceOutcome<String>> patient = lease.submit("a", Urgency.REPLAY);

      gate.countDown();

      assertThat(List.of(first.get(), second.get(), patient.get()))
          .containsExactly(
              done(1, OutputOrigin.COMPUTED),
              done(1, OutputOrigin.SHARED),
              done(1, OutputOrigin.SHARED));
      assertThat(echo.batches).containsExactly(List.of("a"));
      assertThat(lease.statistics().shared()).isEqualTo(2);
    }
  }

  @Test
  void waitsForNobodyLessUrgentAndNobodyWaitsForADeadline() throws Exception {
    try (var lease = lease()) {
      List<CompletableFuture<InferenceOutcome<String>>> answers =
          List.of(
              lease.submit("a", Urgency.REPLAY),
              lease.submit("a", Urgency.FEED),
              lease.submit("a", Urgency.ads(Duration.ofMinutes(1))),
              lease.submit("a", Urgency.ads(null)));

      gate.countDown();

      assertThat(answers).extracting(answer -> answer.get().attempts()).containsOnly(1);
      assertThat(lease.statistics().items()).isEqualTo(4);
    }
  }

  @Test
  void remembersResultsAcrossLeasesAndNoFailures() throws Exception {
    gate.countDown();
    try (var lease = lease()) {
      lease.submit("a").get();
      lease.submit("poison").get();
      lease.submit("NaN").get();
    }
    echo.batches.clear();

    try (var lease = lease()) {
      assertThat(lease.submit("a").get()).isEqualTo(done(0, OutputOrigin.DISK));
      assertThat(lease.submit("poison").get()).isInstanceOf(InferenceOutcome.Rejected.class);
      assertThat(lease.submit("NaN").get()).isInstanceOf(InferenceOutcome.Rejected.class);
      assertThat(lease.statistics().cacheHits()).isOne();
      assertThat(lease.statistics().cacheMisses()).isEqualTo(2);
    }
    assertThat(echo.batches).doesNotContain(List.of("a"));
  }

  @Test
  void computesAgainWhatWasKeptInAnotherForm() throws Exception {
    gate.countDown();
    try (var lease = lease()) {
      lease.submit("a").get();
    }
    echo.batches.clear();

    try (var lease = acquire(new Loader((byte) 2))) {
      assertThat(lease.submit("a").get().attempts()).isOne();
    }
  }

  @Test
  void remembersNothingForACopyThatClaimsSameBytesFromOneThatDoesNot() throws Exception {
    gate.countDown();
    try (var lease = lease()) {
      lease.submit("a").get();
    }

    try (var lease = acquire(new Loader((byte) 1, true))) {
      assertThat(lease.submit("a").get().attempts()).isOne();
    }
  }

  private static InferenceOutcome<String> done(int attempts, OutputOrigin origin) {
    return new InferenceOutcome.Done<>(EchoModel.IDENTITY, attempts, origin, "[a]");
  }

  private ModelLease<String, String> lease() {
    return acquire(new Loader((byte) 1));
  }

  private ModelLease<String, String> acquire(Loader loader) {
    BatchLimits limits = new BatchLimits(8, 100, 100, 1, Duration.ZERO);
    LocalMemory memory =
        new LocalMemory(folder.toString(), 1 << 20, Duration.ofDays(1), Duration.ofMinutes(1));
    return SharedModels.acquire(loader, limits, memory);
  }

  private final class Loader implements ModelLoader<String, String> {
    private final byte form;
    private final boolean sameBytes;

    Loader(byte form) {
      this(form, false);
    }

    Loader(byte form, boolean sameBytes) {
      this.form = form;
      this.sameBytes = sameBytes;
    }

    @Override
    public String key() {
      return "known-inputs:" + folder + form + sameBytes;
    }

    @Override
    public LoadedModel<String, String, String> load() {
      return new LoadedModel<>(
          EchoModel.IDENTITY,
          new WholeText(0),
          new GatedModel(echo, gate, new AtomicInteger()),
          sameBytes);
    }

    @Override
    public Optional<CanonicalForm<String>> canonicalForm() {
      return Optional.of(text -> text.getBytes(UTF_8));
    }

    @Override
    public Optional<OutputCodec<String>> outputCodec() {
      return Optional.of(new TextCodec(form));
    }
  }

  private record TextCodec(byte form) implements OutputCodec<String> {
    @Override
    public byte[] write(String output) {
      return ((char) form + output).getBytes(UTF_8);
    }

    @Override
    public String read(byte[] bytes) {
      if (bytes[0] != form) {
        throw new IllegalArgumentException("another form");
      }
      return new String(bytes, 1, bytes.length - 1, UTF_8);
    }
  }
}
