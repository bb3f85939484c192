package network.superblock.libp2p.gossip;

import java.time.Duration;

/** How a network gossips. Every peer of a network must share signatures and message ids. */
public record GossipConfig(
    SignaturePolicy signatures,
    MessageIdScheme messageIds,
    Mesh mesh,
    Scoring scoring,
    Limits limits) {

  /**
   * The overlay's shape and pace. See gossipsub 1.1, "Parameters".
   *
   * @param degree peers in a topic's mesh; it is kept between {@code low} and {@code high}
   * @param lazy peers outside the mesh that are told of new messages each heartbeat
   * @param outbound mesh peers that we dialled ourselves, so that nobody can surround us
   * @param bestKept mesh peers that are kept for their score when it is cut down
   * @param gossipFactor share of the peers outside the mesh that are told, if more than {@code
   *     lazy}
   * @param historyLength heartbeats for which messages can be asked for
   * @param historyGossip heartbeats for which they are advertised
   * @param opportunisticTicks heartbeats between attempts to graft better peers
   */
  public record Mesh(
      int degree,
      int low,
      int high,
      int lazy,
      int outbound,
      int bestKept,
      double gossipFactor,
      Duration heartbeat,
      int historyLength,
      int historyGossip,
      Duration seenTtl,
      Duration fanoutTtl,
      Duration pruneBackOff,
      Duration unsubscribeBackOff,
      int opportunisticTicks,
      int opportunisticPeers) {

    public Mesh {
      if (!(outbound < low && low <= degree && degree <= high && outbound <= degree / 2)) {
        throw new IllegalArgumentException("need outbound < low <= degree <= high");
      }
      if (historyGossip > historyLength) {
        throw new IllegalArgumentException("cannot advertise what cannot be asked for");
      }
    }

    static Mesh defaults() {
      return new Mesh(
          8,
          6,
          12,
          6,
          2,
          4,
          0.25,
          Duration.ofMillis(500),
          12,
          3,
          Duration.ofSeconds(120),
          Duration.ofSeconds(60),
          Duration.ofSeconds(60),
          Duration.ofSeconds(10),
          60,
          2);
    }
  }

  /**
   * What peers earn and lose, and what follows from it. Mesh delivery (P3) and address colocation
   * (P6) have weight zero on this network and are not computed. See gossipsub 1.1, "Peer Scoring".
   *
   * @param firstDelivery for each message brought first, up to {@code firstDeliveryCap} of them
   * @param invalidDelivery for the square of the invalid messages
   * @param application for what the application says of a peer
   * @param behaviour for the square of broken promises and grafts during a back-off
   * @param gossipThreshold below it a peer is neither told of messages nor asked for them
   * @param publishThreshold below it a peer gets none of our own messages
   * @param graylistThreshold below it nothing of a peer is read
   * @param opportunisticThreshold a mesh with a lower median looks for better peers
   */
  public record Scoring(
      double topicWeight,
      double firstDelivery,
      double firstDeliveryDecay,
      double firstDeliveryCap,
      double invalidDelivery,
      double invalidDeliveryDecay,
      double application,
      double behaviour,
      double behaviourDecay,
      Duration decayInterval,
      double decayToZero,
      Duration retain,
      double gossipThreshold,
      double publishThreshold,
      double graylistThreshold,
      double opportunisticThreshold) {

    static Scoring defaults() {
      return new Scoring(
          1,
          0.5,
          0.999,
          20,
          -2,
          0.99,
          1,
          0,
          0.99,
          Duration.ofSeconds(10),
          0.1,
          Duration.ofHours(1),
          -1,
          -2,
          -5,
          0.5);
    }
  }

  /**
   * What peers may cost.
   *
   * @param maxRpc bytes of one frame
   * @param reassembly bytes of incomplete frames of all peers together
   * @param outboundQueue bytes that wait for one peer; forwarded messages give way first
   * @param pendingMessages messages that wait for a verdict
   * @param pendingBytes of those messages
   * @param idsPerHeartbeat message ids that one peer may make us look at
   * @param iHavesPerHeartbeat IHAVE messages that are heeded
   * @param retransmissions how often one message is sent to a peer that asks for it
   * @param followUp for a promised message to arrive
   * @param iDontWantFrom bytes of data that are worth telling peers not to send it again
   */
  public record Limits(
      int maxRpc,
      long reassembly,
      long outboundQueue,
      int pendingMessages,
      long pendingBytes,
      int idsPerHeartbeat,
      int iHavesPerHeartbeat,
      int retransmissions,
      Duration followUp,
      int iDontWantFrom) {

    static Limits defaults() {
      return new Limits(
          10 << 20,
          128L << 20,
          16L << 20,
          2048,
          128L << 20,
          5000,
          10,
          3,
          Duration.ofSeconds(3),
          1000);
    }
  }

  /** The preconfirmation network's profile: strict signatures, Kona's ids, Taiko's values. */
  public static GossipConfig defaults() {
    return new GossipConfig(
        SignaturePolicy.STRICT_SIGN,
        MessageIdScheme.KONA,
        Mesh.defaults(),
        Scoring.defaults(),
        Limits.defaults());
  }

  public GossipConfig withSignatures(SignaturePolicy policy) {
    return new GossipConfig(policy, messageIds, mesh, scoring, limits);
  }

  public GossipConfig withMessageIds(MessageIdScheme scheme) {
    return new GossipConfig(signatures, scheme, mesh, scoring, limits);
  }

  public GossipConfig withMesh(Mesh other) {
    return new GossipConfig(signatures, messageIds, other, scoring, limits);
  }

  public GossipConfig withScoring(Scoring other) {
    return new GossipConfig(signatures, messageIds, mesh, other, limits);
  }

  public GossipConfig withLimits(Limits other) {
    return new GossipConfig(signatures, messageIds, mesh, scoring, other);
  }
}
