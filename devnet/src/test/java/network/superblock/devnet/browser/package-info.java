/** A headless Chromium, driven by its DevTools protocol. */
package network.superblock.devnet.browser;
