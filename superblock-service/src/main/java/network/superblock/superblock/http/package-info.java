/** Superblocks, proofs and events over REST and SSE. */
package network.superblock.superblock.http;
