package network.superblock.simulator.log;

/**
 * How bad the network is. Probabilities are for each record.
 *
 * @param loss it never reaches its topic
 * @param repeat it stands in its topic twice
 * @param replay it stands in its topic again some slots later
 * @param rewind a reader goes back and reads some records again
 * @param minDelay the shortest way in milliseconds
 * @param maxDelay the longest usual way in milliseconds
 * @param straggle it takes thirty times as long
 * @param hang an execution that never ends
 * @param blindness a sequencer misses a record of the slot topic; no real log does that
 * @param disorder a sequencer meets a record of the slot topic behind later ones; no real log does
 * @param appendFailure a batch of the slot topic's leader: nobody knows what of it is in the log
 */
public record Weather(
    double loss,
    double repeat,
    double replay,
    double rewind,
    int minDelay,
    int maxDelay,
    double straggle,
    double hang,
    double blindness,
    double disorder,
    double appendFailure) {

  public static final Weather CALM = new Weather(0, 0, 0, 0, 1, 8, 0, 0, 0, 0, 0);
}
