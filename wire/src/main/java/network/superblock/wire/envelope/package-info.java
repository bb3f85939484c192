/**
 * Who wrote a record, and whether that sender may. See SBCP section 11.
 *
 * <p>The signature is over the SHA-256 of these fields in this order, each after its length in four
 * big-endian bytes: the text {@code superblock.envelope.v1}, network id, topic, record key, message
 * type, sender id, term (eight bytes), value. So nothing that was signed for one place can stand in
 * another. Trace context is carried beside it, unsigned.
 */
package network.superblock.wire.envelope;
