/** Named points at which a test ends or holds a service's process; there are none in production. */
package network.superblock.runtime.failpoint;
