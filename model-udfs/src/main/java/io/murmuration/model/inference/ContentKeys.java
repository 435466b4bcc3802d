package io.murmuration.model.inference;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** An input by its content, under one model: 32 bytes. Thread-safe. */
record ContentKeys(ModelIdentity model) {
  static final int BYTES = 32;

  byte[] of(byte[] canonicalInput) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(model.sha256().getBytes(StandardCharsets.US_ASCII));
      digest.update((byte) '\n');
      return digest.digest(canonicalInput);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
