package io.murmuration.model.djl;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The stories260K.bin at hand comes from a fork of llama2.c that transposed each matrix in place,
 * once for each of the five layers. This puts the numbers back where llama2.c has them.
 */
final class ForkedStories {
  private static final int HEADER = 7;
  private static final int LAYERS = 5;
  private static final int HIDDEN = 64;
  private static final int KEYS = 32;
  private static final int INTERMEDIATE = 172;
  private static final int VOCABULARY = 512;

  private final ByteBuffer numbers;
  private int place = HEADER;

  private ForkedStories(byte[] bytes) {
    numbers = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  static void repair(Path fork, Path to) throws IOException {
    byte[] bytes = Files.readAllBytes(fork);
    new ForkedStories(bytes).repair();
    Files.write(to, bytes);
  }

  private void repair() {
    place += VOCABULARY * HIDDEN + LAYERS * HIDDEN;
    layers(HIDDEN, HIDDEN);
    layers(KEYS, HIDDEN);
    layers(KEYS, HIDDEN);
    layers(HIDDEN, HIDDEN);
    place += LAYERS * HIDDEN;
    layers(INTERMEDIATE, HIDDEN);
    layers(HIDDEN, INTERMEDIATE);
    layers(INTERMEDIATE, HIDDEN);
  }

  private void layers(int rows, int columns) {
    for (int layer = 0; layer < LAYERS; layer++) {
      for (int time = 0; time < LAYERS; time++) {
        transposeBack(rows, columns);
      }
      place += rows * columns;
    }
  }

  private void transposeBack(int rows, int columns) {
    int[] bits = new int[rows * columns];
    numbers.position(place * Integer.BYTES).asIntBuffer().get(bits);
    for (int i = 0; i < bits.length; i++) {
      int from = i / rows + i % rows * columns;
      numbers.putInt((place + i) * Integer.BYTES, bits[from]);
    }
  }
}
