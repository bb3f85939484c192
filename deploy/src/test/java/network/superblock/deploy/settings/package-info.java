/** The settings that the services really have, against which the chart and compose are held. */
package network.superblock.deploy.settings;
