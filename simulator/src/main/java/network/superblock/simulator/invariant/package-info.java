/** What must hold in every history. See SBCP section 6. */
package network.superblock.simulator.invariant;
