# The exchange as an image: built from this checkout, run without root on a Java runtime alone.
FROM eclipse-temurin:25-jdk AS build
WORKDIR /build
COPY . .
RUN ./mvnw -B -ntp -pl fhir-server -am package -Dmaven.test.skip=true \
    && java -Djarmode=tools -jar fhir-server/target/fhir-server-*-application.jar \
        extract --layers --launcher --destination /layers

FROM eclipse-temurin:25-jre
RUN groupadd --system --gid 10001 lienthong \
    && useradd --system --uid 10001 --gid 10001 --no-create-home --shell /usr/sbin/nologin lienthong
WORKDIR /application
# What changes least comes first, so that a new version of the exchange is a small layer.
COPY --from=build /layers/dependencies/ ./
COPY --from=build /layers/spring-boot-loader/ ./
COPY --from=build /layers/snapshot-dependencies/ ./
COPY --from=build /layers/application/ ./
ENV EXCHANGE_PORT=8080
EXPOSE 8080
USER 10001:10001
# Bash alone: the image holds no client for HTTP.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=6 \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/${EXCHANGE_PORT} && printf 'GET /actuator/health/readiness HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && read -r status <&3 && [[ $status == *' 200'* ]]"]
ENTRYPOINT ["java", "-XX:+UseParallelGC", "-XX:MaxRAMPercentage=75", "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED", \
    "org.springframework.boot.loader.launch.JarLauncher"]
