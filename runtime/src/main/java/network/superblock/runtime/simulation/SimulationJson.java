package network.superblock.runtime.simulation;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import network.superblock.protocol.mailbox.MailboxAccess;
import network.superblock.protocol.scp.SimulationResult;
import network.superblock.runtime.http.ProtocolJson;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Questions and answers in JSON. */
public final class SimulationJson {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new ProtocolJson())
          .addMixIn(SimulationResult.class, Outcomes.class)
          .addMixIn(MailboxAccess.class, Accesses.class)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  private SimulationJson() {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = SimulationResult.Succeeded.class, name = "succeeded"),
    @JsonSubTypes.Type(value = SimulationResult.MissingMessage.class, name = "missing-message"),
    @JsonSubTypes.Type(value = SimulationResult.Failed.class, name = "failed")
  })
  private interface Outcomes {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "access")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = MailboxAccess.Written.class, name = "written"),
    @JsonSubTypes.Type(value = MailboxAccess.Consumed.class, name = "consumed")
  })
  private interface Accesses {}

  public static JsonNode write(LegQuestion question) {
    return JSON.valueToTree(question);
  }

  public static JsonNode write(SimulationResult result) {
    return JSON.readTree(JSON.writerFor(SimulationResult.class).writeValueAsString(result));
  }

  /**
   * Reads a question.
   *
   * @throws IllegalArgumentException if it is none, or asks for too much
   */
  public static LegQuestion question(JsonNode json) {
    return read(json, LegQuestion.class);
  }

  /**
   * Reads an answer.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static SimulationResult answer(JsonNode json) {
    return read(json, SimulationResult.class);
  }

  private static <T> T read(JsonNode json, Class<T> type) {
    try {
      return JSON.treeToValue(json, type);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(e.getOriginalMessage(), e);
    }
  }
}
