package network.superblock.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Submits an xT. */
@Command(
    name = "submit",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Submits a signed xT, in the JSON that the queue's REST interface takes.")
final class XtSubmitCommand extends Shown implements Callable<Integer> {

  @Parameters(
      arity = "0..1",
      paramLabel = "<file>",
      defaultValue = "-",
      description = "where the request is, - for standard input (${DEFAULT-VALUE})")
  private String file = "-";

  @Override
  public Integer call() throws IOException {
    answer().print(services().xtQueue().post("/api/v1/xts", request()));
    return Exit.OK;
  }

  private JsonNode request() throws IOException {
    try {
      return JsonMapper.shared()
          .readTree(
              file.equals("-") ? System.in.readAllBytes() : Files.readAllBytes(Path.of(file)));
    } catch (JacksonException e) {
      throw new RefusedException(file + " is not JSON: " + e.getOriginalMessage());
    } catch (NoSuchFileException e) {
      throw new RefusedException("there is no file " + e.getMessage());
    }
  }
}
