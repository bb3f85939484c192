package network.superblock.sequencer.preconfirmation;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import network.superblock.preconfirmation.signature.CommitmentSignatures;
import network.superblock.preconfirmation.ssz.PreconfCommitment;
import network.superblock.preconfirmation.ssz.RawTxList;
import network.superblock.preconfirmation.ssz.SignedCommitment;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.SlotSchedule;
import network.superblock.protocol.message.L2Block;
import network.superblock.protocol.message.Preconfirmation;
import network.superblock.runtime.kafka.Appended;
import network.superblock.runtime.kafka.Outgoing;
import network.superblock.runtime.kafka.TopicWriter;
import network.superblock.runtime.lifecycle.Reason;
import network.superblock.sequencer.BlockPromises;
import network.superblock.wire.Topic;
import network.superblock.wire.signature.SigningKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signs a promise for each sealed block and writes it to the topics. */
final class SignedPromises implements BlockPromises {

  private static final Logger log = LoggerFactory.getLogger(SignedPromises.class);

  private final MadePromises made;
  private final SlotSchedule schedule;
  private final CommitmentSignatures signatures;
  private final Address slasher;
  private final Supplier<SigningKey> key;

  SignedPromises(
      MadePromises made,
      SlotSchedule schedule,
      CommitmentSignatures signatures,
      Address slasher,
      Supplier<SigningKey> key) {
    this.made = made;
    this.schedule = schedule;
    this.signatures = signatures;
    this.slasher = slasher;
    this.key = key;
  }

  @Override
  public void promise(L2Block block, TopicWriter writer) {
    var promised = PromisedBlock.of(block);
    if (promised.txList().txList().size() > RawTxList.MAX_TXLIST) {
      log.warn("block {} is not promised: its list is too large", block.number());
      return;
    }
    // Said once, it is said so for good: whoever signs two promises of a block can be slashed.
    var signed = made.of(block.hash()).orElseGet(() -> make(promised));
    send(block, promised, signed, writer);
  }

  private SignedCommitment make(PromisedBlock promised) {
    var block = promised.block();
    var parent =
        made.of(block.parentHash())
            .map(before -> before.preconfirmation().hash())
            .orElse(block.parentHash());
    var windowEnd = schedule.endOf(block.slot());
    var commitment = new PreconfCommitment(promised.preconfirmation(parent, windowEnd), slasher);
    var signed = signatures.sign(commitment, key.get());
    made.keep(block, signed);
    return signed;
  }

  /** The list first: whoever has the commitment looks for it. */
  private static void send(
      L2Block block, PromisedBlock promised, SignedCommitment signed, TopicWriter writer) {
    var chain = block.chain();
    var commitment = new Preconfirmation.Commitment(chain, copy(signed.encode().unsafeArray()));
    var _ =
        list(chain, promised.txList(), signed.preconfirmation().rawTxListHash(), writer)
            // Not on the producer's own thread, which must not wait for its own work.
            .thenComposeAsync(
                _ -> writer.append(Outgoing.of(Topic.PRECONF_COMMITMENT, commitment)),
                task -> Thread.ofVirtual().start(task))
            .whenComplete((_, failure) -> {
              if (failure != null)
                log.warn("the promise of block {} is lost: {}", block.number(), Reason.of(failure));
            });
  }

  private static CompletableFuture<Appended> list(
      ChainId chain, RawTxList list, Hash32 named, TopicWriter writer) {
    // Another zlib may have made the list that was promised.
    if (!list.hash().equals(named))
      return CompletableFuture.failedFuture(
          new IllegalStateException("list " + named + " cannot be made again"));
    var message = new Preconfirmation.TxList(chain, named, copy(list.txList().unsafeArray()));
    return writer.append(Outgoing.of(Topic.PRECONF_TXLIST, message));
  }

  private static Bytes copy(byte[] bytes) {
    return Bytes.of(bytes);
  }
}
