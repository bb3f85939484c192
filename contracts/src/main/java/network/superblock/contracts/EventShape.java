package network.superblock.contracts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import network.superblock.protocol.Hash32;
import org.web3j.abi.EventEncoder;
import org.web3j.abi.FunctionReturnDecoder;
import org.web3j.abi.TypeReference;
import org.web3j.abi.datatypes.Type;

/** How an event is laid out in a log: its name, its indexed values first, then the others. */
@SuppressWarnings("rawtypes")
final class EventShape {

  private final Hash32 signature;
  private final List<TypeReference<Type>> indexed;
  private final List<TypeReference<Type>> plain;

  /**
   * @param indexed how many of the types, from the first, are indexed
   */
  EventShape(String name, int indexed, String... types) {
    String text = Stream.of(types).collect(Collectors.joining(",", name + "(", ")"));
    this.signature = Hash32.fromHex(EventEncoder.buildEventSignature(text));
    List<TypeReference<Type>> all = Abi.types(types);
    this.indexed = all.subList(0, indexed);
    this.plain = all.subList(indexed, all.size());
  }

  /** The event's values, if the log is of this event. */
  Optional<Values> read(ContractLog log) {
    if (log.topics().size() != indexed.size() + 1 || !log.topics().getFirst().equals(signature)) {
      return Optional.empty();
    }
    var values = new ArrayList<Type>();
    for (int i = 0; i < indexed.size(); i++) {
      String topic = log.topics().get(i + 1).toString();
      values.add(FunctionReturnDecoder.decodeIndexedValue(topic, indexed.get(i)));
    }
    values.addAll(Abi.decode(log.data(), plain));
    return Optional.of(new Values(values));
  }
}
