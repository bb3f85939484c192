/**
 * The one immutable collection that the JDK lacks: a sorted map that shares what did not change.
 */
package network.superblock.protocol.collection;
