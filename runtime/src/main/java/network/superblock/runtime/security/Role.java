package network.superblock.runtime.security;

import java.util.Locale;

/** What a key lets its holder do. Reading needs no key. */
public enum Role {
  /** Submits, simulates and withdraws xTs. */
  SUBMIT,
  /** Publishes preconfirmations. */
  PUBLISH,
  /** Pauses, drains and resumes. */
  OPERATE,
  /** Everything. */
  ADMIN;

  /**
   * A role by its name, in lower case.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Role of(String name) {
    for (var role : values()) if (role.label().equals(name)) return role;
    throw new IllegalArgumentException(
        "there is no role " + name + "; the roles are submit, publish, operate and admin");
  }

  /** As it is written in a file of keys. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
