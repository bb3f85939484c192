/** Looks at the files that run the network elsewhere, without a cluster or a container engine. */
package network.superblock.deploy;
