package io.murmuration.jobs.ads;

import io.murmuration.jobs.CodeVersion;
import io.murmuration.model.generate.ad.AdBrief;
import io.murmuration.model.generate.ad.AdCopy;
import io.murmuration.model.generate.ad.AdCopyCodec;
import io.murmuration.model.generate.ad.AdWriter;
import io.murmuration.model.inference.LocalMemory;
import io.murmuration.model.inference.ModelIdentity;
import io.murmuration.model.inference.ResultMemory;
import io.murmuration.model.inference.SharedModels;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Drafts by brief and chance, as the same code wrote them before. Other code may hold the writer to
 * other rules, and a replay is to show that: so it remembers none of its drafts. Thread-safe.
 */
final class RememberedDrafts implements AutoCloseable {
  private final ResultMemory<AdCopy> memory;
  private final String code;

  private RememberedDrafts(ResultMemory<AdCopy> memory, String code) {
    this.memory = memory;
    this.code = code;
  }

  static RememberedDrafts none() {
    return new RememberedDrafts(null, "");
  }

  /**
   * @param code which code this is
   */
  static RememberedDrafts of(LocalMemory memory, String code) {
    return new RememberedDrafts(SharedModels.remember(memory, new AdCopyCodec()), code);
  }

  /**
   * None where there is no memory, or where other builds may call themselves what this one does.
   *
   * @param memory or null
   */
  static RememberedDrafts ofThisCode(LocalMemory memory) {
    Optional<String> code = CodeVersion.unmistakable();
    return memory == null || code.isEmpty() ? none() : of(memory, code.get());
  }

  /**
   * All that a draft depends on besides the writer.
   *
   * @param seed of this draft
   */
  record Wanted(AdBrief brief, long seed, AdWriter.Style style) {}

  /** Ends with null where it is not known; on any thread. */
  CompletableFuture<AdCopy> find(ModelIdentity writer, Wanted wanted) {
    return memory == null
        ? CompletableFuture.completedFuture(null)
        : memory.find(writer, canonical(wanted));
  }

  void keep(ModelIdentity writer, Wanted wanted, AdCopy copy) {
    if (memory != null) {
      memory.keep(writer, canonical(wanted), copy);
    }
  }

  private byte[] canonical(Wanted wanted) {
    AdWriter.Style style = wanted.style();
    byte[] head = ("draft " + code + "\n").getBytes(StandardCharsets.UTF_8);
    byte[] brief = wanted.brief().canonicalBytes();
    return ByteBuffer.allocate(head.length + 4 * Long.BYTES + 1 + brief.length)
        .put(head)
        .putLong(wanted.seed())
        .putDouble(style.temperature())
        .putDouble(style.topP())
        .putDouble(style.mostStrain())
        .put((byte) (style.heldToBrief() ? 1 : 0))
        .put(brief)
        .array();
  }

  @Override
  public void close() {
    if (memory != null) {
      memory.close();
    }
  }
}
