package io.murmuration.cli.bench.flow;

/** A post with what the model said of it. */
public record Answered(long index, long dueNanos, float[] vector) {
  public static Answered of(TimedText text, float[] vector) {
    return new Answered(text.index(), text.dueNanos(), vector);
  }
}
