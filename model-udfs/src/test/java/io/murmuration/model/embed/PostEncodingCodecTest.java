package io.murmuration.model.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PostEncodingCodecTest {
  private final PostEncodingCodec codec = new PostEncodingCodec();

  @Property(tries = 200)
  void givesBackEveryBit(
      @ForAll("labels") String language,
      @ForAll("bits") List<Integer> vector,
      @ForAll("labelLists") List<String> topics,
      @ForAll boolean abstains) {
    PostEncoding encoding =
        new PostEncoding(
            language,
            floats(vector),
            topics.toArray(String[]::new),
            floats(topics.stream().map(String::hashCode).toList()),
            abstains ? null : "positive",
            abstains ? 0 : 0.7f,
            -0.0f,
            Float.MIN_VALUE);

    PostEncoding back = codec.read(codec.write(encoding));

    assertThat(bits(back.vector())).isEqualTo(bits(encoding.vector()));
    assertThat(bits(back.topicScores())).isEqualTo(bits(encoding.topicScores()));
    assertThat(back.topics()).isEqualTo(encoding.topics());
    assertThat(codec.write(back)).isEqualTo(codec.write(encoding));
    assertThat(back)
        .usingRecursiveComparison()
        .withEqualsForType(Float::equals, Float.class)
        .ignoringFields("vector", "topicScores")
        .isEqualTo(encoding);
  }

  @Property(tries = 200)
  void refusesWhatIsCutOff(@ForAll @IntRange(max = 60) int length) {
    byte[] whole = codec.write(encoding());
    byte[] part = Arrays.copyOf(whole, Math.min(length, whole.length - 1));

    assertThatIllegalArgumentException().isThrownBy(() -> codec.read(part));
  }

  @Test
  void refusesAnotherForm() {
    byte[] bytes = codec.write(encoding());
    bytes[0]++;

    assertThatIllegalArgumentException()
        .isThrownBy(() -> codec.read(bytes))
        .withMessage("an encoding of another form");
  }

  private static PostEncoding encoding() {
    return new PostEncoding(
        "fr", new float[] {1, 2}, new String[] {"news"}, new float[] {0.5f}, null, 0, 0.1f, 0.2f);
  }

  @Provide
  Arbitrary<String> labels() {
    return Arbitraries.strings().ofMaxLength(12);
  }

  @Provide
  Arbitrary<List<String>> labelLists() {
    return labels().list().ofMaxSize(5);
  }

  @Provide
  Arbitrary<List<Integer>> bits() {
    return Arbitraries.integers().list().ofMaxSize(400);
  }

  private static float[] floats(List<Integer> bits) {
    float[] values = new float[bits.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = Float.intBitsToFloat(bits.get(i));
    }
    return values;
  }

  private static int[] bits(float[] values) {
    int[] bits = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      bits[i] = Float.floatToRawIntBits(values[i]);
    }
    return bits;
  }
}
