package network.superblock.xtqueue;

import java.time.Duration;
import network.superblock.protocol.queue.OfferRules;
import network.superblock.protocol.queue.QueueRules;
import network.superblock.xtqueue.admission.AdmissionRules;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the queue allows; every replica must have the same.
 *
 * @param maxWaiting how many xTs wait at most
 * @param maxPerSigner how many of them one signer may have waiting
 * @param maxAttempts how often an xT is started before it ends for good
 * @param maxHeadStart how far ahead of its arrival the highest tip can move an xT
 * @param abortPenalty how far back each recent abort of its signers moves an xT
 * @param maxPenalty how far back aborts can move it in all
 * @param abortMemory how long an abort counts
 * @param defaultExpiry how long an xT may wait to be started when its user does not say
 * @param maxExpiry the longest that a user may ask for
 * @param retention how long an xT that has ended is kept; beyond what a settlement rollback can
 *     reach back
 * @param maxOffers how many offers stand at a time
 * @param maxOffersPerChain how many of them touch one chain
 * @param reserveAfter how old a blocked xT becomes before no lower-ranked one may take its chains;
 *     the slot service has the same setting
 */
@ConfigurationProperties("superblock.queue")
public record XtQueueProperties(
    @DefaultValue("100000") int maxWaiting,
    @DefaultValue("1000") int maxPerSigner,
    @DefaultValue("5") int maxAttempts,
    @DefaultValue("60s") Duration maxHeadStart,
    @DefaultValue("2s") Duration abortPenalty,
    @DefaultValue("60s") Duration maxPenalty,
    @DefaultValue("10m") Duration abortMemory,
    @DefaultValue("10m") Duration defaultExpiry,
    @DefaultValue("1h") Duration maxExpiry,
    @DefaultValue("7d") Duration retention,
    @DefaultValue("512") int maxOffers,
    @DefaultValue("16") int maxOffersPerChain,
    @DefaultValue("30s") Duration reserveAfter) {

  public XtQueueProperties {
    if (!retention.isPositive()) throw new IllegalArgumentException("retention must be positive");
    var _ = new OfferRules(maxOffers, maxOffersPerChain, reserveAfter);
    var queue =
        new QueueRules(
            maxWaiting, maxPerSigner, maxAttempts, maxHeadStart, abortPenalty, maxPenalty);
    var _ = new AdmissionRules(queue, defaultExpiry, maxExpiry, abortMemory);
  }

  public QueueRules queueRules() {
    return new QueueRules(
        maxWaiting, maxPerSigner, maxAttempts, maxHeadStart, abortPenalty, maxPenalty);
  }

  public AdmissionRules admissionRules() {
    return new AdmissionRules(queueRules(), defaultExpiry, maxExpiry, abortMemory);
  }

  public OfferRules offerRules() {
    return new OfferRules(maxOffers, maxOffersPerChain, reserveAfter);
  }
}
