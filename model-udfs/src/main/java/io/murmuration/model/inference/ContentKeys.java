package io.murmuration.model.inference;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * An input by its content, under one model: 32 bytes. Thread-safe.
 *
 * @param sameBytes what the model claims; where it doesn't, the keys are others, so that what a GPU
 *     gave never answers for a CPU
 */
record ContentKeys(ModelIdentity model, boolean sameBytes) {
  static final int BYTES = 32;

  byte[] of(byte[] canonicalInput) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(model.sha256().getBytes(StandardCharsets.US_ASCII));
      digest.update((byte) (sameBytes ? '\n' : '~'));
      return digest.digest(canonicalInput);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
