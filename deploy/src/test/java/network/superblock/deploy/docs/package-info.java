/** The handbook: its links, and that what it names exists. */
package network.superblock.deploy.docs;
