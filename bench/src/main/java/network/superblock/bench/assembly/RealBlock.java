package network.superblock.bench.assembly;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.superblock.contracts.BridgeContract;
import network.superblock.contracts.MailboxContract;
import network.superblock.contracts.RelayContract;
import network.superblock.contracts.RollupDeployment;
import network.superblock.devnet.chain.ChainClient;
import network.superblock.devnet.chain.DevKey;
import network.superblock.devnet.setup.Accounts;
import network.superblock.devnet.setup.ChainSetup;
import network.superblock.devnet.setup.Rollup;
import network.superblock.embedded.ethereum.EthereumNode;
import network.superblock.embedded.ethereum.NodeOptions;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Slot;
import network.superblock.protocol.block.ChainXts;
import network.superblock.protocol.block.ExpectedBlock;
import network.superblock.protocol.hash.Keccak256;
import network.superblock.protocol.mailbox.MailboxHeader;
import network.superblock.protocol.mailbox.MailboxLayout;
import network.superblock.protocol.mailbox.MailboxMessage;
import network.superblock.protocol.mailbox.MailboxState;
import network.superblock.protocol.message.BlockEvidence;
import network.superblock.protocol.message.L2Block;
import network.superblock.protocol.message.L2BlockRequest;
import network.superblock.protocol.message.TransactionRequest;
import network.superblock.protocol.message.XtRequest;
import network.superblock.runtime.jsonrpc.CallGuard;
import network.superblock.runtime.jsonrpc.JsonRpcClient;
import network.superblock.sequencer.anvil.AnvilNode;
import network.superblock.sequencer.evm.BlockRlp;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.client.WebClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * A block that a real node mined, with its evidence: the coordinator's transaction, legs that send,
 * legs that receive with the putInbox before each, and token transfers for the rest.
 */
record RealBlock(ExpectedBlock expected, L2Block block) {

  private static final Rollup ROLLUP = Rollup.number(0);
  private static final ChainId CHAIN = ROLLUP.chain();
  private static final ChainId PEER = Rollup.number(1).chain();
  private static final RollupDeployment CONTRACTS =
      RollupDeployment.by(Accounts.deployer().address());
  private static final Bytes LABEL = Bytes.of("LABEL".getBytes(UTF_8));
  private static final Bytes DATA = Bytes.of("a message of some bytes".getBytes(UTF_8));
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final Slot SLOT = new Slot(1);
  private static final long GAS = 250_000;

  /** Mines a block of that many transactions, a quarter of them legs of xTs. */
  static RealBlock mine(int transactions) {
    try (var process = EthereumNode.start(NodeOptions.l2(CHAIN.value()));
        var client = new ChainClient(process.rpc(), CHAIN.value())) {
      var rpc =
          new JsonRpcClient(
              WebClient.builder(),
              JsonMapper.shared(),
              process.rpc(),
              DataSize.ofMegabytes(64),
              new CallGuard("l2", TIMEOUT, CallGuard.Registries.defaults()));
      ChainSetup.prepareRollup(client, ROLLUP);
      var draft = new Draft(client);
      draft.fill(transactions);
      return draft.sealed(new AnvilNode(rpc, CHAIN));
    }
  }

  private static final class Draft {

    private final ChainClient client;
    private final List<Bytes> transactions = new ArrayList<>();
    private final List<XtRequest> xts = new ArrayList<>();
    private long coordinatorNonce;
    private long userNonce;

    Draft(ChainClient client) {
      this.client = client;
    }

    void fill(int size) {
      byCoordinator(MailboxContract.recordSlot(SLOT));
      for (var i = 0; i < size / 8; i++) send(i);
      for (var i = 0; i < size / 8; i++) receive(i);
      while (transactions.size() < size)
        byUser(
            CONTRACTS.token(), BridgeContract.transfer(Accounts.owner().address(), BigInteger.ONE));
    }

    RealBlock sealed(AnvilNode node) {
      var parent = node.head();
      var start = Instant.ofEpochSecond(parent.timestamp().getEpochSecond() + 12);
      var mined = node.mine(node.environmentAfter(parent, start), transactions);
      if (mined.transactions().size() != transactions.size())
        throw new IllegalStateException("the node left transactions out");
      var header = mined.header();
      var chainXts = new ChainXts(CHAIN, xts, xts.stream().map(XtRequest::id).toList());
      var slots = List.copyOf(MailboxLayout.provenSlots(chainXts.peers()));
      var proof = node.prove(CONTRACTS.mailbox(), slots, header.number());
      var request = new L2BlockRequest(CHAIN, header.number(), header.parent());
      var mailbox = new ExpectedBlock.Mailbox(CONTRACTS.mailbox(), MailboxState.EMPTY);
      return new RealBlock(
          new ExpectedBlock(SLOT, start, request, mailbox, chainXts),
          new L2Block(
              SLOT,
              CHAIN,
              header.number(),
              header.hash(),
              header.parent(),
              chainXts.ids(),
              new BlockRlp(header, transactions).encoded(),
              new BlockEvidence(mined.encodedReceipts(), proof.account(), proof.slots())));
    }

    private void send(int index) {
      leg(
          RelayContract.send(
              PEER, CONTRACTS.relay(), session("send", index), List.of(LABEL), DATA));
    }

    private void receive(int index) {
      var session = session("receive", index);
      var relay = CONTRACTS.relay();
      var header = new MailboxHeader(PEER, CHAIN, relay, relay, session, LABEL);
      byCoordinator(MailboxContract.putInbox(new MailboxMessage(header, DATA)));
      leg(RelayContract.receiveAll(PEER, relay, session, List.of(LABEL)));
    }

    private void leg(Bytes input) {
      var own = byUser(CONTRACTS.relay(), input);
      xts.add(
          new XtRequest(
              List.of(
                  new TransactionRequest(CHAIN, List.of(own)),
                  new TransactionRequest(PEER, List.of(own)))));
    }

    private void byCoordinator(Bytes input) {
      var _ = sign(ROLLUP.coordinator(), coordinatorNonce++, CONTRACTS.mailbox(), input);
    }

    private Bytes byUser(Address contract, Bytes input) {
      return sign(Accounts.user(0), userNonce++, contract, input);
    }

    private Bytes sign(DevKey key, long nonce, Address to, Bytes input) {
      var signed = client.sign(key, BigInteger.valueOf(nonce), Optional.of(to), input, GAS);
      transactions.add(signed);
      return signed;
    }

    private static Hash32 session(String name, int index) {
      return Hash32.of(Keccak256.hash((name + index).getBytes(UTF_8)));
    }
  }
}
