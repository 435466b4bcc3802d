package io.murmuration.feed.views;

import com.fasterxml.jackson.databind.JsonNode;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.state.HostInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The views of this instance, and through it those of the others. Thread-safe. */
public final class Views implements ViewReader, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Views.class);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

  private final KafkaStreams streams;
  private final KeyHolders holders;

  private Views(KafkaStreams streams, KeyHolders holders) {
    this.streams = streams;
    this.holders = holders;
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
    ViewStores stores = new ViewStores(streams, here, clock);
    return new Views(
        streams, new KeyHolders(stores, new LocalViews(stores, registry), peers, here));
  }

  @Override
  public Optional<JsonNode> get(View view, String key, boolean forwarded)
      throws ViewUnavailableException, UnreadableValueException, InterruptedException {
    return holders.get(view, key, forwarded);
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
