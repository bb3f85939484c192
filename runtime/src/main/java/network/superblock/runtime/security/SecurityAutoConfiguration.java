package network.superblock.runtime.security;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.AuthorizeExchangeSpec;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authentication.AuthenticationWebFilter;
import org.springframework.security.web.server.authentication.ServerAuthenticationEntryPointFailureHandler;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.header.ReferrerPolicyServerHttpHeadersWriter.ReferrerPolicy;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Keys for what writes, limits, and headers that keep browsers from guessing. */
@AutoConfiguration
@EnableWebFluxSecurity
@EnableConfigurationProperties(SecurityProperties.class)
public class SecurityAutoConfiguration {

  private static final Logger log = LoggerFactory.getLogger(SecurityAutoConfiguration.class);

  /** The Swagger page has scripts and styles of its own; nobody else may frame it. */
  private static final String CONTENT =
      "frame-ancestors 'none'; object-src 'none'; base-uri 'self'; form-action 'self'";

  /** A measurement of every filter at every request tells nobody anything. */
  @Bean
  SecurityObservationSettings securityObservationSettings() {
    return SecurityObservationSettings.noObservations();
  }

  @Bean
  @ConditionalOnProperty("superblock.security.keys-file")
  ApiKeyFile apiKeyFile(SecurityProperties properties) {
    return new ApiKeyFile(Objects.requireNonNull(properties.keysFile()), properties.reload());
  }

  @Bean
  SecurityWebFilterChain securityWebFilterChain(
      ServerHttpSecurity http,
      SecurityProperties properties,
      ObjectProvider<ApiKeyFile> file,
      ObjectProvider<AccessRules> rules) {
    var keyFile = file.getIfAvailable();
    if (keyFile == null)
      log.warn("This is a devnet: whoever reaches the service may do everything");
    Supplier<ApiKeys> keys = keyFile == null ? () -> ApiKeys.NONE : keyFile::inForce;
    var limits = new RateLimits(properties.limit(), keys);
    plain(http).addFilterBefore(limits, SecurityWebFiltersOrder.AUTHENTICATION);
    if (keyFile == null)
      return http.authorizeExchange(exchanges -> exchanges.anyExchange().permitAll()).build();

    var problems = new SecurityProblems();
    return http.addFilterAt(authentication(keys, problems), SecurityWebFiltersOrder.AUTHENTICATION)
        .exceptionHandling(
            handling -> handling.authenticationEntryPoint(problems).accessDeniedHandler(problems))
        .authorizeExchange(exchanges ->
            authorize(
                exchanges,
                rules.orderedStream().flatMap(of -> of.rules().stream()).toList(),
                properties.publicSubmission()))
        .build();
  }

  /** Without sessions, forms and cookies: then nothing can be forged across sites either. */
  private static ServerHttpSecurity plain(ServerHttpSecurity http) {
    return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
        .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
        .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
        .logout(ServerHttpSecurity.LogoutSpec::disable)
        .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
        .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
        .headers(headers ->
            headers
                .contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER)));
  }

  private static AuthenticationWebFilter authentication(
      Supplier<ApiKeys> keys, SecurityProblems problems) {
    var filter = new AuthenticationWebFilter(SecurityAutoConfiguration::authenticated);
    filter.setServerAuthenticationConverter(exchange -> holder(exchange, keys));
    filter.setAuthenticationFailureHandler(
        new ServerAuthenticationEntryPointFailureHandler(problems));
    return filter;
  }

  /** A holder was authenticated by its key already. */
  private static Mono<Authentication> authenticated(Authentication holder) {
    return Mono.just(holder);
  }

  private static Mono<Authentication> holder(ServerWebExchange exchange, Supplier<ApiKeys> keys) {
    // A wrong key must not keep anybody from reading.
    if (RateLimits.READING.contains(exchange.getRequest().getMethod())) return Mono.empty();
    return Mono.justOrEmpty(ShownKey.of(exchange.getRequest()))
        .map(shown ->
            keys.get()
                .find(shown)
                .map(KeyHolder::new)
                .orElseThrow(() -> new BadCredentialsException("not in force")));
  }

  private static void authorize(
      AuthorizeExchangeSpec exchanges, List<AccessRule> rules, boolean publicSubmission) {
    for (var reading : RateLimits.READING) exchanges.pathMatchers(reading, "/**").permitAll();
    for (AccessRule rule : rules) {
      var matched = exchanges.pathMatchers(rule.method(), rule.path());
      var _ =
          switch (rule.need()) {
            case AccessRule.Need.Nothing _ -> matched.permitAll();
            case AccessRule.Need.Submission _ when publicSubmission -> matched.permitAll();
            case AccessRule.Need.Submission _ -> matched.hasAnyAuthority(authorities(Role.SUBMIT));
            case AccessRule.Need.Key(var role) -> matched.hasAnyAuthority(authorities(role));
          };
    }
    exchanges.anyExchange().hasAuthority(Role.ADMIN.label());
  }

  private static String[] authorities(Role role) {
    return new String[] {role.label(), Role.ADMIN.label()};
  }
}
