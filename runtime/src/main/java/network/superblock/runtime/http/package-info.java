/** What every service's REST surface has in common: problems, pages, event streams, hex in JSON. */
package network.superblock.runtime.http;
