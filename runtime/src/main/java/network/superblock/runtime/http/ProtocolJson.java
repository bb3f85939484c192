package network.superblock.runtime.http;

import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;
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
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** The protocol's values in JSON: byte strings as 0x-hex, numbers as numbers. */
public final class ProtocolJson extends SimpleModule {

  private static final long serialVersionUID = 1;

  public ProtocolJson() {
    super("protocol");
    hex(Bytes.class, Bytes::fromHex);
    hex(Hash32.class, Hash32::fromHex);
    hex(Address.class, Address::fromHex);
    hex(XtId.class, XtId::fromHex);
    number(ChainId.class, ChainId::value, ChainId::new);
    number(Slot.class, Slot::value, Slot::new);
    number(BlockNumber.class, BlockNumber::value, BlockNumber::new);
    number(SuperblockNumber.class, SuperblockNumber::value, SuperblockNumber::new);
    number(SequenceNumber.class, SequenceNumber::value, SequenceNumber::new);
    number(Term.class, Term::value, Term::new);
  }

  private <T> void hex(Class<T> type, Function<String, T> parse) {
    addSerializer(type, new TextWriter<>(type));
    addKeySerializer(type, new KeyWriter<>(type));
    addDeserializer(type, new HexReader<>(type, parse));
  }

  private <T> void number(Class<T> type, ToLongFunction<T> value, LongFunction<T> make) {
    addSerializer(type, new NumberWriter<>(type, value));
    addKeySerializer(type, new KeyWriter<>(type));
    addDeserializer(type, new NumberReader<>(type, make));
  }

  private static final class TextWriter<T> extends StdSerializer<T> {

    TextWriter(Class<T> type) {
      super(type);
    }

    @Override
    public void serialize(T value, JsonGenerator out, SerializationContext context) {
      out.writeString(value.toString());
    }
  }

  private static final class KeyWriter<T> extends StdSerializer<T> {

    KeyWriter(Class<T> type) {
      super(type);
    }

    @Override
    public void serialize(T value, JsonGenerator out, SerializationContext context) {
      out.writeName(value.toString());
    }
  }

  private static final class NumberWriter<T> extends StdSerializer<T> {

    private final transient ToLongFunction<T> number;

    NumberWriter(Class<T> type, ToLongFunction<T> number) {
      super(type);
      this.number = number;
    }

    @Override
    public void serialize(T value, JsonGenerator out, SerializationContext context) {
      out.writeNumber(number.applyAsLong(value));
    }
  }

  private static final class HexReader<T> extends StdDeserializer<T> {

    private final transient Function<String, T> parse;

    HexReader(Class<T> type, Function<String, T> parse) {
      super(type);
      this.parse = parse;
    }

    @Override
    public T deserialize(JsonParser in, DeserializationContext context) {
      if (in.currentToken() != JsonToken.VALUE_STRING)
        return refuse(context, "must be 0x-hex in a string");
      var text = in.getString();
      if (!text.startsWith("0x")) return refuse(context, "hex must start with 0x");
      try {
        return parse.apply(text);
      } catch (IllegalArgumentException e) {
        return refuse(context, e);
      }
    }

    private T refuse(DeserializationContext context, String reason) {
      return refuse(context, new IllegalArgumentException(reason));
    }

    @SuppressWarnings("unchecked")
    private T refuse(DeserializationContext context, IllegalArgumentException reason) {
      return (T) context.handleInstantiationProblem(handledType(), null, reason);
    }
  }

  private static final class NumberReader<T> extends StdDeserializer<T> {

    private final transient LongFunction<T> make;

    NumberReader(Class<T> type, LongFunction<T> make) {
      super(type);
      this.make = make;
    }

    @Override
    @SuppressWarnings("unchecked")
    public T deserialize(JsonParser in, DeserializationContext context) {
      try {
        if (in.currentToken() != JsonToken.VALUE_NUMBER_INT)
          throw new IllegalArgumentException("must be a whole number");
        if (in.getNumberType() == JsonParser.NumberType.BIG_INTEGER)
          throw new IllegalArgumentException("must fit 63 bits");
        return make.apply(in.getLongValue());
      } catch (IllegalArgumentException e) {
        return (T) context.handleInstantiationProblem(handledType(), null, e);
      }
    }
  }
}
