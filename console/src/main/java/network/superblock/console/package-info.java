/**
 * A web page that shows a running network. The page is static; it reads each service's own events
 * from the browser, so that a service that is away takes nothing else with it. A program of its own
 * serves it for the same reason: it stays when any other is gone.
 */
@NullMarked
package network.superblock.console;

import org.jspecify.annotations.NullMarked;
