package network.superblock.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** Runs commands as a user does, and keeps what they print. */
final class Terminal {

  private Terminal() {}

  record Said(int code, String out, String err) {

    List<String> lines() {
      return out.lines().toList();
    }
  }

  static Said run(String... words) {
    var out = new StringWriter();
    var err = new StringWriter();
    var line = SuperblockCli.commandLine();
    line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    var code = line.execute(words);
    return new Said(code, out.toString(), err.toString());
  }
}
