package network.superblock.contracts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.mailbox.MailboxHeader;
import org.web3j.abi.datatypes.Type;
import tools.jackson.databind.JsonNode;

/** Every error that the project's contracts declare, and Solidity's own two, by selector. */
final class CustomErrors {

  /** An error as the ABI declares it. */
  private record Declaration(String name, List<String> types, List<String> arguments) {

    Bytes selector() {
      return Abi.selector(name, types);
    }
  }

  private static final Map<Bytes, Declaration> BY_SELECTOR = declared();

  private CustomErrors() {}

  static Optional<Revert> read(Bytes data) {
    if (data.size() < Abi.SELECTOR_SIZE) return Optional.empty();
    return Optional.ofNullable(BY_SELECTOR.get(data.slice(0, Abi.SELECTOR_SIZE)))
        .flatMap(error -> read(error, data.slice(Abi.SELECTOR_SIZE, data.size())));
  }

  @SuppressWarnings("rawtypes")
  private static Optional<Revert> read(Declaration error, Bytes arguments) {
    List<Type> values;
    try {
      values = Abi.decode(arguments, Abi.types(error.types().toArray(String[]::new)));
      return Optional.of(
          switch (error.name()) {
            case "Error" -> new Revert.Reason(new Values(values).text());
            case "Panic" -> new Revert.Panic(new Values(values).integer());
            case "MessageNotFound" -> messageNotFound(error, values);
            default -> custom(error, values);
          });
    } catch (MalformedAbiException e) {
      return Optional.empty();
    }
  }

  /** Chain ids that cannot be make it an ordinary error: no delivery would help. */
  @SuppressWarnings("rawtypes")
  private static Revert messageNotFound(Declaration error, List<Type> arguments) {
    try {
      var values = new Values(arguments);
      ChainId source = values.chainId();
      ChainId destination = values.chainId();
      Address sender = values.address();
      Address receiver = values.address();
      return new Revert.MessageNotFound(
          new MailboxHeader(source, destination, sender, receiver, values.word(), values.bytes()));
    } catch (MalformedAbiException e) {
      return custom(error, arguments);
    }
  }

  @SuppressWarnings("rawtypes")
  private static Revert custom(Declaration error, List<Type> arguments) {
    var values = new Values(arguments);
    return new Revert.Custom(
        error.name(),
        error.arguments().stream()
            .map(name -> new Revert.Argument(name, values.readable()))
            .toList());
  }

  private static Map<Bytes, Declaration> declared() {
    var errors = new HashMap<Bytes, Declaration>();
    add(errors, new Declaration("Error", List.of("string"), List.of("text")));
    add(errors, new Declaration("Panic", List.of("uint256"), List.of("code")));
    for (ContractArtifact artifact : ContractArtifact.values()) {
      for (JsonNode entry : artifact.abi()) {
        if (entry.required("type").stringValue().equals("error")) add(errors, declaration(entry));
      }
    }
    return errors;
  }

  private static void add(Map<Bytes, Declaration> errors, Declaration error) {
    errors.put(error.selector(), error);
  }

  private static Declaration declaration(JsonNode entry) {
    var types = new ArrayList<String>();
    var names = new ArrayList<String>();
    for (JsonNode input : entry.required("inputs")) {
      types.add(input.required("type").stringValue());
      names.add(input.required("name").stringValue());
    }
    return new Declaration(entry.required("name").stringValue(), types, names);
  }
}
