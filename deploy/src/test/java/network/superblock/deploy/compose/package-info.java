/** The compose file and the images, as far as they can be looked at without a container engine. */
package network.superblock.deploy.compose;
