package network.superblock.runtime.kafka;

import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import network.superblock.wire.Role;
import network.superblock.wire.Topic;
import network.superblock.wire.envelope.NetworkId;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** The ACLs that the operators' handbook asks for, made of who writes and reads which topic. */
final class TopicAcls {

  /** Their replicas share partitions as a consumer group. */
  private static final Set<Role> SHARING = Set.of(Role.XT_QUEUE_SERVICE, Role.BLOCK_STORE_SERVICE);

  private TopicAcls() {}

  /** Of one service's Kafka user. */
  static List<AclBinding> of(Role role, String user, NetworkId network) {
    var acls = new ArrayList<AclBinding>();
    for (var topic : Topic.values()) {
      acls.add(topic(topic.topicName(), user, DESCRIBE));
      acls.add(topic(topic.deadLetterTopicName(), user, DESCRIBE));
      if (topic.writers().contains(role)) acls.add(topic(topic.topicName(), user, WRITE));
      if (!topic.readers().contains(role)) continue;
      acls.add(topic(topic.topicName(), user, READ));
      // What a reader cannot process it puts there.
      acls.add(topic(topic.deadLetterTopicName(), user, WRITE));
    }
    var group = network.value() + "-" + role.wireName() + "-";
    if (SHARING.contains(role))
      acls.add(acl(ResourceType.GROUP, group, PatternType.PREFIXED, user, READ));
    return acls;
  }

  private static AclBinding topic(String name, String user, AclOperation operation) {
    return acl(ResourceType.TOPIC, name, PatternType.LITERAL, user, operation);
  }

  private static AclBinding acl(
      ResourceType type, String name, PatternType pattern, String user, AclOperation operation) {
    return new AclBinding(
        new ResourcePattern(type, name, pattern),
        new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW));
  }
}
