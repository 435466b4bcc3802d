package io.murmuration.model.generate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Feeds texts to a decoder by hand, a row each, in the slots from a first one on. */
public final class RowDriver {
  private final DecoderStep decoder;
  private final KeyValueCache cache;
  private final int firstSlot;
  private final List<Integer> cached = new ArrayList<>();

  public RowDriver(DecoderStep decoder, int slots, int cacheLength, int firstSlot) {
    this.decoder = decoder;
    this.cache = new KeyValueCache(decoder.config(), slots, cacheLength);
    this.firstSlot = firstSlot;
  }

  /** Logits of each row after its new tokens, padded to one length. */
  public float[][] feed(int length, int[]... rows) {
    int[] tokens = new int[rows.length * length];
    int[] counts = new int[rows.length];
    int[] before = new int[rows.length];
    for (int row = 0; row < rows.length; row++) {
      if (cached.size() <= row) {
        cached.add(0);
      }
      System.arraycopy(rows[row], 0, tokens, row * length, rows[row].length);
      counts[row] = rows[row].length;
      before[row] = cached.get(row);
    }
    StepOutput output =
        decoder.run(new StepInput(rows.length, length, tokens, counts, before, cache, firstSlot));
    float[][] logits = new float[rows.length][];
    int vocabulary = decoder.config().vocabulary();
    for (int row = 0; row < rows.length; row++) {
      cache.write(output, row, firstSlot + row, before[row], counts[row]);
      cached.set(row, before[row] + counts[row]);
      logits[row] = Arrays.copyOfRange(output.logits(), row * vocabulary, (row + 1) * vocabulary);
    }
    return logits;
  }
}
