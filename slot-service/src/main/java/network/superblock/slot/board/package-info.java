/** What people see of the slots: a board of the last ones, kept from the log by every replica. */
package network.superblock.slot.board;
