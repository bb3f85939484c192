/**
 * The Helm chart, rendered without a cluster and compared with Kubernetes and with the services.
 */
package network.superblock.deploy.chart;
