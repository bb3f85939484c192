/**
 * Sealed blocks as preconfirmations, for a gateway to publish. The transaction list is the zlib
 * form of the RLP list of transactions as it stands in the block; it goes to {@code preconf.txlist}
 * and, once it stands there, the SSZ SignedCommitment to {@code preconf.commitment}. The
 * sequencer's key signs: every slot is the turn of the rollup's one sequencer.
 *
 * <p>The fields of a Preconfirmation:
 *
 * <ul>
 *   <li>{@code eop}: false, for the next slot is the same sequencer's;
 *   <li>{@code blockNumber}, {@code gasLimit}, {@code coinbase}: the L2 block's
 *   <li>{@code timestamp}: the L2 block's, which is the slot's start in whole seconds
 *   <li>{@code anchorBlockNumber}: 0, for an L2 block here refers to no L1 block
 *   <li>{@code rawTxListHash}: keccak256 of the compressed list, also of an empty one
 *   <li>{@code parentPreconfirmationHash}: of the promise of the L2 block's parent, found by the
 *       parent's hash; the parent's hash itself where it was never promised, as below the first
 *       block. Gateways accept that on the block that L1 decided last
 *   <li>{@code submissionWindowEnd}: the slot's end in whole seconds
 *   <li>{@code proverAuth}: zero
 *   <li>{@code proposalId}: the slot's number
 * </ul>
 *
 * <p>{@code slasherAddress} and the signing domain are configured and must be the gateways'.
 */
package network.superblock.sequencer.preconfirmation;
