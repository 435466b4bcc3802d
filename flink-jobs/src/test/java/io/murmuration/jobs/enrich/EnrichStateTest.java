package io.murmuration.jobs.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.junit.jupiter.api.Test;

/** What an earlier release had under way: its serializer's snapshot, then one record. */
class EnrichStateTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/enrich-1");

  @Test
  void takesOverAPostThatWaitsForItsCluster() throws Exception {
    PendingPost kept = read("pending-post", PendingPost.class);

    EncodedPost encoded = kept.post().encoded();
    assertThat(kept.key()).isEqualTo("tweets:0:1");
    assertThat(encoded.modelVersion()).isEqualTo("1.2.0");
    assertThat(encoded.approximate()).isFalse();
    assertThat(kept.post().encoding()).containsExactly(1, 2);
  }

  @Test
  void takesOverAPostThatWaitsForAShadow() throws Exception {
    ServedPost kept = read("served-post", ServedPost.class);

    assertThat(kept.encoded().encoding().language()).isEqualTo("en");
    assertThat(kept.encoded().approximate()).isFalse();
    assertThat(kept.stamp().model().sha256()).isEqualTo("ab");
  }

  private static <T> T read(String file, Class<T> type) throws IOException {
    var in =
        new DataInputViewStreamWrapper(
            new ByteArrayInputStream(Files.readAllBytes(GOLDEN.resolve(file))));
    TypeSerializerSnapshot<T> then =
        TypeSerializerSnapshot.readVersionedSnapshot(in, EnrichStateTest.class.getClassLoader());
    TypeSerializer<T> now = TypeInformation.of(type).createSerializer(new SerializerConfigImpl());
    assertThat(now.snapshotConfiguration().resolveSchemaCompatibility(then).isIncompatible())
        .isFalse();
    return then.restoreSerializer().deserialize(in);
  }
}
