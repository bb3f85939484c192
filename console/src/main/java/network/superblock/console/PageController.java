package network.superblock.console;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The page's entrance and its addresses; what it is made of is static. */
@RestController
class PageController {

  private final Addresses addresses;

  PageController(ConsoleProperties properties) {
    this.addresses = Addresses.of(properties);
  }

  @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
  Resource page() {
    return new ClassPathResource("page/index.html");
  }

  @GetMapping(path = "/config.json", produces = MediaType.APPLICATION_JSON_VALUE)
  Addresses addresses() {
    return addresses;
  }
}
