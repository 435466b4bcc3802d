package io.murmuration.schemas;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;

/** Connects to a Confluent-compatible registry and puts the schemas of this build there. */
public final class SchemaRegistry {
  private static final int CACHED_SCHEMAS_PER_SUBJECT = 1_000;

  /**
   * An unknown id is asked for again after this long: a stream of garbage ids costs one call each
   * per five seconds, and an id that is registered later is found.
   */
  private static final Map<String, Object> CLIENT_SETTINGS =
      Map.of(
          "missing.id.cache.ttl.sec", 5L,
          "http.connect.timeout.ms", 5_000,
          "http.read.timeout.ms", 10_000);

  private SchemaRegistry() {}

  /** Does not call the registry yet. The client is thread-safe and caches by id and by schema. */
  public static SchemaRegistryClient connect(String url) {
    return new CachedSchemaRegistryClient(url, CACHED_SCHEMAS_PER_SUBJECT, CLIENT_SETTINGS);
  }

  /**
   * Registers the topics' schemas under FULL_TRANSITIVE compatibility; idempotent.
   *
   * @throws RegistryUnavailableException if the registry does not answer
   * @throws IllegalStateException if the registry refuses a schema, naming the subject
   */
  public static void provision(SchemaRegistryClient registry, Collection<Topic<?>> topics) {
    for (Topic<?> topic : topics) {
      try {
        registry.register(topic.subject(), new AvroSchema(topic.schema()));
        registry.updateCompatibility(topic.subject(), "FULL_TRANSITIVE");
      } catch (IOException e) {
        throw new RegistryUnavailableException("the schema registry did not answer: " + e, e);
      } catch (RestClientException e) {
        throw new IllegalStateException(
            "the registry refused the schema of " + topic.subject() + ": " + e.getMessage(), e);
      }
    }
  }
}
