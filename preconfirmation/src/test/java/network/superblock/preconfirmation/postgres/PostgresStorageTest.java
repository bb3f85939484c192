package network.superblock.preconfirmation.postgres;

import static network.superblock.preconfirmation.Samples.chain;
import static network.superblock.preconfirmation.Samples.hash;
import static network.superblock.preconfirmation.Samples.preconfirmation;
import static network.superblock.preconfirmation.Samples.signed;
import static network.superblock.preconfirmation.Samples.txList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.r2dbc.spi.ConnectionFactories;
import network.superblock.preconfirmation.Samples;
import network.superblock.preconfirmation.SdkException;
import network.superblock.preconfirmation.ssz.PreconfHead;
import network.superblock.preconfirmation.storage.Keeping;
import network.superblock.preconfirmation.storage.PreconfirmationStorage;
import network.superblock.preconfirmation.storage.Section6StorageContract;
import network.superblock.protocol.ChainId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The storage in Postgres. Each test has a chain of its own in one database. */
class PostgresStorageTest extends Section6StorageContract {

  private static final TestDatabase DATABASE = TestDatabase.of(PostgresStorageTest.class);

  @AfterAll
  static void disconnect() {
    DATABASE.close();
  }

  @Override
  protected PreconfirmationStorage open() {
    return open(DATABASE.newChain());
  }

  @Test
  void everythingSurvivesARestart() {
    var chain = DATABASE.newChain();
    var before = open(chain);
    var block = known(chain(1).getFirst());
    before.storeCommitment(block);
    before.storeTxList(txList(1));
    before.setHead(PreconfHead.of(block.preconfirmation()));
    before.close();
    var after = open(chain);
    assertThat(after.commitment(block.hash())).contains(block);
    assertThat(after.txList(txList(1).hash())).contains(txList(1).txList());
    assertThat(after.head()).isEqualTo(PreconfHead.of(block.preconfirmation()));
    assertThat(after.size()).isEqualTo(before.size());
    var rival = known(signed(preconfirmation(1, hash(8)), Samples.KEY));
    assertThat(after.storeCommitment(rival)).isEqualTo(new Keeping.Contradicts(block.signed()));
    assertThat(open().commitment(block.hash())).as("another chain").isEmpty();
  }

  @Test
  void saysThatPostgresIsAway() {
    var nowhere = ConnectionFactories.get("r2dbc:postgresql://postgres@127.0.0.1:1/none");
    assertThatThrownBy(() -> new PostgresStorage(nowhere, new ChainId(1), CACHES))
        .isInstanceOf(SdkException.Storage.class);
  }

  private static PreconfirmationStorage open(ChainId chain) {
    return new PostgresStorage(DATABASE.pool(), chain, CACHES);
  }
}
