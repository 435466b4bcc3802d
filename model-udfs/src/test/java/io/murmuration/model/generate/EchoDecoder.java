package io.murmuration.model.generate;

import io.murmuration.model.generate.weights.LlamaConfig;
import io.murmuration.model.generate.weights.RopePairing;
import io.murmuration.model.inference.DeviceMemoryException;
import io.murmuration.model.inference.RetryableInferenceException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Its cache holds the tokens themselves, and the next token is their sum: whatever mixes up slots
 * changes what is written. Can be told to fail.
 */
final class EchoDecoder implements DecoderStep {
  static final int VOCABULARY = 101;
  static final int POSITIONS = 128;

  /** Rows and length of each call that went well. */
  final List<String> calls = new ArrayList<>();

  int poison = -1;
  int notFinite = -1;
  int unavailable;
  RuntimeException failure;

  /** Positions of the longest cache for which there is room. */
  int room = POSITIONS;

  /** Each call waits for it, if there is one. */
  volatile CountDownLatch gate;

  volatile boolean closed;

  @Override
  public LlamaConfig config() {
    return new LlamaConfig(
        2, 4, 2, 1, 2, 4, VOCABULARY, POSITIONS, 10_000, 1e-5, true, RopePairing.HALVES);
  }

  @Override
  public KeyValueCache newCache(int slots, int length) {
    if (length > room) {
      throw new DeviceMemoryException("no room for " + length, null);
    }
    return DecoderStep.super.newCache(slots, length);
  }

  private void pass() {
    if (gate != null) {
      try {
        gate.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Override
  public StepOutput run(StepInput input) {
    pass();
    if (failure != null) {
      throw failure;
    }
    if (unavailable > 0) {
      unavailable--;
      throw new RetryableInferenceException("busy", null);
    }
    float[] logits = new float[input.rows() * VOCABULARY];
    float[] entries = new float[input.cache().parts() * input.rows() * input.length() * 2];
    for (int row = 0; row < input.rows(); row++) {
      int sum = 0;
      for (int i = 0; i < input.cached()[row]; i++) {
        int part = i % input.cache().parts();
        sum += (int) input.cache().view(part, input.firstSlot() + row, 1).get(2 * i);
      }
      for (int i = 0; i < input.counts()[row]; i++) {
        int token = input.tokens()[row * input.length() + i];
        if (token == poison) {
          throw new IllegalArgumentException("choked on " + token);
        }
        sum += token;
        for (int part = 0; part < input.cache().parts(); part++) {
          int place = (part * input.rows() + row) * input.length() + i;
          Arrays.fill(entries, 2 * place, 2 * place + 2, token);
        }
        if (token == notFinite) {
          logits[row * VOCABULARY] = Float.NaN;
        }
      }
      logits[row * VOCABULARY + sum % VOCABULARY] = 1;
    }
    calls.add(input.rows() + "x" + input.length());
    return new StepOutput(input.rows(), logits, entries);
  }

  /** What it writes after a prompt. */
  static int[] continuation(int[] prompt, int count) {
    int[] all = Arrays.copyOf(prompt, prompt.length + count);
    for (int i = prompt.length; i < all.length; i++) {
      all[i] = Arrays.stream(all, 0, i).sum() % VOCABULARY;
    }
    return Arrays.copyOfRange(all, prompt.length, all.length);
  }

  @Override
  public void close() {
    closed = true;
  }
}
