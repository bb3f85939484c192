/** The network's services: with which settings they run, in this JVM or as processes. */
package network.superblock.devnet.service;
