# What a trial stands on: anvil for L1 and the rollups, and the devnet's command that prepares them.
# ./superblock build makes the jars and fetches anvil first.
FROM eclipse-temurin:25-jre
RUN groupadd --gid 10001 superblock \
    && useradd --uid 10001 --gid 10001 --no-create-home --shell /usr/sbin/nologin superblock \
    && install --directory --owner 10001 --group 10001 /var/lib/superblock
WORKDIR /opt/superblock
COPY contracts/node_modules/@foundry-rs/anvil-linux-amd64/bin/anvil /usr/local/bin/anvil
COPY devnet/target/lib/ ./lib/
COPY devnet/target/devnet.jar ./
USER 10001:10001
HEALTHCHECK NONE
ENTRYPOINT ["java", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-jar", "devnet.jar"]
