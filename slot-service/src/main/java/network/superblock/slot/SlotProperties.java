package network.superblock.slot;

import java.time.Duration;
import network.superblock.protocol.SlotSchedule;
import network.superblock.protocol.leadership.LeadershipRules;
import network.superblock.protocol.slot.SlotRules;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The publisher's settings.
 *
 * @param maxConcurrentInstances how many xTs may be voted on at a time; 1 is the specification to
 *     the letter
 * @param reserveAfter how old a blocked offer becomes before it reserves its chains
 * @param maxWaiting how many offers of a slot wait for their turn at most
 * @param heartbeat how long the leader is silent at most
 * @param silence how long it may be silent before another replica claims the lead
 * @param appendTimeout how long an acknowledgement may take before the leadership ends
 */
@ConfigurationProperties("superblock.slot")
public record SlotProperties(
    @DefaultValue("64") int maxConcurrentInstances,
    @DefaultValue("30s") Duration reserveAfter,
    @DefaultValue("1024") int maxWaiting,
    @DefaultValue("500ms") Duration heartbeat,
    @DefaultValue("1500ms") Duration silence,
    @DefaultValue("5s") Duration appendTimeout) {

  SlotRules rules(SlotSchedule schedule) {
    return new SlotRules(schedule, maxConcurrentInstances, reserveAfter, maxWaiting);
  }

  LeadershipRules leadership(String replica) {
    return new LeadershipRules(replica, heartbeat, silence);
  }
}
