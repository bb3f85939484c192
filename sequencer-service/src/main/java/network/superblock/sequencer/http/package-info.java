/** The sequencer's JSON-RPC endpoint and its REST surface. */
package network.superblock.sequencer.http;
