package io.murmuration.cli.bench.crayfish;

/**
 * A data point, and what the network says of it once it was asked.
 *
 * @param createdMillis when it was made
 * @param prediction null before
 */
public record Scored(long createdMillis, float[] features, float[] prediction) {
  Scored with(float[] found) {
    return new Scored(createdMillis, features, found);
  }
}
