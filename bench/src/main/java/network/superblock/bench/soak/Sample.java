package network.superblock.bench.soak;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import network.superblock.bench.network.DevnetProcess;
import network.superblock.bench.network.ResidentMemory;

/**
 * What a network occupies at one moment.
 *
 * @param resident the JVM's resident set, in MiB
 * @param heap what is used of its heap after a collection, in MiB
 * @param database all tables and indexes in Postgres, in MiB
 * @param lag how many records the services' readers still have before them, all partitions
 */
record Sample(double resident, double heap, double database, double lag) {

  private static final double MIB = 1024 * 1024;
  private static final double KIB_PER_MIB = 1024;
  private static final Pattern USED = Pattern.compile("^ *(?:DefNew|Tenured) .* used (\\d+)K");
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  static Sample of(DevnetProcess devnet) throws IOException, SQLException, InterruptedException {
    var heap = heapAfterCollection(devnet.handle().pid());
    return new Sample(ResidentMemory.of(devnet.handle()), heap, database(devnet), lag(devnet));
  }

  private static double heapAfterCollection(long pid) throws IOException, InterruptedException {
    jcmd(pid, "GC.run");
    // One line for each generation; metaspace is none.
    return jcmd(pid, "GC.heap_info")
        .lines()
        .map(USED::matcher)
        .filter(Matcher::find)
        .mapToDouble(found -> Double.parseDouble(found.group(1)) / KIB_PER_MIB)
        .sum();
  }

  private static String jcmd(long pid, String command) throws IOException, InterruptedException {
    var program = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    var process = new ProcessBuilder(program, Long.toString(pid), command).start();
    var output = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) throw new IOException(command + " failed: " + output);
    return output;
  }

  private static double database(DevnetProcess devnet) throws SQLException {
    var database = devnet.database();
    try (var connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT pg_database_size(current_database())")) {
      rows.next();
      return rows.getLong(1) / MIB;
    }
  }

  /** As Kafka's consumers know it themselves, whether or not they are in a group. */
  private static double lag(DevnetProcess devnet) throws IOException, InterruptedException {
    var lag = 0.0;
    try (var http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
      for (var service : devnet.services()) lag += lag(http, service);
    }
    return lag;
  }

  private static double lag(HttpClient http, URI service) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(service.resolve("/actuator/prometheus")).timeout(TIMEOUT).build();
    return http.send(request, BodyHandlers.ofString())
        .body()
        .lines()
        .filter(line -> line.startsWith("kafka_consumer_fetch_manager_records_lag{"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .filter(Double::isFinite)
        .sum();
  }
}
