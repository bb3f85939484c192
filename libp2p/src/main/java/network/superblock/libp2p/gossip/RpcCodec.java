package network.superblock.libp2p.gossip;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.superblock.libp2p.wire.Bytes;
import network.superblock.libp2p.wire.ProtoReader;
import network.superblock.libp2p.wire.ProtoWriter;
import network.superblock.libp2p.wire.ProtocolViolation;

/**
 * RPCs in protobuf. Unknown fields are skipped, as later versions add some; elements are counted
 * before they are materialised.
 */
final class RpcCodec {

  /** Elements of all kinds in one RPC: an honest one carries 5000 message ids at most. */
  private static final int MAX_ELEMENTS = 10_000;

  private static final int MAX_TOPIC = 256;
  private static final int MAX_ID = 256;

  private int elements;

  private RpcCodec() {}

  static Bytes encode(Rpc rpc) {
    var writer = new ProtoWriter();
    for (var change : rpc.subscriptions()) {
      writer.message(
          1, new ProtoWriter().varint(1, change.subscribe() ? 1 : 0).string(2, change.topic()));
    }
    rpc.publish().forEach(message -> writer.message(2, message.encode()));
    if (!rpc.control().isEmpty()) writer.message(3, encode(rpc.control()));
    return writer.toBytes();
  }

  static Rpc decode(Bytes encoded) {
    return new RpcCodec().rpc(new ProtoReader(encoded));
  }

  private static ProtoWriter encode(Rpc.Control control) {
    var writer = new ProtoWriter();
    for (var have : control.iHave()) {
      var entry = new ProtoWriter().string(1, have.topic());
      have.ids().forEach(id -> entry.bytes(2, id.bytes()));
      writer.message(1, entry);
    }
    if (!control.iWant().isEmpty()) writer.message(2, ids(control.iWant()));
    control.graft().forEach(topic -> writer.message(3, new ProtoWriter().string(1, topic)));
    for (var prune : control.prune()) {
      var entry = new ProtoWriter().string(1, prune.topic());
      if (prune.backOffSeconds() > 0) entry.varint(3, prune.backOffSeconds());
      writer.message(4, entry);
    }
    if (!control.iDontWant().isEmpty()) writer.message(5, ids(control.iDontWant()));
    return writer;
  }

  private static ProtoWriter ids(List<MessageId> ids) {
    var writer = new ProtoWriter();
    ids.forEach(id -> writer.bytes(1, id.bytes()));
    return writer;
  }

  private Rpc rpc(ProtoReader reader) {
    var subscriptions = new ArrayList<Rpc.Subscription>();
    var publish = new ArrayList<Message>();
    var control = new ControlFields();
    while (reader.next()) {
      count();
      switch (reader.field()) {
        case 1 -> subscriptions.add(subscription(reader.message()));
        case 2 -> publish.add(message(reader.message()));
        case 3 -> control(reader.message(), control);
        default -> reader.skip();
      }
    }
    return new Rpc(subscriptions, publish, control.toControl());
  }

  private static Rpc.Subscription subscription(ProtoReader reader) {
    var topic = "";
    var subscribe = false;
    while (reader.next()) {
      switch (reader.field()) {
        case 1 -> subscribe = reader.varint() != 0;
        case 2 -> topic = reader.string(MAX_TOPIC);
        default -> reader.skip();
      }
    }
    return new Rpc.Subscription(topic, subscribe);
  }

  private static Message message(ProtoReader reader) {
    var from = Optional.<Bytes>empty();
    var data = Bytes.EMPTY;
    var sequence = Optional.<Bytes>empty();
    var topic = Optional.<String>empty();
    var signature = Optional.<Bytes>empty();
    var key = Optional.<Bytes>empty();
    while (reader.next()) {
      switch (reader.field()) {
        case 1 -> from = Optional.of(reader.bytes());
        case 2 -> data = reader.bytes();
        case 3 -> sequence = Optional.of(reader.bytes());
        case 4 -> topic = Optional.of(reader.string(MAX_TOPIC));
        case 5 -> signature = Optional.of(reader.bytes());
        case 6 -> key = Optional.of(reader.bytes());
        default -> reader.skip();
      }
    }
    if (topic.isEmpty()) throw new ProtocolViolation("gossip message without a topic");
    return new Message(from, data, sequence, topic.get(), signature, key);
  }

  private void control(ProtoReader reader, ControlFields control) {
    while (reader.next()) {
      count();
      switch (reader.field()) {
        case 1 -> control.iHave.add(iHave(reader.message()));
        case 2 -> ids(reader.message(), 1, control.iWant);
        case 3 -> control.graft.add(topic(reader.message()));
        case 4 -> control.prune.add(prune(reader.message()));
        case 5 -> ids(reader.message(), 1, control.iDontWant);
        default -> reader.skip();
      }
    }
  }

  private Rpc.IHave iHave(ProtoReader reader) {
    var ids = new ArrayList<MessageId>();
    var topic = "";
    while (reader.next()) {
      switch (reader.field()) {
        case 1 -> topic = reader.string(MAX_TOPIC);
        case 2 -> ids.add(id(reader));
        default -> reader.skip();
      }
    }
    return new Rpc.IHave(topic, ids);
  }

  private void ids(ProtoReader reader, int field, List<MessageId> into) {
    while (reader.next()) {
      if (reader.field() == field) into.add(id(reader));
      else reader.skip();
    }
  }

  private MessageId id(ProtoReader reader) {
    count();
    var id = reader.bytes();
    if (id.size() > MAX_ID) throw new ProtocolViolation("message id is too long");
    return new MessageId(id);
  }

  private static String topic(ProtoReader reader) {
    var topic = "";
    while (reader.next()) {
      if (reader.field() == 1) topic = reader.string(MAX_TOPIC);
      else reader.skip();
    }
    return topic;
  }

  /** Peers to exchange are skipped: they are neither sent nor trusted here. */
  private static Rpc.Prune prune(ProtoReader reader) {
    var topic = "";
    var backOff = 0L;
    while (reader.next()) {
      switch (reader.field()) {
        case 1 -> topic = reader.string(MAX_TOPIC);
        case 3 -> backOff = reader.varint();
        default -> reader.skip();
      }
    }
    return new Rpc.Prune(topic, backOff);
  }

  private void count() {
    if (++elements > MAX_ELEMENTS) throw new ProtocolViolation("gossip RPC has too many elements");
  }

  private static final class ControlFields {

    final List<Rpc.IHave> iHave = new ArrayList<>();
    final List<MessageId> iWant = new ArrayList<>();
    final List<String> graft = new ArrayList<>();
    final List<Rpc.Prune> prune = new ArrayList<>();
    final List<MessageId> iDontWant = new ArrayList<>();

    Rpc.Control toControl() {
      return new Rpc.Control(iHave, iWant, graft, prune, iDontWant);
    }
  }
}
