package network.superblock.devnet.service;

import java.io.IOException;

/** How a service's process is launched, as often as that is needed. */
record Launch(Service service, ProcessBuilder builder, ProcessFiles files) {

  Process run() throws IOException {
    var process = builder.start();
    files.record(process);
    return process;
  }

  String label() {
    return service.label();
  }
}
