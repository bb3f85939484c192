package network.superblock.contracts;

import java.util.List;
import java.util.function.Function;
import network.superblock.protocol.Bytes;
import org.web3j.abi.TypeReference;
import org.web3j.abi.datatypes.Type;

/**
 * A call of one function: the input to send, and how what it returns reads.
 *
 * @param <R> what the function returns
 */
@SuppressWarnings("rawtypes")
public final class ContractCall<R> {

  private final Bytes input;
  private final Function<Bytes, R> reader;

  ContractCall(Bytes input, Function<Bytes, R> reader) {
    this.input = input;
    this.reader = reader;
  }

  ContractCall(Bytes input, List<TypeReference<Type>> outputs, Function<Values, R> reader) {
    this(input, returned -> reader.apply(new Values(Abi.decode(returned, outputs))));
  }

  static <R> ContractCall<R> returning(String output, Function<Values, R> reader, Bytes input) {
    return new ContractCall<>(input, Abi.types(output), reader);
  }

  /** The transaction's or call's data. */
  public Bytes input() {
    return input;
  }

  /**
   * Reads what the call returned.
   *
   * @throws MalformedAbiException if {@code returned} is not the function's result, for one when no
   *     contract stands at the address
   */
  public R read(Bytes returned) {
    return reader.apply(returned);
  }
}
