package network.superblock.preconfirmation.ssz;

import java.util.ArrayList;
import java.util.List;
import network.superblock.libp2p.wire.Bytes;

/** The answer to {@link CommitmentsRequest}, in the order of block numbers. */
public record CommitmentsPage(List<SignedCommitment> commitments) {

  /** The most commitments of a page. */
  public static final int MAX_COMMITMENTS = 256;

  private static final int FIXED = 4;

  public CommitmentsPage {
    commitments = List.copyOf(commitments);
    if (commitments.size() > MAX_COMMITMENTS)
      throw new IllegalArgumentException("a page of " + commitments.size() + " commitments");
  }

  /**
   * Reads exactly one.
   *
   * @throws MalformedSszException when the bytes are anything else
   */
  public static CommitmentsPage decode(Bytes bytes) {
    var in = new SszReader(bytes);
    in.offset(FIXED);
    if (in.left() % SignedCommitment.SIZE != 0)
      throw new MalformedSszException("a page of " + in.left() + " bytes");
    if (in.left() / SignedCommitment.SIZE > MAX_COMMITMENTS)
      throw new MalformedSszException("a page of more than 256 commitments");
    var commitments = new ArrayList<SignedCommitment>();
    while (in.left() > 0) commitments.add(SignedCommitment.read(in));
    return new CommitmentsPage(commitments);
  }

  public Bytes encode() {
    var out = new SszWriter(FIXED + commitments.size() * SignedCommitment.SIZE).uint32(FIXED);
    for (var commitment : commitments) commitment.write(out);
    return out.done();
  }
}
