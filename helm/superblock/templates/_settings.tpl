{{/*
What every service of the network is told, as a dictionary in YAML:
(dict "root" $ "database" true "identity" "slot-service/..."). Secrets are never in it.
*/}}
{{- define "superblock.commonSettings" -}}
spring:
  kafka:
    bootstrap-servers: {{ include "superblock.bootstrapServers" .root | quote }}
    {{- with .root.Values.kafka.security }}
    security:
      protocol: {{ .protocol }}
    {{- if contains "SSL" .protocol }}
    ssl:
      trust-store-type: PEM
      {{- if .clientCertificate }}
      key-store-type: PEM
      {{- end }}
    {{- end }}
    {{- if .saslMechanism }}
    properties:
      sasl.mechanism: {{ .saslMechanism }}
    {{- end }}
    {{- end }}
superblock:
  identity:
    key-file: /etc/superblock/identity/key
    {{- with .sender }}
    sender: {{ . }}
    {{- end }}
  {{- /* In JSON: YAML would take an unquoted address for a number. */}}
  network: {{ toJson .root.Values.network }}
  l1: {{ omit .root.Values.l1 "urlSecret" | toJson }}
  {{- if .root.Values.tracing.endpoint }}
  tracing: {{ toJson .root.Values.tracing }}
  {{- end }}
  kafka:
    # The Job does, or the operator.
    create: false
  {{- include "superblock.corsSettings" .root | nindent 2 }}
  {{- include "superblock.databaseSettings" . | nindent 2 }}
{{- end }}

{{/* The console's page is the only one of a browser that may read a service's answers. */}}
{{- define "superblock.corsSettings" -}}
{{- if .Values.console.enabled -}}
cors:
  allowed-origins: [{{ .Values.console.origin | quote }}]
{{- end -}}
{{- end }}

{{- define "superblock.databaseSettings" -}}
{{- if .database -}}
postgres:
  url: {{ include "superblock.postgresUrl" .root | quote }}
  pool: {{ .root.Values.postgres.pool }}
  {{- with .schema }}
  schema: {{ . }}
  {{- end }}
{{- end -}}
{{- end }}

{{/* An environment variable out of a Secret. */}}
{{- define "superblock.secretVariable" -}}
- name: {{ .variable }}
  valueFrom:
    secretKeyRef:
      name: {{ .name }}
      key: {{ .key }}
{{- end }}

{{/* The variables that log in to Kafka: (dict "root" $ "kafkaSecret" ..). */}}
{{- define "superblock.kafkaVariables" -}}
{{- $security := .root.Values.kafka.security }}
{{- $secret := .kafkaSecret | default $security.secret }}
{{- if contains "SASL" $security.protocol }}
{{ include "superblock.secretVariable" (dict "variable" "SPRING_KAFKA_PROPERTIES_SASL_JAAS_CONFIG" "name" $secret "key" "sasl.jaas.config") }}
{{- end }}
{{- if contains "SSL" $security.protocol }}
{{ include "superblock.secretVariable" (dict "variable" "SPRING_KAFKA_SSL_TRUSTSTORECERTIFICATES" "name" $secret "key" "ca.crt") }}
{{- if $security.clientCertificate }}
{{ include "superblock.secretVariable" (dict "variable" "SPRING_KAFKA_SSL_KEYSTORECERTIFICATECHAIN" "name" $secret "key" "tls.crt") }}
{{ include "superblock.secretVariable" (dict "variable" "SPRING_KAFKA_SSL_KEYSTOREKEY" "name" $secret "key" "tls.key") }}
{{- end }}
{{- end }}
{{- end }}

{{/* The variables that log in to Postgres. */}}
{{- define "superblock.postgresVariables" -}}
{{- with .root.Values.postgres.secret }}
{{ include "superblock.secretVariable" (dict "variable" "SUPERBLOCK_POSTGRES_USERNAME" "name" .name "key" .usernameKey) }}
{{ include "superblock.secretVariable" (dict "variable" "SUPERBLOCK_POSTGRES_PASSWORD" "name" .name "key" .passwordKey) }}
{{- end }}
{{- with .root.Values.postgres.migratorSecret }}
{{- if .name }}
{{ include "superblock.secretVariable" (dict "variable" "SPRING_FLYWAY_USER" "name" .name "key" .usernameKey) }}
{{ include "superblock.secretVariable" (dict "variable" "SPRING_FLYWAY_PASSWORD" "name" .name "key" .passwordKey) }}
{{- end }}
{{- end }}
{{- end }}
