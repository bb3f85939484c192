{{/*
A service with its ConfigMap and Service:
  root, service (the program), component (its name in this network), kind, replicas, port, values
  settings   what its file says, a dictionary
  database   whether it keeps something in Postgres
  network    whether it belongs to the network of Kafka and L1
  files      Secrets to mount: a list of {directory, name, key}
  variables  variables out of Secrets: a list of {variable, name, key}
  identities p2p-gateway's volume
*/}}
{{- define "superblock.workload" -}}
{{- $root := .root }}
{{- $security := .root.Values.security }}
{{- /* The console writes nothing, so nobody shows it a key. */}}
{{- if hasKey .settings "superblock" }}
{{- $_ := set . "files" (append (.files | default list) (merge (dict "directory" "api-keys") $security.apiKeysSecret)) }}
{{- $_ := set .settings.superblock "security" (merge (dict "keys-file" "/etc/superblock/api-keys/key") (omit $security "apiKeysSecret")) }}
{{- end }}
{{- $labels := dict "root" .root "component" .component }}
{{- $name := printf "%s-%s" (include "superblock.fullname" .root) .component }}
apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ $name }}
  labels: {{- include "superblock.labels" $labels | nindent 4 }}
data:
  # JSON is YAML, and leaves no address to be taken for a number.
  {{ .service }}.yml: |
    {{- toPrettyJson .settings | nindent 4 }}
---
apiVersion: v1
kind: Service
metadata:
  name: {{ $name }}
  labels: {{- include "superblock.labels" $labels | nindent 4 }}
    superblock.network/metrics: "true"
spec:
  selector: {{- include "superblock.selector" $labels | nindent 4 }}
  ports:
    - name: http
      port: {{ .port }}
      targetPort: http
      protocol: TCP
---
apiVersion: apps/v1
kind: {{ .kind }}
metadata:
  name: {{ $name }}
  labels: {{- include "superblock.labels" $labels | nindent 4 }}
spec:
  replicas: {{ .replicas }}
  {{- if eq .kind "StatefulSet" }}
  serviceName: {{ $name }}
  podManagementPolicy: Parallel
  {{- else }}
  strategy:
    type: RollingUpdate
    rollingUpdate:
      maxUnavailable: 0
      maxSurge: 1
  {{- end }}
  selector:
    matchLabels: {{- include "superblock.selector" $labels | nindent 6 }}
  template:
    metadata:
      labels: {{- include "superblock.labels" $labels | nindent 8 }}
      annotations:
        checksum/settings: {{ toJson .settings | sha256sum }}
        {{- with .values.podAnnotations }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
    spec: {{- include "superblock.pod" . | nindent 6 }}
  {{- with .identities }}
  volumeClaimTemplates:
    - metadata:
        name: libp2p
      spec:
        accessModes: [ReadWriteOnce]
        {{- with .storageClass }}
        storageClassName: {{ . }}
        {{- end }}
        resources:
          requests:
            storage: {{ .storage }}
  {{- end }}
{{- if gt (int .replicas) 1 }}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: {{ $name }}
  labels: {{- include "superblock.labels" $labels | nindent 4 }}
spec:
  maxUnavailable: 1
  selector:
    matchLabels: {{- include "superblock.selector" $labels | nindent 6 }}
{{- end }}
{{- end }}
