package io.murmuration.model.inference;

import io.murmuration.model.inference.cache.DiskCache;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A {@link LocalMemory} in use by this process. What of it can't be opened is done without: a
 * memory is no reason to fail.
 */
final class OpenMemory {
  private static final Logger LOG = LoggerFactory.getLogger(OpenMemory.class);
  private static final String RESULTS = "results";

  /** Null where there is none. */
  final CrashJournal journal;

  /** Null where there is none. */
  final DiskCache cache;

  private OpenMemory(CrashJournal journal, DiskCache cache) {
    this.journal = journal;
    this.cache = cache;
  }

  static OpenMemory open(LocalMemory memory) {
    return new OpenMemory(journal(memory), cache(memory));
  }

  private static CrashJournal journal(LocalMemory memory) {
    Path folder = Path.of(memory.folder(), "crashes");
    try {
      return CrashJournal.open(folder);
    } catch (IOException e) {
      LOG.warn("no crash journal in {}: {}", folder, e.toString());
      return null;
    }
  }

  private static DiskCache cache(LocalMemory memory) {
    Path folder = Path.of(memory.folder(), RESULTS);
    try {
      if (memory.elsewhere() == null) {
        return DiskCache.open(folder, memory.maxBytes(), memory.maxAge(), memory.patience());
      }
      return DiskCache.open(
          folder,
          memory.maxBytes(),
          memory.maxAge(),
          memory.patience(),
          Path.of(memory.elsewhere(), RESULTS));
    } catch (IOException | LinkageError e) {
      LOG.warn("no cache in {}: {}", folder, e.toString());
      return null;
    }
  }

  void close() {
    if (cache != null) {
      cache.close();
    }
  }
}
