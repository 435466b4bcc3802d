package io.murmuration.jobs;

import java.util.Map;
import java.util.Properties;

/**
 * How a job reaches Kafka, and as whom.
 *
 * @param client settings by Kafka's names, such as security.protocol
 */
public record KafkaAccess(String bootstrap, Map<String, String> client) {
  public KafkaAccess {
    client = Map.copyOf(client);
  }

  /** As nobody in particular. */
  public static KafkaAccess to(String bootstrap) {
    return new KafkaAccess(bootstrap, Map.of());
  }

  Properties properties() {
    Properties properties = new Properties();
    properties.putAll(client);
    return properties;
  }
}
