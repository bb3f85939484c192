/** The publisher's decisions: slot-service between scripted sequencers on a real broker. */
package network.superblock.bench.decision;
