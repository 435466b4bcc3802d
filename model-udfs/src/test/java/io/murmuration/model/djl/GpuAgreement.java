package io.murmuration.model.djl;

import io.murmuration.model.embed.PostEncoding;
import io.murmuration.model.image.ImageBrief;
import io.murmuration.model.image.Picture;
import io.murmuration.model.image.PreparedBrief;
import io.murmuration.model.inference.BatchLimits;
import io.murmuration.model.inference.LoadedModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** How far two devices' answers, or two answers of one device, lie apart. */
final class GpuAgreement {
  private final String name;
  private final List<String> texts;

  GpuAgreement(String name, List<String> texts) {
    this.name = name;
    this.texts = texts;
  }

  /** In the same batches. */
  <O> void vectors(
      LoadedModel<String, long[], O> cpu,
      LoadedModel<String, long[], O> gpu,
      Function<O, float[]> vector)
      throws Exception {
    List<O> expected = answers(cpu);
    List<O> found = answers(gpu);
    double apart = 0;
    double least = 1;
    for (int i = 0; i < expected.size(); i++) {
      float[] one = vector.apply(expected.get(i));
      float[] other = vector.apply(found.get(i));
      apart = Math.max(apart, apart(one, other));
      least = Math.min(least, cosine(one, other));
    }
    GpuCheck.say(
        "%s, vectors of %d texts against the CPU's: at most %.2g apart, cosine at least %.7f",
        name, expected.size(), apart, least);
  }

  /** What a threshold could tip over. */
  void labels(
      LoadedModel<String, long[], PostEncoding> cpu, LoadedModel<String, long[], PostEncoding> gpu)
      throws Exception {
    List<PostEncoding> expected = answers(cpu);
    List<PostEncoding> found = answers(gpu);
    int changed = 0;
    double apart = 0;
    for (int i = 0; i < expected.size(); i++) {
      PostEncoding one = expected.get(i);
      PostEncoding other = found.get(i);
      boolean same =
          one.language().equals(other.language())
              && Arrays.equals(one.topics(), other.topics())
              && Objects.equals(one.sentiment(), other.sentiment());
      changed += same ? 0 : 1;
      apart = Math.max(apart, Math.abs(one.toxicity() - other.toxicity()));
      apart = Math.max(apart, Math.abs(one.spam() - other.spam()));
    }
    GpuCheck.say(
        "%s, heads: %d of %d texts with another label, scores at most %.2g apart",
        name, changed, expected.size(), apart);
  }

  /** Each text alone and in its batch; each batch twice. */
  <O> void sameBytes(
      String device, LoadedModel<String, long[], O> model, Function<O, float[]> vector)
      throws Exception {
    int rows = 0;
    int differ = 0;
    int moved = 0;
    double apart = 0;
    for (List<long[]> batch : GpuTexts.batches(model, texts, BatchLimits.defaults())) {
      List<O> together = model.model().predict(batch);
      List<O> again = model.model().predict(batch);
      for (int i = 0; i < batch.size(); i++) {
        float[] one = vector.apply(together.get(i));
        float[] alone = vector.apply(model.model().predict(List.of(batch.get(i))).get(0));
        rows++;
        differ += Arrays.equals(one, alone) ? 0 : 1;
        moved += Arrays.equals(one, vector.apply(again.get(i))) ? 0 : 1;
        apart = Math.max(apart, apart(one, alone));
      }
    }
    GpuCheck.say(
        "%s on %s: alone and in a batch other bytes for %d of %d texts, at most %.2g apart;"
            + " the same batch twice, for %d",
        name, device, differ, rows, apart, moved);
  }

  static void pictures(
      LoadedModel<ImageBrief, PreparedBrief, Picture> cpu,
      LoadedModel<ImageBrief, PreparedBrief, Picture> gpu,
      List<PreparedBrief> briefs) {
    List<Picture> expected = cpu.model().predict(briefs);
    List<Picture> found = gpu.model().predict(briefs);
    List<Picture> again = gpu.model().predict(briefs);
    int aloneOnCpu = 0;
    int alone = 0;
    int moved = 0;
    int most = 0;
    long sum = 0;
    long values = 0;
    for (int i = 0; i < briefs.size(); i++) {
      byte[] one = expected.get(i).rgb();
      byte[] other = found.get(i).rgb();
      for (int at = 0; at < one.length; at++) {
        int apart = Math.abs((one[at] & 0xff) - (other[at] & 0xff));
        most = Math.max(most, apart);
        sum += apart;
      }
      values += one.length;
      aloneOnCpu += Arrays.equals(one, alone(cpu, briefs.get(i))) ? 0 : 1;
      alone += Arrays.equals(other, alone(gpu, briefs.get(i))) ? 0 : 1;
      moved += Arrays.equals(other, again.get(i).rgb()) ? 0 : 1;
    }
    GpuCheck.say(
        "ad-image 1.1.0, %d pictures against the CPU's: of 255, at most %d apart, %.3g on average;"
            + " alone and in a batch other bytes for %d (on the cpu %d), the same batch twice for %d",
        briefs.size(), most, (double) sum / values, alone, aloneOnCpu, moved);
  }

  private static byte[] alone(
      LoadedModel<ImageBrief, PreparedBrief, Picture> painter, PreparedBrief brief) {
    return painter.model().predict(List.of(brief)).get(0).rgb();
  }

  private <O> List<O> answers(LoadedModel<String, long[], O> model) throws Exception {
    List<O> answers = new ArrayList<>();
    for (List<long[]> batch : GpuTexts.batches(model, texts, BatchLimits.defaults())) {
      answers.addAll(model.model().predict(batch));
    }
    return answers;
  }

  private static double apart(float[] one, float[] other) {
    double most = 0;
    for (int i = 0; i < one.length; i++) {
      most = Math.max(most, Math.abs(one[i] - other[i]));
    }
    return most;
  }

  private static double cosine(float[] one, float[] other) {
    double dot = 0;
    double ones = 0;
    double others = 0;
    for (int i = 0; i < one.length; i++) {
      dot += (double) one[i] * other[i];
      ones += (double) one[i] * one[i];
      others += (double) other[i] * other[i];
    }
    return dot / Math.sqrt(ones * others);
  }
}
