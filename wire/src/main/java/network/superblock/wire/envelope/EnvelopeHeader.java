package network.superblock.wire.envelope;

/** The record headers, all text, so that stock tools can show and filter them. */
public enum EnvelopeHeader {
  /** The name of the message's arm in the .proto file. */
  MESSAGE_TYPE("sbcp-message-type"),
  /** The sender id, {@code role/name}. */
  SENDER("sbcp-sender"),
  /** The signing key's Ethereum address in 0x-hex. */
  KEY_ID("sbcp-key-id"),
  /** 64 bytes in hex, as EIP-2098 packs them. */
  SIGNATURE("sbcp-signature"),
  /** The leader's term in decimal on the slot topic, 0 elsewhere. */
  TERM("sbcp-term"),
  /** W3C trace context; not signed. */
  TRACE_PARENT("traceparent"),
  /** On a dead-letter topic: why the record was refused. */
  REFUSAL("sbcp-refusal");

  private final String key;

  EnvelopeHeader(String key) {
    this.key = key;
  }

  /** The header's key in Kafka. */
  public String key() {
    return key;
  }
}
