package io.murmuration.jobs;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.murmuration.schemas.SchemaRegistry;
import java.io.Serializable;

/** How a task reaches the schema registry; called once in each. */
@FunctionalInterface
public interface RegistryConnector extends Serializable {
  SchemaRegistryClient connect();

  static RegistryConnector to(String url) {
    return () -> SchemaRegistry.connect(url);
  }
}
