package network.superblock.embedded.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import network.superblock.embedded.postgres.PostgresDatabase;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedParts.class)
class SharedPartsTest {

  private final TestTopics topics;
  private final PostgresDatabase database;

  SharedPartsTest(TestTopics topics, PostgresDatabase database) {
    this.topics = topics;
    this.database = database;
  }

  @Test
  void aClassHasOneSetOfPartsAndAnotherClassHasOthers(
      TestTopics sameTopics, PostgresDatabase sameDatabase) {
    assertThat(sameTopics).isEqualTo(topics);
    assertThat(sameDatabase).isEqualTo(database);

    var otherTopics = SharedKafka.topicsOf(String.class);
    assertThat(otherTopics.bootstrapServers()).isEqualTo(topics.bootstrapServers());
    assertThat(otherTopics.name("sbcp.slot")).isNotEqualTo(topics.name("sbcp.slot"));
    var otherDatabase = SharedPostgres.databaseOf(String.class);
    assertThat(otherDatabase.port()).isEqualTo(database.port());
    assertThat(otherDatabase.name()).isNotEqualTo(database.name());
  }

  @Test
  void thePartsWork() throws SQLException, ExecutionException, InterruptedException {
    var topic = topics.create("sbcp.slot", 1);
    var settings =
        Map.<String, Object>of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, topics.bootstrapServers());
    try (var admin = Admin.create(settings)) {
      assertThat(admin.listTopics().names().get()).contains(topic);
    }
    try (var connection =
        DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password())) {
      assertThat(connection.getCatalog()).isEqualTo(database.name());
    }
  }
}
