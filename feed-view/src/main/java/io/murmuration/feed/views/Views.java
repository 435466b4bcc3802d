package io.murmuration.feed.views;

import com.fasterxml.jackson.databind.JsonNode;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.state.HostInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks a key up where it lies: here, or on the instance that owns it, or on one that keeps a
 * standby copy when the owner does not answer. Thread-safe.
 */
public final class Views implements ViewReader, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Views.class);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

  private final KafkaStreams streams;
  private final LocalViews local;
  private final PeerClient peers;
  private final HostInfo here;

  private Views(KafkaStreams streams, LocalViews local, PeerClient peers, HostInfo here) {
    this.streams = streams;
    this.local = local;
    this.peers = peers;
    this.here = here;
  }

  /**
   * @param failed called when the copying ended by an error and will not go on by itself
   */
  public static Views start(
      ViewsConfig config,
      SchemaRegistryClient registry,
      PeerClient peers,
      Clock clock,
      Runnable failed) {
    Properties properties = StreamsProperties.of(config);
    KafkaStreams streams =
        new KafkaStreams(ViewTopology.build(config.keepPosts(), clock, properties), properties);
    streams.setUncaughtExceptionHandler(
        error -> {
          LOG.error("the views stop", error);
          failed.run();
          return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
    streams.start();
    HostInfo here = new HostInfo(config.advertised().getHost(), config.advertised().getPort());
    return new Views(streams, new LocalViews(streams, registry), peers, here);
  }

  @Override
  public Optional<JsonNode> get(View view, String key, boolean forwarded)
      throws ViewUnavailableException, UnreadableValueException, InterruptedException {
    if (forwarded) {
      return local.get(view, key);
    }
    for (HostInfo holder : holders(view, key)) {
      if (holder.equals(here)) {
        return local.get(view, key);
      }
      try {
        return peers.get(holder.host(), holder.port(), view, key);
      } catch (IOException e) {
        LOG.warn("{} did not answer for {}: {}", holder, view.store(), e.toString());
      }
    }
    throw new ViewUnavailableException("no instance that keeps this key answers: ask again");
  }

  /** The owner first, then those that keep a copy. */
  private List<HostInfo> holders(View view, String key) throws ViewUnavailableException {
    KeyQueryMetadata where;
    try {
      where = streams.queryMetadataForKey(view.store(), key, Serdes.String().serializer());
    } catch (InvalidStateStoreException e) {
      throw new ViewUnavailableException("the views are starting: ask again", e);
    }
    if (where == null || where.equals(KeyQueryMetadata.NOT_AVAILABLE)) {
      throw new ViewUnavailableException("the views are finding their owners: ask again");
    }
    List<HostInfo> holders = new ArrayList<>();
    holders.add(where.activeHost());
    holders.addAll(where.standbyHosts());
    return holders;
  }

  @Override
  public String state() {
    return streams.state().name();
  }

  @Override
  public boolean ready() {
    return streams.state() == State.RUNNING;
  }

  @Override
  public boolean alive() {
    State state = streams.state();
    return state.isRunningOrRebalancing() || state == State.CREATED;
  }

  @Override
  public void close() {
    streams.close(STOP_WITHIN);
  }
}
