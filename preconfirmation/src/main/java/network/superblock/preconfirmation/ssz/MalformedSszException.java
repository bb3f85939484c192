package network.superblock.preconfirmation.ssz;

/** Bytes are not the one encoding of a container. Without a stack trace: bad peers stay cheap. */
public final class MalformedSszException extends RuntimeException {

  public MalformedSszException(String message) {
    super(message, null, false, false);
  }
}
