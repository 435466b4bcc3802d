package io.murmuration.jobs.ads;

import io.murmuration.jobs.CodeVersion;
import io.murmuration.model.generate.ad.AdBrief;
import io.murmuration.model.generate.ad.AdCopy;
import io.murmuration.model.generate.ad.AdWriter;
import io.murmuration.model.inference.LocalMemory;
import io.murmuration.model.inference.ModelIdentity;
import io.murmuration.model.inference.ResultMemory;
import io.murmuration.model.inference.SharedModels;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Drafts by brief and chance, as the same code wrote them before. Other code may hold the writer to
 * other rules, and a replay is to show that: so it remembers none of its drafts. Thread-safe.
 */
final class RememberedDrafts implements AutoCloseable {
  private static final byte FORM = 1;

  private final ResultMemory memory;
  private final String code;

  /**
   * @param memory null to remember nothing
   * @param code which code this is
   */
  RememberedDrafts(ResultMemory memory, String code) {
    this.memory = memory;
    this.code = code;
  }

  /**
   * None where there is no memory, or where other builds may call themselves what this one does.
   *
   * @param memory or null
   */
  static RememberedDrafts ofThisCode(LocalMemory memory) {
    Optional<String> code = CodeVersion.unmistakable();
    return memory == null || code.isEmpty()
        ? new RememberedDrafts(null, "")
        : new RememberedDrafts(SharedModels.remember(memory), code.get());
  }

  /** Ends with null where it is not known; on any thread. */
  CompletableFuture<AdCopy> find(byte[] key) {
    return memory == null
        ? CompletableFuture.completedFuture(null)
        : memory.find(key).thenApply(RememberedDrafts::read);
  }

  void keep(byte[] key, AdCopy copy) {
    if (memory != null) {
      memory.keep(key, () -> bytes(copy));
    }
  }

  /** All that a draft depends on. */
  byte[] key(ModelIdentity writer, AdBrief brief, long seed, AdWriter.Style style) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      write(out, "draft");
      write(out, code);
      write(out, writer.sha256());
      out.writeLong(seed);
      out.writeDouble(style.temperature());
      out.writeDouble(style.topP());
      out.writeBoolean(style.heldToBrief());
      out.writeDouble(style.mostStrain());
      write(out, brief);
      return MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static void write(DataOutputStream out, AdBrief brief) throws IOException {
    write(out, brief.language());
    write(out, brief.placement().name());
    write(out, brief.voice());
    write(out, brief.product());
    write(out, brief.advertiser());
    write(out, brief.description());
    write(out, brief.ageBand());
    for (List<String> texts :
        List.of(
            brief.claims(),
            brief.mustSay(),
            brief.mustNotSay(),
            brief.interests(),
            brief.context())) {
      out.writeInt(texts.size());
      for (String text : texts) {
        write(out, text);
      }
    }
  }

  private static byte[] bytes(AdCopy copy) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(FORM);
      write(out, copy.headline());
      write(out, copy.body());
      write(out, copy.callToAction());
      out.writeDouble(copy.strain());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Null also of another form: it is written and kept again. */
  private static AdCopy read(byte[] bytes) {
    if (bytes == null || bytes.length == 0 || bytes[0] != FORM) {
      return null;
    }
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      in.readByte();
      return new AdCopy(text(in), text(in), text(in), in.readDouble());
    } catch (IOException e) {
      return null;
    }
  }

  private static void write(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String text(DataInputStream in) throws IOException {
    return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    if (memory != null) {
      memory.close();
    }
  }
}
