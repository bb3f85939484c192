{{/* Creates the topics that are missing, as the services themselves would. */}}
{{- define "superblock.topicScript" -}}
{{- $topics := .Values.kafka.topics -}}
{{- $security := .Values.kafka.security -}}
set -euo pipefail
umask 077
login=/tmp/client.properties
{
  echo "security.protocol={{ $security.protocol }}"
  {{- if $security.saslMechanism }}
  echo "sasl.mechanism={{ $security.saslMechanism }}"
  echo "sasl.jaas.config=$JAAS_CONFIG"
  {{- end }}
  {{- if contains "SSL" $security.protocol }}
  echo "ssl.truststore.type=PEM"
  echo "ssl.truststore.location=/etc/superblock/kafka/ca.crt"
  {{- if $security.clientCertificate }}
  cat /etc/superblock/kafka/tls.key /etc/superblock/kafka/tls.crt > /tmp/client.pem
  echo "ssl.keystore.type=PEM"
  echo "ssl.keystore.location=/tmp/client.pem"
  {{- end }}
  {{- end }}
} > "$login"

create() {
  local name=$1 partitions=$2
  shift 2
  /opt/kafka/bin/kafka-topics.sh --bootstrap-server "$BOOTSTRAP_SERVERS" --command-config "$login" \
    --create --if-not-exists --topic "$name" --partitions "$partitions" \
    --replication-factor {{ $topics.replicationFactor }} \
    --config min.insync.replicas={{ $topics.minInsyncReplicas }} "$@"
}

{{ $retention := mul $topics.retention.days 86400000 -}}
{{- $deadLetterRetention := mul $topics.deadLetterRetention.days 86400000 -}}
{{- range .Files.Get "files/topics.yaml" | fromYamlArray }}
{{- $partitions := get $topics.partitions .name | default .partitions }}
create {{ .name }} {{ $partitions }} --config cleanup.policy=delete --config retention.ms={{ $retention }} --config max.message.bytes={{ .maxMessageBytes | int64 }} --config unclean.leader.election.enable=false
create {{ .name }}.dlt 1 --config cleanup.policy=compact,delete --config retention.ms={{ $deadLetterRetention }} --config max.message.bytes={{ add (.maxMessageBytes | int64) 65536 }}
{{- end }}
{{- if .Values.kafka.acls.create }}
{{ include "superblock.aclScript" . }}
{{- end }}
{{- end }}

{{/*
What each service's Kafka user may: it sees all topics, reads and writes its own, and puts what it
cannot read into their dead letters.
*/}}
{{- define "superblock.aclScript" -}}
{{- $topics := .Files.Get "files/topics.yaml" | fromYamlArray -}}
{{- $network := .Values.network.id -}}
{{- $users := dict "slot-service" (list "slot-service") "xt-queue-service" (list "xt-queue-service") "block-store-service" (list "block-store-service") "superblock-service" (list "superblock-service") -}}
{{- $sequencers := list -}}
{{- range .Values.sequencers.rollups }}{{ $sequencers = append $sequencers (printf "sequencer-%d" (.chainId | int64)) }}{{ end -}}
{{- $_ := set $users "sequencer" $sequencers -}}
{{- if .Values.p2pGateway.enabled }}{{ $_ := set $users "p2p-gateway" (list "p2p-gateway") }}{{ end -}}
allow() {
  local operation=$1
  shift
  /opt/kafka/bin/kafka-acls.sh --bootstrap-server "$BOOTSTRAP_SERVERS" --command-config "$login" \
    --add --operation "$operation" "$@"
}

{{ range $role, $names := $users -}}
{{- $who := "" -}}
{{- range $names }}{{ $who = printf "%s --allow-principal User:%s" $who . }}{{ end -}}
{{- $see := "" }}{{ $write := "" }}{{ $read := "" -}}
{{- range $topics -}}
{{- $see = printf "%s --topic %s --topic %s.dlt" $see .name .name -}}
{{- if has $role .writers }}{{ $write = printf "%s --topic %s" $write .name }}{{ end -}}
{{- if has $role .readers }}{{ $read = printf "%s --topic %s" $read .name }}{{ $write = printf "%s --topic %s.dlt" $write .name }}{{ end -}}
{{- end -}}
allow Describe{{ $who }}{{ $see }}
allow Write{{ $who }}{{ $write }}
allow Read{{ $who }}{{ $read }}
{{- if has $role (list "xt-queue-service" "block-store-service") }}
allow Read{{ $who }} --resource-pattern-type prefixed --group {{ $network }}-{{ $role }}-
{{- end }}
{{ end }}
{{- end }}
