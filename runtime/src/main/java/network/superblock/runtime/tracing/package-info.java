/**
 * One trace for each xT across all services: its identity is the trace's, records carry the rest.
 */
package network.superblock.runtime.tracing;
