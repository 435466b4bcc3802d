package io.murmuration.devstack;

import io.murmuration.schemas.ReplayTopics;
import io.murmuration.schemas.Topic;
import io.murmuration.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Whom replays are to the broker: may read every topic, and write, make and delete twins alone. A
 * listener of its own asks for a password; whoever comes by the plain one may do all.
 */
public final class ReplayPrincipal {
  private static final String NAME = "replay";
  private static final String LOGIN = "org.apache.kafka.common.security.plain.PlainLoginModule";

  private ReplayPrincipal() {}

  /** What a client needs on the listener of replays, by Kafka's names. */
  public static Map<String, String> client() {
    return Map.of(
        "security.protocol", "SASL_PLAINTEXT",
        "sasl.mechanism", "PLAIN",
        "sasl.jaas.config",
            "%s required username=\"%s\" password=\"%s\";".formatted(LOGIN, NAME, NAME));
  }

  static void secure(Properties broker) {
    broker.setProperty(
        "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
    broker.setProperty("super.users", "User:ANONYMOUS");
    broker.setProperty("sasl.enabled.mechanisms", "PLAIN");
    broker.setProperty("listener.name.replay.sasl.enabled.mechanisms", "PLAIN");
    broker.setProperty(
        "listener.name.replay.plain.sasl.jaas.config",
        "%s required user_%s=\"%s\";".formatted(LOGIN, NAME, NAME));
  }

  static List<AclBinding> acls() {
    List<AclBinding> acls = new ArrayList<>();
    ResourcePattern everyTopic = new ResourcePattern(ResourceType.TOPIC, "*", PatternType.LITERAL);
    acls.add(allow(everyTopic, AclOperation.READ));
    acls.add(allow(everyTopic, AclOperation.DESCRIBE_CONFIGS));
    for (Topic<?> topic : Topics.all()) {
      acls.add(allow(prefix(ResourceType.TOPIC, ReplayTopics.prefixOf(topic)), AclOperation.ALL));
    }
    acls.add(allow(prefix(ResourceType.GROUP, "murmuration-replay-"), AclOperation.ALL));
    acls.add(allow(prefix(ResourceType.TRANSACTIONAL_ID, "replay-"), AclOperation.ALL));
    return acls;
  }

  private static ResourcePattern prefix(ResourceType type, String prefix) {
    return new ResourcePattern(type, prefix, PatternType.PREFIXED);
  }

  private static AclBinding allow(ResourcePattern what, AclOperation operation) {
    return new AclBinding(
        what, new AccessControlEntry("User:" + NAME, "*", operation, AclPermissionType.ALLOW));
  }
}
