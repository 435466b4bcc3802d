package io.murmuration.feed.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.murmuration.feed.SampleRecords;
import io.murmuration.schemas.AvroCodec;
import io.murmuration.schemas.SchemaRegistry;
import io.murmuration.schemas.Topics;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.state.HostInfo;
import org.junit.jupiter.api.Test;

/**
 * Who is asked for a key, and what is said of one that is not found; stores and peers are played.
 */
class KeyHoldersTest {
  private static final HostInfo HERE = new HostInfo("here", 1);
  private static final HostInfo OTHER = new HostInfo("other", 1);
  private static final int PARTITION = 1;

  private final MockSchemaRegistryClient registry = new MockSchemaRegistryClient();
  private final PlayedStores stores = new PlayedStores();
  private final List<String> asked = new ArrayList<>();
  private Optional<JsonNode> peerHas = Optional.empty();
  private boolean peerIsAway;
  private final KeyHolders holders =
      new KeyHolders(stores, new LocalViews(stores, registry), this::peer, HERE);

  KeyHoldersTest() {
    SchemaRegistry.provision(registry, List.of(Topics.TIMELINES_RANKED));
  }

  @Test
  void answersNothingOnlyWhenItsStoreIsWhole() throws Exception {
    assertThat(holders.get(View.TIMELINES, "nobody", false)).isEmpty();

    stores.whole = false;

    assertThatThrownBy(() -> holders.get(View.TIMELINES, "nobody", false))
        .isInstanceOf(ViewUnavailableException.class);
  }

  @Test
  void findsWhatCameBetweenItsLookAndTheEndOfTheRestore() throws Exception {
    stores.restoredByTheCheck = true;

    assertThat(holders.get(View.TIMELINES, "reader", true)).isPresent();
  }

  @Test
  void answersFromARestoringStoreWhatIsThereAlready() throws Exception {
    stores.put("reader");
    stores.whole = false;

    assertThat(holders.get(View.TIMELINES, "reader", false)).isPresent();
  }

  @Test
  void asksTheOneThatKeepsACopyWhileTheOwnerHereRestores() throws Exception {
    stores.whole = false;
    stores.standbys = Set.of(OTHER);
    peerHas = Optional.of(com.fasterxml.jackson.databind.node.TextNode.valueOf("copy"));

    assertThat(holders.get(View.TIMELINES, "reader", false)).isEqualTo(peerHas);
    assertThat(asked).containsExactly("other");
  }

  @Test
  void looksIntoItsOwnCopyWhileTheOwnerIsAway() throws Exception {
    stores.owner = OTHER;
    stores.standbys = Set.of(HERE);
    stores.put("reader");
    peerIsAway = true;

    assertThat(holders.get(View.TIMELINES, "reader", false)).isPresent();
    assertThat(asked).containsExactly("other");
  }

  private Optional<JsonNode> peer(String host, int port, View view, String key) throws IOException {
    asked.add(host);
    if (peerIsAway) {
      throw new IOException("refused");
    }
    return peerHas;
  }

  private final class PlayedStores implements LocalViews.Stores {
    private final Map<String, byte[]> held = new HashMap<>();
    private HostInfo owner = HERE;
    private Set<HostInfo> standbys = Set.of();
    private boolean whole = true;
    private boolean restoredByTheCheck;

    void put(String user) {
      held.put(
          user,
          AvroCodec.of(Topics.TIMELINES_RANKED, registry)
              .encode(new SampleRecords(1, "1").timeline(user, 1, List.of("t"), Instant.EPOCH)));
    }

    @Override
    public KeyQueryMetadata where(View view, String key) {
      return new KeyQueryMetadata(owner, standbys, PARTITION);
    }

    @Override
    public byte[] newest(View view, int partition, String key) {
      assertThat(partition).isEqualTo(PARTITION);
      return held.get(key);
    }

    @Override
    public boolean isWhole(View view, KeyQueryMetadata where) {
      if (restoredByTheCheck) {
        put("reader");
      }
      return whole;
    }
  }
}
