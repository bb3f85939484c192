package network.superblock.sequencer.postgres;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import network.superblock.protocol.Address;
import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.SequenceNumber;
import network.superblock.protocol.Slot;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.mailbox.Inbox;
import network.superblock.protocol.mailbox.MailboxMessage;
import network.superblock.protocol.message.InputOffsets;
import network.superblock.protocol.message.L1BlockRef;
import network.superblock.protocol.message.L2BlockRequest;
import network.superblock.protocol.message.SlotOpening;
import network.superblock.protocol.message.SlotRecord.StartSc;
import network.superblock.protocol.message.TransactionRequest;
import network.superblock.protocol.message.XtRequest;

/**
 * Values of the protocol's types, made from their declarations: for a sealed type at least one of
 * each of its kinds, also where it is a part of another type.
 */
final class Samples {

  private static final ChainId CHAIN = new ChainId(77777);
  private static final Hash32 HASH = Hash32.fromHex("ab".repeat(32));
  private static final Bytes BYTES = Bytes.fromHex("00ff80");
  private static final XtRequest XT =
      new XtRequest(
          List.of(
              new TransactionRequest(CHAIN, List.of(BYTES)),
              new TransactionRequest(new ChainId(88888), List.of(BYTES, BYTES))));
  private static final Map<Class<?>, Object> FIXED =
      Map.ofEntries(
          Map.entry(long.class, 7L),
          Map.entry(Long.class, 7L),
          Map.entry(int.class, 7),
          Map.entry(String.class, "text \u00e4 \" \\"),
          Map.entry(Instant.class, Instant.parse("2026-01-01T00:00:00.123Z")),
          Map.entry(Bytes.class, BYTES),
          Map.entry(Hash32.class, HASH),
          Map.entry(Address.class, Address.fromHex("35".repeat(20))),
          Map.entry(ChainId.class, CHAIN),
          Map.entry(XtRequest.class, XT),
          Map.entry(StartSc.class, new StartSc(new Slot(5), new SequenceNumber(1), XT, XT.id())));

  private Samples() {}

  static List<Object> of(Type type) {
    if (type instanceof ParameterizedType generic) return collections(generic);
    Class<?> plain = (Class<?>) type;
    Object fixed = FIXED.get(plain);
    if (fixed != null) return List.of(fixed);
    if (plain.equals(Inbox.class)) return List.of(inbox());
    if (plain.equals(SlotOpening.class)) return List.of(opening());
    if (plain.isEnum()) return List.of(plain.getEnumConstants());
    if (plain.isSealed())
      return Arrays.stream(plain.getPermittedSubclasses())
          .flatMap(kind -> of(kind).stream())
          .toList();
    if (plain.isRecord()) return records(plain);
    throw new AssertionError("no sample of " + type);
  }

  /** As many as the part with the most samples has. */
  private static List<Object> records(Class<?> type) {
    RecordComponent[] parts = type.getRecordComponents();
    List<List<Object>> choices =
        Arrays.stream(parts).map(part -> of(part.getGenericType())).toList();
    int count = choices.stream().mapToInt(List::size).max().orElse(1);
    var samples = new ArrayList<Object>();
    for (int i = 0; i < count; i++) {
      int index = i;
      construct(
              type,
              Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new),
              choices.stream().map(choice -> choice.get(index % choice.size())).toArray())
          .ifPresent(samples::add);
    }
    if (samples.isEmpty()) throw new AssertionError("no valid sample of " + type);
    return samples;
  }

  /** Empty when the type does not allow these values together. */
  private static Optional<Object> construct(
      Class<?> type, Class<?>[] parameters, Object[] arguments) {
    try {
      var constructor = type.getDeclaredConstructor(parameters);
      constructor.setAccessible(true);
      return Optional.of(constructor.newInstance(arguments));
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException) return Optional.empty();
      throw new AssertionError("no sample of " + type, e);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("no sample of " + type, e);
    }
  }

  private static List<Object> collections(ParameterizedType type) {
    Type[] of = type.getActualTypeArguments();
    return switch (((Class<?>) type.getRawType()).getSimpleName()) {
      case "List" -> List.of(List.copyOf(of(of[0])), List.of());
      case "SortedSet" -> List.of(new TreeSet<>(of(of[0])), Collections.emptySortedSet());
      case "SortedMap" ->
          List.of(
              new TreeMap<>(Map.of(of(of[0]).getFirst(), of(of[1]).getFirst())),
              Collections.emptySortedMap());
      default -> throw new AssertionError("no sample of " + type);
    };
  }

  private static Inbox inbox() {
    return Inbox.EMPTY.with((MailboxMessage) of(MailboxMessage.class).getFirst());
  }

  private static SlotOpening opening() {
    var requests = new TreeMap<ChainId, L2BlockRequest>();
    requests.put(CHAIN, new L2BlockRequest(CHAIN, new BlockNumber(3), HASH));
    return new SlotOpening(
        new Slot(5),
        new SuperblockNumber(2),
        HASH,
        requests,
        new L1BlockRef(9, HASH),
        InputOffsets.NONE,
        0);
  }
}
