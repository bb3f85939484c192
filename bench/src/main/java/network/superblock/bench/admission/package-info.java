/** The queue's admission over HTTP, durable in Postgres. */
package network.superblock.bench.admission;
