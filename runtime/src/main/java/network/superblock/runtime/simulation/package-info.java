/** How a service asks a sequencer to simulate one leg of an xT: a JSON-RPC method's JSON. */
package network.superblock.runtime.simulation;
