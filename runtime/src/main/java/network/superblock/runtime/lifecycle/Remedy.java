package network.superblock.runtime.lifecycle;

import java.security.cert.CertificateExpiredException;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** What to do about failures whose own words do not say it. */
final class Remedy {

  private static final String NO_LOGIN =
      "sasl.jaas.config is missing or wrong: is the Kafka Secret there, with that key?";

  private Remedy() {}

  /** Of the innermost cause that one is known for. */
  static Optional<String> of(Throwable failure) {
    var inner = failure.getCause();
    var deeper = inner == null || inner.equals(failure) ? Optional.<String>empty() : of(inner);
    return deeper.isPresent()
        ? deeper
        : Optional.of(single(failure)).filter(remedy -> !remedy.isEmpty());
  }

  private static String single(Throwable failure) {
    return switch (failure) {
      case CertificateExpiredException _ ->
          "the certificate has expired: renew it in its Secret and restart what uses it";
      case SslAuthenticationException _ ->
          "check ca.crt, tls.crt and tls.key in the Kafka Secret, and that they are still valid";
      case SaslAuthenticationException _ ->
          "check the user, the password and the mechanism of sasl.jaas.config in the Kafka Secret";
      case AuthorizationException _ ->
          "the service's Kafka user lacks an ACL: docs/operators/security.md has the table";
      case UnknownTopicOrPartitionException _ ->
          "create the topic as helm/superblock/files/topics.yaml says";
      case ConfigException e when words(e).contains("bootstrap") ->
          "check spring.kafka.bootstrap-servers: host:port, separated by commas";
      case TimeoutException _ ->
          "check that the brokers run and spring.kafka.bootstrap-servers can be reached from here";
      case IllegalArgumentException e when words(e).contains("KafkaClient") -> NO_LOGIN;
      case KafkaException e when words(e).contains("JAAS") -> NO_LOGIN;
      default -> "";
    };
  }

  private static String words(Throwable failure) {
    return String.valueOf(failure.getMessage());
  }
}
