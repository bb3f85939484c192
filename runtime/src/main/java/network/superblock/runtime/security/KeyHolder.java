package network.superblock.runtime.security;

import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** Somebody who showed a key that is in force. The key itself is not kept. */
final class KeyHolder extends AbstractAuthenticationToken {

  private static final long serialVersionUID = 1;

  private final String name;

  KeyHolder(ApiKey key) {
    super(key.roles().stream().map(role -> new SimpleGrantedAuthority(role.label())).toList());
    this.name = key.name();
    setAuthenticated(true);
  }

  @Override
  public Object getCredentials() {
    return "";
  }

  @Override
  public Object getPrincipal() {
    return name;
  }
}
