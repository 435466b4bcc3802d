package io.murmuration.model.inference.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class DiskCacheTest {
  private static final Duration AGE = Duration.ofDays(1);
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final long MEGABYTE = 1 << 20;

  @TempDir Path folder;

  @Test
  void knowsAfterItWasOpenedAgainWhatItKept() throws Exception {
    try (DiskCache cache = DiskCache.open(folder, MEGABYTE, AGE, PATIENCE)) {
      cache.keep(key("a"), () -> key("value"));
    }

    try (DiskCache cache = DiskCache.open(folder, MEGABYTE, AGE, PATIENCE)) {
      assertThat(find(cache, "a").get()).isEqualTo(key("value"));
      assertThat(find(cache, "b").get()).isNull();
    }
  }

  @Test
  void beginsAnewInADamagedFolderAndTouchesNoOtherFile() throws Exception {
    try (DiskCache cache = DiskCache.open(folder, MEGABYTE, AGE, PATIENCE)) {
      cache.keep(key("a"), () -> key("value"));
    }
    Files.writeString(folder.resolve("CURRENT"), "nonsense");
    Files.writeString(folder.resolve("holiday.jpg"), "mine");

    try (DiskCache cache = DiskCache.open(folder, MEGABYTE, AGE, PATIENCE)) {
      assertThat(find(cache, "a").get()).isNull();
      cache.keep(key("b"), () -> key("new"));
      assertThat(find(cache, "b").get()).isEqualTo(key("new"));
    }
    assertThat(folder.resolve("holiday.jpg")).hasContent("mine");
  }

  @Test
  void refusesAFolderThatIsInUse() throws Exception {
    try (DiskCache cache = DiskCache.open(folder, MEGABYTE, AGE, PATIENCE)) {
      assertThatThrownBy(() -> DiskCache.open(folder, MEGABYTE, AGE, PATIENCE))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("lock");
      assertThat(find(cache, "a").get()).isNull();
    }
  }

  @Test
  void knowsWhatAnotherProcessKeptAndChangesNothingThere() throws Exception {
    Path another = folder.resolve("another");
    Path own = folder.resolve("own");
    try (DiskCache owner = DiskCache.open(another, MEGABYTE, AGE, PATIENCE)) {
      owner.keep(key("a"), () -> key("theirs"));
      find(owner, "a").get();

      try (DiskCache reader = DiskCache.open(own, MEGABYTE, AGE, PATIENCE, another)) {
        reader.keep(key("b"), () -> key("ours"));

        assertThat(find(reader, "a").get()).isEqualTo(key("theirs"));
        assertThat(find(reader, "b").get()).isEqualTo(key("ours"));
        assertThat(find(owner, "b").get()).isNull();
        owner.keep(key("c"), () -> key("later"));
        assertThat(find(owner, "c").get()).isEqualTo(key("later"));
      }
    }
  }

  @Test
  void onlyReadsWhereBothFoldersAreInUse() throws Exception {
    Path another = folder.resolve("another");
    Path own = folder.resolve("own");
    try (DiskCache owner = DiskCache.open(another, MEGABYTE, AGE, PATIENCE);
        DiskCache first = DiskCache.open(own, MEGABYTE, AGE, PATIENCE, another)) {
      owner.keep(key("a"), () -> key("theirs"));
      find(owner, "a").get();

      try (DiskCache second = DiskCache.open(own, MEGABYTE, AGE, PATIENCE, another)) {
        second.keep(key("b"), () -> key("ours"));

        assertThat(find(second, "a").get()).isEqualTo(key("theirs"));
        assertThat(find(second, "b").get()).isNull();
      }
      assertThat(find(first, "b").get()).isNull();
    }
  }

  @Test
  void doesWithoutAnotherThatIsNotThere() throws Exception {
    Path nowhere = folder.resolve("nowhere");
    try (DiskCache cache =
        DiskCache.open(folder.resolve("own"), MEGABYTE, AGE, PATIENCE, nowhere)) {
      cache.keep(key("a"), () -> key("ours"));

      assertThat(find(cache, "a").get()).isEqualTo(key("ours"));
    }
    assertThat(nowhere).doesNotExist();
  }

  @Test
  void readsOnWhatAnotherProcessDropsLater() throws Exception {
    Path another = folder.resolve("another");
    try (DiskCache owner = DiskCache.open(another, MEGABYTE, AGE, PATIENCE)) {
      fill(owner, 0, 600);
      try (DiskCache reader =
          DiskCache.open(folder.resolve("own"), MEGABYTE, AGE, PATIENCE, another)) {
        fill(owner, 600, 16_000);

        assertThat(find(owner, "k0").get()).isNull();
        assertThat(find(reader, "k0").get()).hasSize(1_000);
      }
    }
  }

  @Test
  void dropsTheOldestBytesFirst() throws Exception {
    try (DiskCache cache = DiskCache.open(folder, MEGABYTE, AGE, PATIENCE)) {
      fill(cache, 0, 16_000);

      assertThat(find(cache, "k0").get()).isNull();
      assertThat(find(cache, "k15999").get()).hasSize(1_000);
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.mapToLong(file -> file.toFile().length()).sum()).isLessThan(3 * MEGABYTE);
    }
  }

  /** With a kilobyte each, and no faster than the disk. */
  private static void fill(DiskCache cache, int from, int to) throws Exception {
    Random random = new Random(7);
    for (int i = from; i < to; i++) {
      byte[] value = new byte[1_000];
      random.nextBytes(value);
      cache.keep(key("k" + i), () -> value);
      if (i % 500 == 0) {
        find(cache, "any").get();
      }
    }
    find(cache, "any").get();
  }

  @Test
  void letsNobodyWaitForADiskThatHangs() throws Exception {
    HangingStore store = new HangingStore();
    List<CompletableFuture<byte[]>> answers = new ArrayList<>();
    DiskCache cache = new DiskCache(store, Duration.ofMillis(20));
    for (int i = 0; i < 100; i++) {
      answers.add(find(cache, "k" + i));
    }

    for (CompletableFuture<byte[]> answer : answers) {
      assertThat(answer.get()).isNull();
    }

    assertThat(cache.find(key("later"), value -> {})).as("the disk is asked").isFalse();
    store.gate.countDown();
    cache.close();
    assertThat(store.closed).isTrue();
  }

  private static CompletableFuture<byte[]> find(DiskCache cache, String key) {
    CompletableFuture<byte[]> found = new CompletableFuture<>();
    cache.find(key(key), found::complete);
    return found;
  }

  private static byte[] key(String text) {
    return text.getBytes(UTF_8);
  }

  private static final class HangingStore implements ByteStore {
    private final CountDownLatch gate = new CountDownLatch(1);
    private volatile boolean closed;

    @Override
    public byte[] get(byte[] key) {
      try {
        gate.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return key;
    }

    @Override
    public void put(byte[] key, byte[] value) {}

    @Override
    public void close() {
      closed = true;
    }
  }
}
