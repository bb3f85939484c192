{{/* The Secrets that must be there, as a list of {name, what} in YAML. */}}
{{- define "superblock.secrets" -}}
{{- $values := .Values -}}
- { name: {{ $values.l1.urlSecret.name }}, what: "{{ $values.l1.urlSecret.key }}, L1's JSON-RPC URL" }
- { name: {{ $values.security.apiKeysSecret.name }}, what: "{{ $values.security.apiKeysSecret.key }}, a line for each API key" }
- { name: {{ $values.postgres.secret.name }}, what: "{{ $values.postgres.secret.usernameKey }} and {{ $values.postgres.secret.passwordKey }} of Postgres" }
{{- with $values.postgres.migratorSecret }}
{{- if .name }}
- { name: {{ .name }}, what: "{{ .usernameKey }} and {{ .passwordKey }} of who migrates" }
{{- end }}
{{- end }}
{{- with $values.kafka.security.secret }}
- { name: {{ . }}, what: "how to log in to Kafka" }
{{- end }}
{{- range $service := list "slotService" "xtQueueService" "blockStoreService" "superblockService" }}
{{- with index $values $service "identitySecret" }}
- { name: {{ .name }}, what: "{{ .key }}, the signing key of {{ $service }}" }
{{- end }}
{{- end }}
{{- with $values.superblockService.publisherSecret }}
- { name: {{ .name }}, what: "{{ .key }}, the key of the L1 account that publishes" }
{{- end }}
{{- range $values.sequencers.rollups }}
- { name: {{ .identitySecret.name }}, what: "{{ .identitySecret.key }}, the signing key of sequencer {{ .chainId | int64 }}" }
- { name: {{ .coordinatorSecret.name }}, what: "{{ .coordinatorSecret.key }}, the coordinator's key of {{ .chainId | int64 }}" }
- { name: {{ .nodeSecret.name }}, what: "{{ .nodeSecret.key }}, the URL of the execution node of {{ .chainId | int64 }}" }
{{- end }}
{{- if and $values.p2pGateway.enabled $values.p2pGateway.identitySecret.name }}
- { name: {{ $values.p2pGateway.identitySecret.name }}, what: "{{ $values.p2pGateway.identitySecret.key }}, the signing key of p2pGateway" }
{{- end }}
{{- if and $values.p2pGateway.enabled $values.p2pGateway.identitiesSecret }}
- { name: {{ $values.p2pGateway.identitiesSecret }}, what: "a libp2p identity <pod>.key for each replica" }
{{- end }}
{{- end }}
