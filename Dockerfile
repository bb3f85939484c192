# One service: SERVICE is its module, PORT where it listens. ./superblock build makes the jars first.
#   docker build --build-arg SERVICE=slot-service --build-arg PORT=8081 -t superblock/slot-service .
FROM eclipse-temurin:25-jdk AS layers
ARG SERVICE
WORKDIR /build
COPY ${SERVICE}/target/${SERVICE}-*-exec.jar service.jar
RUN java -Djarmode=tools -jar service.jar extract --layers --destination layers

FROM eclipse-temurin:25-jre
ARG PORT
RUN groupadd --gid 10001 superblock \
    && useradd --uid 10001 --gid 10001 --no-create-home --shell /usr/sbin/nologin superblock \
    && install --directory --owner 10001 --group 10001 /var/lib/superblock
WORKDIR /opt/superblock
COPY docker/healthcheck.sh ./
# What changes least comes first, so that a new version of a service is a small layer.
COPY --from=layers /build/layers/dependencies/ ./
COPY --from=layers /build/layers/spring-boot-loader/ ./
COPY --from=layers /build/layers/snapshot-dependencies/ ./
COPY --from=layers /build/layers/application/ ./
USER 10001:10001
ENV SERVICE_PORT=${PORT}
EXPOSE ${PORT}
HEALTHCHECK --interval=10s --timeout=5s --start-period=90s --retries=3 \
    CMD ["bash", "/opt/superblock/healthcheck.sh"]
ENTRYPOINT ["java", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-jar", "service.jar"]
