package network.superblock.devnet.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import network.superblock.contracts.BridgeContract;
import network.superblock.contracts.PingPongContract;
import network.superblock.contracts.RelayContract;
import network.superblock.contracts.RollupDeployment;
import network.superblock.devnet.setup.Accounts;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;

/** The demo xTs between two rollups, A and B, by their names on the command line. */
public enum Demo {
  /** Each side needs the other's message: a true cycle. */
  PINGPONG("a true cycle: PING from A, PONG from B, each needs the other") {
    @Override
    List<Leg> legs(Scene s) {
      var contract = CONTRACTS.pingPong();
      return List.of(
          s.onA(contract, PingPongContract.ping(s.b(), contract, s.session(), text("hi")).input()),
          s.onB(contract, PingPongContract.pong(s.a(), contract, s.session(), text("ho")).input()));
    }
  },
  BRIDGE("5 tokens burnt on A, minted on B, acknowledged on A") {
    @Override
    List<Leg> legs(Scene s) {
      return bridging(s, BRIDGED);
    }
  },
  BRIDGE_NO_FUNDS("more tokens than the user has: aborts on both chains") {
    @Override
    List<Leg> legs(Scene s) {
      return bridging(s, TOKEN.multiply(BigInteger.TEN.pow(9)));
    }
  },
  RELAY("four hops A, B, A, B, each made of the one before") {
    @Override
    List<Leg> legs(Scene s) {
      var contract = CONTRACTS.relay();
      return List.of(
          s.onA(contract, RelayContract.lead(s.b(), contract, s.session(), HOPS, text("data"))),
          s.onB(contract, RelayContract.follow(s.a(), contract, s.session(), HOPS)));
    }
  },
  RECEIVE_WITHOUT_SEND("B waits for a message that A never writes: aborts") {
    @Override
    List<Leg> legs(Scene s) {
      return List.of(s.onA(CONTRACTS.token(), payment()), receiving(s, "one"));
    }
  },
  UNREAD_WRITE("A writes a message that B does not read: aborts at the vote") {
    @Override
    List<Leg> legs(Scene s) {
      return List.of(sending(s, s.b(), "one"), s.onB(CONTRACTS.token(), payment()));
    }
  },
  OUT_OF_ORDER("B reads A's messages in another order: aborts at the vote") {
    @Override
    List<Leg> legs(Scene s) {
      return List.of(sending(s, s.b(), "one", "two"), receiving(s, "two", "one"));
    }
  },
  NON_PARTICIPANT("A writes to a chain that takes no part: aborts at the vote") {
    @Override
    List<Leg> legs(Scene s) {
      return List.of(sending(s, STRANGER, "one"), s.onB(CONTRACTS.token(), payment()));
    }
  };

  private static final BigInteger TOKEN = BigInteger.TEN.pow(18);

  /** What {@link #BRIDGE} moves, in the token's smallest unit. */
  public static final BigInteger BRIDGED = TOKEN.multiply(BigInteger.valueOf(5));

  private static final int HOPS = 4;
  private static final ChainId STRANGER = new ChainId(12_345);
  private static final RollupDeployment CONTRACTS =
      RollupDeployment.by(Accounts.deployer().address());

  private final String description;

  Demo(String description) {
    this.description = description;
  }

  /** The name of the status that it should end with, on a network that is well. */
  public String end() {
    return switch (this) {
      case PINGPONG, BRIDGE, RELAY -> "FINALIZED";
      case BRIDGE_NO_FUNDS, RECEIVE_WITHOUT_SEND, UNREAD_WRITE, OUT_OF_ORDER, NON_PARTICIPANT ->
          "ABORTED";
    };
  }

  /** As it is written on the command line: {@code bridge-no-funds}. */
  public String commandName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public String description() {
    return description;
  }

  /**
   * Reads a name of the command line.
   *
   * @throws IllegalArgumentException if there is no such demo; names those that there are
   */
  public static Demo named(String name) {
    var names = Stream.of(values()).map(Demo::commandName).toList();
    if (!names.contains(name))
      throw new IllegalArgumentException("no demo '" + name + "'; there are " + names);
    return values()[names.indexOf(name)];
  }

  abstract List<Leg> legs(Scene scene);

  /**
   * Where a demo plays.
   *
   * @param user who receives what is bridged
   * @param session never used before
   */
  record Scene(ChainId a, ChainId b, Address user, Hash32 session) {

    Leg onA(Address contract, Bytes input) {
      return new Leg(a, contract, input);
    }

    Leg onB(Address contract, Bytes input) {
      return new Leg(b, contract, input);
    }
  }

  private static List<Leg> bridging(Scene s, BigInteger amount) {
    var bridge = CONTRACTS.bridge();
    return List.of(
        s.onA(bridge, BridgeContract.send(s.b(), s.user(), amount, s.session())),
        s.onB(bridge, BridgeContract.receiveTokens(s.a(), s.session())));
  }

  private static Leg sending(Scene s, ChainId to, String... labels) {
    var contract = CONTRACTS.relay();
    return s.onA(
        contract, RelayContract.send(to, contract, s.session(), texts(labels), text("data")));
  }

  private static Leg receiving(Scene s, String... labels) {
    var contract = CONTRACTS.relay();
    return s.onB(contract, RelayContract.receiveAll(s.a(), contract, s.session(), texts(labels)));
  }

  /** A leg that touches no mailbox. */
  private static Bytes payment() {
    return BridgeContract.transfer(Accounts.owner().address(), BigInteger.ONE);
  }

  private static List<Bytes> texts(String... labels) {
    return Stream.of(labels).map(Demo::text).toList();
  }

  private static Bytes text(String text) {
    return Bytes.of(text.getBytes(UTF_8));
  }
}
