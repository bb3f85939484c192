package network.superblock.sequencer.postgres;

import java.util.function.Function;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.InstanceId;
import network.superblock.protocol.Slot;
import network.superblock.protocol.XtId;
import network.superblock.protocol.mailbox.Inbox;
import network.superblock.protocol.mailbox.MailboxMessage;
import network.superblock.protocol.message.InputOffsets;
import network.superblock.protocol.sequencer.JournalEntry;
import network.superblock.runtime.http.ProtocolJson;
import network.superblock.runtime.kafka.SlotPlace;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * The journal's entries as JSON. They live for a slot: what another version has written and this
 * one cannot read is as good as no journal.
 */
final class JournalJson {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .annotationIntrospector(new SealedTypes())
          .addModule(new ProtocolJson())
          .addModule(keys())
          .build();

  private JournalJson() {}

  static String write(JournalEntry entry) {
    return JSON.writerFor(JournalEntry.class).writeValueAsString(entry);
  }

  /**
   * Reads an entry.
   *
   * @throws JacksonException if it is none of this version
   */
  static JournalEntry readEntry(String json) {
    return JSON.readValue(json, JournalEntry.class);
  }

  static String write(SlotPlace place) {
    return JSON.writeValueAsString(place);
  }

  static SlotPlace readPlace(String json) {
    return JSON.readValue(json, SlotPlace.class);
  }

  static String write(InputOffsets inputs) {
    return JSON.writeValueAsString(inputs);
  }

  static InputOffsets readInputs(String json) {
    return JSON.readValue(json, InputOffsets.class);
  }

  private static SimpleModule keys() {
    var module = new SimpleModule("journal");
    key(module, ChainId.class, text -> new ChainId(Long.parseLong(text)));
    key(module, XtId.class, XtId::fromHex);
    key(module, InstanceId.class, JournalJson::instance);
    // An inbox is a map by what the messages themselves say.
    module.addSerializer(Inbox.class, new InboxWriter());
    module.addDeserializer(Inbox.class, new InboxReader());
    return module;
  }

  private static InstanceId instance(String text) {
    int slash = text.indexOf('/');
    return new InstanceId(
        new Slot(Long.parseLong(text.substring(0, slash))),
        XtId.fromHex(text.substring(slash + 1)));
  }

  private static <T> void key(SimpleModule module, Class<T> type, Function<String, T> parse) {
    module.addKeyDeserializer(
        type,
        new KeyDeserializer() {
          @Override
          public Object deserializeKey(String key, DeserializationContext context) {
            return parse.apply(key);
          }
        });
  }

  private static final class InboxWriter extends StdSerializer<Inbox> {

    InboxWriter() {
      super(Inbox.class);
    }

    @Override
    public void serialize(Inbox inbox, JsonGenerator out, SerializationContext context) {
      context.writeValue(out, inbox.messages().values().toArray());
    }
  }

  private static final class InboxReader extends StdDeserializer<Inbox> {

    InboxReader() {
      super(Inbox.class);
    }

    @Override
    public Inbox deserialize(JsonParser in, DeserializationContext context) {
      Inbox inbox = Inbox.EMPTY;
      for (MailboxMessage message : context.readValue(in, MailboxMessage[].class))
        inbox = inbox.with(message);
      return inbox;
    }
  }
}
