/** What was measured, against what it should be, as a table and as JSON. */
package network.superblock.bench.report;
