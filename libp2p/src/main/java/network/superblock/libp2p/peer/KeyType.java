package network.superblock.libp2p.peer;

import network.superblock.libp2p.wire.ProtocolViolation;

/** The kinds of identity keys that can shake hands here. See libp2p "peer-ids", "Keys". */
public enum KeyType {
  ED25519(1, 32),
  SECP256K1(2, 33);

  private final int code;
  private final int publicKeySize;

  KeyType(int code, int publicKeySize) {
    this.code = code;
    this.publicKeySize = publicKeySize;
  }

  int code() {
    return code;
  }

  int publicKeySize() {
    return publicKeySize;
  }

  static KeyType ofCode(long code) {
    for (var type : values()) {
      if (type.code == code) return type;
    }
    throw new ProtocolViolation("unsupported key type " + code);
  }
}
