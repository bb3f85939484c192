/** What an operator configures, checked when the service starts. */
package network.superblock.runtime.settings;
