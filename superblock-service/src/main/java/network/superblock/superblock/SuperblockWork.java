package network.superblock.superblock;

import java.util.ArrayList;
import java.util.List;
import network.superblock.protocol.Address;
import network.superblock.protocol.ChainId;
import network.superblock.runtime.http.News;
import network.superblock.runtime.kafka.SlotPlace;
import network.superblock.runtime.kafka.TopicClients;
import network.superblock.runtime.l1.L1Client;
import network.superblock.runtime.l1.L1Properties;
import network.superblock.runtime.lifecycle.Activity;
import network.superblock.runtime.lifecycle.Outage;
import network.superblock.runtime.lifecycle.Reason;
import network.superblock.runtime.lifecycle.ServiceStop;
import network.superblock.runtime.lifecycle.UnavailableException;
import network.superblock.runtime.settings.NetworkProperties;
import network.superblock.superblock.SlotFollower.Begin;
import network.superblock.superblock.SlotStore.Resume;
import network.superblock.superblock.kafka.KafkaBlockVerdicts;
import network.superblock.superblock.l1.SettlementReader;
import network.superblock.superblock.l1.SettlementWriter;
import network.superblock.superblock.publishing.PublishingLane;
import org.web3j.protocol.Web3j;
import org.web3j.utils.Numeric;

/**
 * The service at work: one thread follows the slots, one brings L1 and the stored superblocks
 * together, one tells the network. They share nothing but the database.
 */
final class SuperblockWork implements Activity {

  /** What is configured. */
  record Settings(NetworkProperties network, L1Properties l1, PublishingProperties publishing) {}

  /** What is kept. */
  record Stores(
      SlotStore slots,
      SettlementStore settlement,
      PublishedSuperblocks published,
      Announcements announcements,
      Runnable open) {}

  /** What it works with. */
  record Outside(TopicClients topics, L1Client l1, News news, ServiceStop serviceStop) {}

  private final Settings settings;
  private final Stores stores;
  private final Outside outside;
  private final SuperblockObserver observer;
  private final List<AutoCloseable> open = new ArrayList<>();

  SuperblockWork(Settings settings, Stores stores, Outside outside, SuperblockObserver observer) {
    this.settings = settings;
    this.stores = stores;
    this.outside = outside;
    this.observer = observer;
  }

  @Override
  public synchronized void start() {
    try {
      stores.open().run();
      var bell = new Bell(outside.news());
      var watched = new SuperblockObservers(List.of(observer, bell));
      var driver = driver(watched);
      bell.announcing(opened(announcing()));
      bell.settling(
          opened(
              Rounds.start(
                  "settlement",
                  settings.publishing().poll(),
                  () -> {
                    // What L1 holds is compared with all that the log says, not with half of it.
                    if (bell.hasCaughtUp()) driver.look();
                  },
                  driver::away,
                  outside.serviceStop())));
      follow(watched, bell);
    } catch (RuntimeException e) {
      stop();
      if (Outage.is(e)) throw new UnavailableException("not ready to start: " + Reason.of(e), e);
      throw e;
    }
  }

  @Override
  public synchronized void stop() {
    for (var resource : open.reversed()) close(resource);
    open.clear();
  }

  private Rounds announcing() {
    var topic = opened(outside.topics().writer("superblocks"));
    var announcer = new Announcer(stores.announcements(), topic);
    return Rounds.start(
        "announcer", settings.publishing().poll(), announcer::tell, _ -> {}, outside.serviceStop());
  }

  private SettlementDriver driver(SuperblockObserver watched) {
    var publisher = settings.publishing().publisher();
    var contract = settings.l1().settlementAddress();
    var chain = outside.l1().call(Web3j::ethChainId).blockOptional().orElseThrow();
    var reader =
        new SettlementReader(
            outside.l1(),
            contract,
            settings.l1().logRange(),
            Address.fromHex(publisher.getAddress()));
    var writer =
        new SettlementWriter(
            outside.l1(),
            new ChainId(Numeric.decodeQuantity(chain).longValueExact()),
            contract,
            publisher);
    var sender = new LaneSender(stores.settlement(), writer, settings.publishing().gas(), watched);
    var audit = new Audit(stores.published(), reader, watched);
    return new SettlementDriver(
        new SettlementDriver.Outside(stores.settlement(), reader, sender, audit, watched),
        new PublishingLane(settings.publishing().lane()));
  }

  private void follow(SuperblockObserver watched, Bell bell) {
    var resume = stores.slots().resume().blockOptional().orElseThrow();
    var begin =
        resume
            .map(Begin::after)
            .orElseGet(() -> Begin.atGenesis(settings.network().genesisLedger()));
    var verdicts = opened(new KafkaBlockVerdicts(outside.topics()));
    var follower =
        new SlotFollower(
            begin,
            new SlotFollower.Outside(stores.slots(), verdicts, watched, bell::caughtUp),
            settings.network().scpTimer());
    opened(
        outside
            .topics()
            .readSlots("slots", resume.map(Resume::place).orElse(SlotPlace.BEGINNING), follower));
  }

  private <T extends AutoCloseable> T opened(T resource) {
    open.add(resource);
    return resource;
  }

  private static void close(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception e) {
      throw new IllegalStateException("could not close " + resource, e);
    }
  }
}
