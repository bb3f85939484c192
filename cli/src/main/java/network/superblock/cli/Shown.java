package network.superblock.cli;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What every command that asks a service has. */
abstract class Shown {

  @Spec private @Nullable CommandSpec spec;
  @Mixin private Services services = new Services();
  @Mixin private JsonOption json = new JsonOption();

  final Services services() {
    return services;
  }

  final Answer answer() {
    return new Answer(out(), json);
  }

  final boolean wantsJson() {
    return json.wanted();
  }

  final PrintWriter out() {
    if (spec == null) throw new IllegalStateException("not run by a command line");
    return spec.commandLine().getOut();
  }
}
