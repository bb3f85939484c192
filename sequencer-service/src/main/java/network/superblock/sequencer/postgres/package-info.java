/** The sequencer's own schema in Postgres: its journal, its sealed blocks, its local pool. */
package network.superblock.sequencer.postgres;
