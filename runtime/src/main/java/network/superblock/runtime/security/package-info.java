/** Who may write: API keys, their roles, and how often each caller may ask. */
package network.superblock.runtime.security;
