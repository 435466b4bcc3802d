package io.murmuration.devstack;

import io.murmuration.schemas.RegistryUnavailableException;
import io.murmuration.schemas.SchemaRegistry;
import io.murmuration.schemas.Topic;
import io.murmuration.schemas.Topics;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;

/** Puts every topic and schema of this build where they belong; idempotent. */
final class Provisioning {
  private static final short ONE_COPY = 1;

  private Provisioning() {}

  /** Whether the broker answered; then every topic exists. */
  static boolean topics(String bootstrap) throws InterruptedException {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", bootstrap,
            "default.api.timeout.ms", 2_000,
            "request.timeout.ms", 1_500,
            "reconnect.backoff.max.ms", 200);
    try (Admin admin = Admin.create(settings)) {
      Set<String> present = admin.listTopics().names().get();
      List<NewTopic> missing =
          Topics.all().stream()
              .filter(topic -> !present.contains(topic.name()))
              .map(Provisioning::newTopic)
              .toList();
      admin.createTopics(missing).all().get();
      admin.createAcls(ReplayPrincipal.acls()).all().get();
      return true;
    } catch (ExecutionException | KafkaException e) {
      return false;
    }
  }

  /** Whether the registry answered; then every schema is registered. */
  static boolean schemas(String url) {
    try {
      SchemaRegistry.provision(SchemaRegistry.connect(url), Topics.all());
      return true;
    } catch (RegistryUnavailableException e) {
      return false;
    }
  }

  private static NewTopic newTopic(Topic<?> topic) {
    return new NewTopic(topic.name(), topic.partitions(), ONE_COPY).configs(topic.config());
  }
}
