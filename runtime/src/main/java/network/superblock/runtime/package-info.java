/** What every service needs around Spring Boot. */
package network.superblock.runtime;
