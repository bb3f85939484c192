package network.superblock.contracts;

import static network.superblock.contracts.Abi.address;
import static network.superblock.contracts.Abi.bytes;
import static network.superblock.contracts.Abi.bytesList;
import static network.superblock.contracts.Abi.call;
import static network.superblock.contracts.Abi.uint256;

import java.math.BigInteger;
import java.util.List;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import org.web3j.abi.datatypes.Bool;

/**
 * Calls of the demo Relay: any number of hops between two chains, and single halves of a message.
 */
public final class RelayContract {

  private RelayContract() {}

  public static Bytes creation(Address mailbox) {
    return ContractArtifact.RELAY.creation(address(mailbox));
  }

  /** The side that writes the odd hops, the first among them, and reads the even ones. */
  public static Bytes lead(ChainId chain, Address peer, Hash32 session, int hops, Bytes data) {
    return relay(chain, peer, session, hops, true, data);
  }

  /** The side that reads the odd hops and writes the even ones. */
  public static Bytes follow(ChainId chain, Address peer, Hash32 session, int hops) {
    return relay(chain, peer, session, hops, false, Bytes.EMPTY);
  }

  /** Writes one message for each label, in order; nobody needs to read them. */
  public static Bytes send(
      ChainId chain, Address peer, Hash32 session, List<Bytes> labels, Bytes data) {
    return call(
        "send", uint256(chain), address(peer), uint256(session), bytesList(labels), bytes(data));
  }

  /** Reads one message for each label, in this order. */
  public static Bytes receiveAll(ChainId chain, Address peer, Hash32 session, List<Bytes> labels) {
    return call("receiveAll", uint256(chain), address(peer), uint256(session), bytesList(labels));
  }

  private static Bytes relay(
      ChainId chain, Address peer, Hash32 session, int hops, boolean leads, Bytes data) {
    return call(
        "relay",
        uint256(chain),
        address(peer),
        uint256(session),
        uint256(BigInteger.valueOf(hops)),
        new Bool(leads),
        bytes(data));
  }
}
