#!/usr/bin/env bash
# Whether the service in this container is ready. Without curl, which the image does not have.
set -euo pipefail
port=${SERVER_PORT:-$SERVICE_PORT}
exec 3<>"/dev/tcp/127.0.0.1/$port"
printf 'GET /actuator/health/readiness HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' >&3
read -r -t 4 _ status _ <&3
[ "$status" = 200 ]
