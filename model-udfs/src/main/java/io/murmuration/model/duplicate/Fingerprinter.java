package io.murmuration.model.duplicate;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes fingerprints. One thread at a time. */
public final class Fingerprinter {
  /** Fewer words are said by many who copy nobody: "thank you", "happy birthday". */
  private static final int LEAST_WORDS = 4;

  /** Copies begin with the same words or end with them, and with more than chance gives. */
  private static final int END_WORDS = 6;

  private static final int BANDS = 4;
  private static final int BITS = 10;

  /** Of a digest; enough to tell two models apart. */
  private static final int MODEL_CHARACTERS = 12;

  private final MessageDigest sha256;
  private Hyperplanes planes = new Hyperplanes(BANDS, BITS, 1);

  public Fingerprinter() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /**
   * @param model that made the vector, its digest: vectors of two models never meet in a bucket
   * @return none where there is no text to compare
   */
  public Optional<Fingerprint> of(String text, String model, float[] vector) {
    List<String> words = NormalText.words(text);
    if (words.size() >= LEAST_WORDS) {
      byte[] quantised = QuantisedVector.of(vector);
      long cluster = hash(String.join(" ", words));
      return Optional.of(
          new Fingerprint(cluster, quantised, buckets(cluster, words, brief(model), quantised)));
    }
    String whole = NormalText.whole(text);
    return whole.isEmpty()
        ? Optional.empty()
        : Optional.of(new Fingerprint(hash(whole), new byte[0], new String[0]));
  }

  private String[] buckets(long cluster, List<String> words, String model, byte[] vector) {
    if (planes.dimension() != vector.length) {
      planes = new Hyperplanes(BANDS, BITS, vector.length);
    }
    List<String> buckets = new ArrayList<>();
    buckets.add(BucketKind.EXACT.bucket(Long.toHexString(cluster)));
    if (words.size() >= END_WORDS) {
      List<String> opening = words.subList(0, END_WORDS);
      List<String> closing = words.subList(words.size() - END_WORDS, words.size());
      buckets.add(BucketKind.OPENING.bucket(hex(opening) + " " + model));
      buckets.add(BucketKind.CLOSING.bucket(hex(closing) + " " + model));
    }
    int[] signatures = planes.signatures(vector);
    for (int band = 0; band < signatures.length; band++) {
      buckets.add(BucketKind.NEAR.bucket(band + ":" + signatures[band] + " " + model));
    }
    return buckets.toArray(String[]::new);
  }

  private static String brief(String model) {
    return model.substring(0, Math.min(model.length(), MODEL_CHARACTERS));
  }

  private String hex(List<String> words) {
    return Long.toHexString(hash(String.join(" ", words)));
  }

  private long hash(String text) {
    byte[] digest = sha256.digest(text.getBytes(StandardCharsets.UTF_8));
    long hash = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      hash = hash << Byte.SIZE | digest[i] & 0xff;
    }
    return hash;
  }
}
