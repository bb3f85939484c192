package network.superblock.runtime.http;

import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.util.List;
import network.superblock.protocol.Address;
import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.SequenceNumber;
import network.superblock.protocol.Slot;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.Term;
import network.superblock.protocol.XtId;
import org.springdoc.core.utils.SpringDocUtils;

/** The protocol's values in OpenAPI, as {@link ProtocolJson} writes them. */
final class ProtocolSchemas {

  private ProtocolSchemas() {}

  /** For the whole JVM, where all services agree on it. */
  static void register() {
    var config = SpringDocUtils.getConfig();
    config.replaceWithSchema(Bytes.class, hex("0x([0-9a-fA-F]{2})*"));
    config.replaceWithSchema(Address.class, hex("0x[0-9a-fA-F]{40}"));
    for (var hash : List.of(Hash32.class, XtId.class))
      config.replaceWithSchema(hash, hex("0x[0-9a-fA-F]{64}"));
    for (var number :
        List.of(
            ChainId.class,
            Slot.class,
            BlockNumber.class,
            SuperblockNumber.class,
            SequenceNumber.class,
            Term.class)) config.replaceWithSchema(number, new IntegerSchema().format("int64"));
  }

  private static StringSchema hex(String pattern) {
    var schema = new StringSchema();
    schema.pattern("^" + pattern + "$");
    return schema;
  }
}
