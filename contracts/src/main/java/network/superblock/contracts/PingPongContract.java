package network.superblock.contracts;

import static network.superblock.contracts.Abi.address;
import static network.superblock.contracts.Abi.bytes;
import static network.superblock.contracts.Abi.call;
import static network.superblock.contracts.Abi.uint256;
import static network.superblock.contracts.ContractCall.returning;

import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;

/** Calls of the demo PingPong: a true cycle, each side needs the other's message. */
public final class PingPongContract {

  private PingPongContract() {}

  public static Bytes creation(Address mailbox) {
    return ContractArtifact.PING_PONG.creation(address(mailbox));
  }

  /** Writes PING to the peer, then reads its PONG. */
  public static ContractCall<Bytes> ping(ChainId chain, Address peer, Hash32 session, Bytes data) {
    return side("ping", chain, peer, session, data);
  }

  /** Reads the peer's PING, then writes PONG. */
  public static ContractCall<Bytes> pong(ChainId chain, Address peer, Hash32 session, Bytes data) {
    return side("pong", chain, peer, session, data);
  }

  private static ContractCall<Bytes> side(
      String function, ChainId chain, Address peer, Hash32 session, Bytes data) {
    return returning(
        "bytes",
        Values::bytes,
        call(function, uint256(chain), address(peer), uint256(session), bytes(data)));
  }
}
