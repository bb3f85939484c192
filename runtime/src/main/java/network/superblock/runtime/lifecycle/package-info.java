/** How a service starts, waits for what it depends on, and stops. */
package network.superblock.runtime.lifecycle;
