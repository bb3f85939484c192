/** The spans of a running network, taken by OTLP as a collector takes them. */
package network.superblock.cli.trace;
